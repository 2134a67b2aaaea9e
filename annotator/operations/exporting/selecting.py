"""What of a corpus an export takes: ids of annotators, layers and documents."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from annotator.model.bundle import Bundle, Header
from annotator.model.errors import AnnotatorError
from annotator.model.review import Round
from annotator.operations.exporting.pseudonyms import Pseudonyms, masked_bundle, masked_header
from annotator.operations.rounds.blindness import hidden_work, without_work
from annotator.store.reading.queries import Reader
from annotator.store.store import Store

SHORT = 8
"""Characters of an id that are shown where a person reads it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Selection:
    """What is exported: ids of annotators, layers and documents; None means all.

    With `pseudonyms` persons leave under those. `hidden` has by document whose work on it stays
    behind.
    """

    annotators: frozenset[str] | None = None
    layers: frozenset[str] | None = None
    documents: frozenset[str] | None = None
    pseudonyms: Pseudonyms | None = None
    hidden: Mapping[str, frozenset[str]] = field(default_factory=dict[str, frozenset[str]])

    @property
    def is_whole(self) -> bool:
        """Whether nothing is left out."""
        named = (self.annotators, self.layers, self.documents)
        return not self.hidden and all(part is None for part in named)


def selection_of(
    reader: Reader,
    store: Store,
    annotators: Iterable[str] | None,
    layers: Iterable[str] | None,
    documents: Iterable[str] | None,
    *,
    viewer: str | None = None,
) -> Selection:
    """Return what is named, as ids; None means all. AnnotatorError if something is not there.

    What a blind round hides from `viewer` yet is left out; without one all may be seen.
    """
    people = {a.id for a in reader.annotators()}
    known_layers = {layer.id for layer in store.scheme.layers}
    return Selection(
        annotators=_known(annotators, people, "no_such_annotator"),
        layers=_known(layers, known_layers, "no_such_layer"),
        documents=_documents(reader, documents),
        hidden=hidden_work(reader, viewer),
    )


def known_annotator(reader: Reader, name: str | None) -> str | None:
    """Return the id of an annotator as given; AnnotatorError if there is no such one."""
    if name is not None:
        _known([name], {a.id for a in reader.annotators()}, "no_such_annotator")
    return name


def _known(names: Iterable[str] | None, known: set[str], code: str) -> frozenset[str] | None:
    if names is None:
        return None
    wanted = frozenset(names)
    for name in sorted(wanted - known):
        raise AnnotatorError(code, name=name, known=", ".join(sorted(known)))
    return wanted or None


def _documents(reader: Reader, names: Iterable[str] | None) -> frozenset[str] | None:
    if names is None:
        return None
    return frozenset(document_named(reader, name) for name in names) or None


def document_named(reader: Reader, name: str) -> str:
    """Return the id of a document by its id, source id or name, or by the begin of its id.

    A begin is taken if it is as long as an id is shown in lists (`SHORT`) and only one id has
    it. AnnotatorError if there is no such document.
    """
    found = reader.document_id(name)
    if found is None and len(name) >= SHORT:
        begun = [key for _, key in reader.hashes() if key.startswith(name)]
        found = begun[0] if len(begun) == 1 else None
    if found is None:
        raise AnnotatorError("no_such_document", name=name)
    return found


def header_of(reader: Reader, selection: Selection, *, history: bool = False) -> Header:
    """Return the header of an export: people and sets cut down to what is selected."""
    header = _selected_header(reader.header(history=history), selection)
    return masked_header(header, selection.pseudonyms) if selection.pseudonyms else header


def _selected_header(header: Header, selection: Selection) -> Header:
    if selection.is_whole:
        return header
    kept, comments = header.annotators, header.comments
    if selection.annotators is not None:
        kept = tuple(a for a in kept if a.id in selection.annotators)
        comments = tuple(c for c in comments if c.annotator in selection.annotators)
    sets, relations = header.sets, header.document_relations
    if selection.documents is not None:
        inside = selection.documents
        sets = tuple(
            replace(s, documents=tuple(d for d in s.documents if d in inside)) for s in sets
        )
        relations = tuple(
            r for r in relations if r.from_document in inside and r.to_document in inside
        )
    return replace(
        header,
        annotators=kept,
        comments=comments,
        sets=sets,
        document_relations=relations,
        rounds=tuple(_selected_round(r, selection) for r in header.rounds),
    )


def _selected_round(handed: Round, selection: Selection) -> Round:
    people, inside = selection.annotators, selection.documents
    return replace(
        handed,
        annotators=tuple(a for a in handed.annotators if people is None or a in people),
        documents=tuple(d for d in handed.documents if inside is None or d in inside),
        pilot=tuple(d for d in handed.pilot if inside is None or d in inside),
    )


def bundles_of(reader: Reader, selection: Selection) -> Iterator[Bundle]:
    """Yield the selected documents, each with the selected part of its annotations."""
    found = reader.bundles(
        documents=selection.documents,
        annotators=selection.annotators,
        layers=selection.layers,
    )
    names, hidden = selection.pseudonyms, selection.hidden
    if hidden:
        found = (without_work(bundle, hidden.get(bundle.document.id, ())) for bundle in found)
    return found if names is None else (masked_bundle(bundle, names) for bundle in found)
