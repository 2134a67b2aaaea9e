"""What can be linked as an end of a frame, and the letters that stand for it."""

from __future__ import annotations

from annotator.model.annotation import Annotation
from annotator.operations.tagging.relate import entities_linked_from, layers_linked_from
from annotator.ui.keys.letters import MOST, hints_for
from annotator.ui.sitting.session import Session
from annotator.ui.text.view import TextView

_REACH = 20_000
"""How far from the hub ends are looked for, in code points; farther ones are in the list."""


class Candidates:
    """Letters of ends, given when a frame opens; a letter stays with its end.

    Built-in entities come first in having a single letter, then the ends of the frame before
    this one, whose holder often speaks on, then the annotations that are nearest.
    Letters go in reading order from the hub's begin, then to those before it.
    """

    def __init__(self, view: TextView, session: Session) -> None:
        """Look in a view."""
        self._view, self._session = view, session
        self.hints: dict[str, str] = {}
        self.built_in: dict[str, str] = {}
        self._by_letter: dict[str, str] = {}
        self._hubs = ("", "")

    def gather(self, hub: Annotation) -> bool:
        """Give letters to everything that the scheme allows as an end; say if it allows any."""
        layers = layers_linked_from(self._session.scheme, hub.layer)
        entities = entities_linked_from(self._session.scheme, hub.layer)
        self.hints, self.built_in, self._by_letter = {}, {}, {}
        if not layers and not entities:
            return False
        found = self._near(hub, layers)
        letters = hints_for(len(found) + len(entities))
        singles = [x for x in letters if len(x) == 1]
        kept = singles[len(singles) - len(entities) :] if entities else []
        self.built_in = dict(zip(entities, kept, strict=False))
        letters = [x for x in letters if x not in kept]
        self._hubs = self._hubs if hub.id == self._hubs[1] else (self._hubs[1], hub.id)
        short = sum(1 for x in letters if len(x) == 1)
        self.hints = dict(zip(self._ordered(hub, found, short), letters, strict=False))
        self._by_letter = {x: key for key, x in {**self.hints, **self.built_in}.items()}
        return True

    def of(self, typed: str) -> str | None:
        """Return the id of the end whose letter, or two, was typed."""
        return self._by_letter.get(typed)

    def begins(self, typed: str) -> bool:
        """Say whether letters of an end begin with what was typed."""
        return any(x.startswith(typed) for x in self._by_letter)

    def _near(self, hub: Annotation, layers: frozenset[str]) -> list[Annotation]:
        begin, end = hub.spans[0].begin, hub.spans[-1].end
        marks = self._view.marks_in(max(0, begin - _REACH), end + _REACH)
        found = [self._session.annotation(mark.key) for mark in marks]
        known = {r.to_id for r in self._session.relations_from(hub.id)}
        far = [self._session.annotation(key) for key in known]
        # Labels of the document and of segments stand nowhere: they are in the list.
        unique = {a.id: a for a in (*found, *far) if a is not None and a.spans}
        return [
            a
            for a in unique.values()
            if a.id != hub.id
            and (a.id in known or (a.layer in layers and a.annotator == hub.annotator))
        ][:MOST]

    def _ordered(self, hub: Annotation, found: list[Annotation], short: int) -> list[str]:
        begin, end = hub.spans[0].begin, hub.spans[-1].end

        def reading(a: Annotation) -> tuple[bool, int, int]:
            return a.spans[0].begin < begin, a.spans[0].begin, -a.spans[-1].end

        def distance(a: Annotation) -> int:
            return max(begin - a.spans[-1].end, a.spans[0].begin - end, 0)

        before = {r.to_id for r in self._session.relations_from(self._hubs[0])}
        near = sorted(found, key=lambda a: (a.id not in before, distance(a)))
        ordered = [*sorted(near[:short], key=reading), *sorted(near[short:], key=reading)]
        return [a.id for a in ordered]
