"""Who is meant by a name in a command, and what somebody is called in its answer."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from annotator.cli.output import language
from annotator.model.errors import AnnotatorError
from annotator.model.language import text_in
from annotator.store.reading.queries import Reader
from annotator.text.names import visible


class People:
    """The annotators of a corpus; a window gives them ids that nobody can type."""

    def __init__(self, reader: Reader) -> None:
        """Read who there is."""
        known = list(reader.annotators())
        self._ids = {a.id for a in known}
        self._meant: dict[str, list[str]] = {}
        for annotator in known:
            for name in {_plain(said) for said in annotator.names.values()}:
                self._meant.setdefault(name, []).append(annotator.id)
        names = {a.id: visible(text_in(a.names, language(), a.id)) for a in known}
        several = Counter(names.values())
        self._called = {
            key: name if several[name] == 1 else f"{name} ({key})" for key, name in names.items()
        }

    def id_of(self, name: str) -> str:
        """Return the id of whoever has it or is called so; a name that nobody has stays as it is.

        AnnotatorError if several are called so.
        """
        if name in self._ids:
            return name
        meant = self._meant.get(_plain(name), [name])
        if len(meant) > 1:
            raise AnnotatorError("annotator_ambiguous", name=name, known=", ".join(sorted(meant)))
        return meant[0]

    def known(self, name: str | None) -> str | None:
        """Return the id of somebody, None where nobody is named."""
        return None if name is None else self.id_of(name)

    def ids_of(self, names: Iterable[str]) -> tuple[str, ...]:
        """Return the ids of several, each once."""
        return tuple(dict.fromkeys(map(self.id_of, names)))

    def called(self, who: str) -> str:
        """Return what somebody is called; the id as well where several are called so."""
        return self._called.get(who, who)


def _plain(name: str) -> str:
    return " ".join(name.split()).casefold()
