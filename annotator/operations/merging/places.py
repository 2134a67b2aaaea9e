"""What the counts of a merge are of: the first places of each fate, for people to look at."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from annotator.model.annotation import Annotation, Relation
from annotator.model.corpus import Document
from annotator.model.review import Comment

MOST = 200
"""Places that are kept of one fate; nobody reads more, and they must not cost a merge its time."""
NEW_DOCUMENTS = "new_documents"
"""The fate of a document that is not here yet."""


class Place(NamedTuple):
    """One annotation, relation, comment or document that a merge is about.

    `name` is that of the document. `kind` is the id of a layer or a type of relation, "" for
    others; `quote` is the text it stands on, or what it says. `begin` is where, in code points,
    None where that is no place in the text. `reason` is a code as in `Told`, "" if there is none.
    """

    document: str
    name: str
    what: str
    kind: str = ""
    quote: str = ""
    begin: int | None = None
    reason: str = ""


@dataclass(slots=True)
class Places:
    """The first places of each fate."""

    by_fate: dict[str, list[Place]] = field(default_factory=dict[str, list[Place]])

    def room(self, fate: str) -> int:
        """Return how many more places of a fate are kept."""
        return MOST - len(self.by_fate.get(fate, ()))

    def note(
        self,
        fate: str,
        document: Document,
        noun: Annotation | Relation | Comment,
        there: Mapping[str, object],
        *,
        reason: str = "",
    ) -> None:
        """Keep a place; `there` are nouns by id, among them the ends of relations."""
        if self.room(fate) > 0:
            self._add(fate, _place_of(document, noun, there)._replace(reason=reason))

    def note_document(self, fate: str, document: Document) -> None:
        """Keep a whole document."""
        if self.room(fate) > 0:
            self._add(fate, Place(document.id, document.name, document.id))

    def add(self, fate: str, place: Place) -> None:
        """Keep a place that is made already."""
        if self.room(fate) > 0:
            self._add(fate, place)

    def _add(self, fate: str, place: Place) -> None:
        self.by_fate.setdefault(fate, []).append(place)


def _place_of(
    document: Document, noun: Annotation | Relation | Comment, there: Mapping[str, object]
) -> Place:
    key, name = document.id, document.name
    if isinstance(noun, Annotation):
        begin = noun.spans[0].begin if noun.spans else None
        return Place(key, name, noun.id, noun.layer, noun.quote, begin)
    if isinstance(noun, Relation):
        end = there.get(noun.from_id)
        found = end if isinstance(end, Annotation) else None
        begin = found.spans[0].begin if found is not None and found.spans else None
        return Place(key, name, noun.id, noun.type, found.quote if found else "", begin)
    words = noun.quote or next(iter(noun.texts.values()), "")
    return Place(key, name, noun.id, "", words, noun.spans[0].begin if noun.spans else None)
