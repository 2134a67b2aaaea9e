"""Relates annotations by keys, where that does not come with a frame."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from annotator.model.annotation import UNSURE, Relation
from annotator.text.graphemes import previous_grapheme
from tests.journeys.giving_up import ensure
from tests.journeys.goal import Link, Wanted
from tests.journeys.typist import ALT, CTRL, SHIFT, TRAVEL

if TYPE_CHECKING:
    from tests.journeys.journey import Journey

_MOST_HERE = 40
"""So many annotations lie over each other at most."""


class Relating:
    """Presses the keys that relate two annotations."""

    def __init__(self, journey: Journey) -> None:
        """Press them in a journey."""
        self._journey = journey

    def link_rest(self, one: Wanted) -> None:
        """Make the relations that did not come with a frame, each from its own annotation."""
        journey = self._journey
        if one.layer in journey.session.maker.hubs:
            if one.spans:
                journey.framing.link_late(one)
            return
        here: list[Relation] = journey.session.relations_from(journey.ids[one.key])
        given_up = journey.framing.given_up
        links = [x for x in journey.goal.links_from(one.key) if x.key not in given_up]
        wanted = {
            (x.kind, x.to if x.to_entity else journey.ids[x.to]): x
            for x in links
            if x.to_entity or x.to in journey.ids
        }
        have = {(r.type, r.to_id): r for r in here}
        keys = {key: name for name, key in journey.ids.items()}
        missing = [x for key, x in wanted.items() if key not in have]
        away = [r for key, r in have.items() if key not in wanted]
        # What came along with a frame is certain so far.
        missing += [
            x
            for key, x in wanted.items()
            if key in have and x.is_unsure and not _is_unsure(have[key])
        ]
        if not missing and not away:
            if any(x.features for x in links):
                journey.detailing.set_features(one)
                journey.note(one)
            return
        journey.typist.take_counts()
        for link in missing:
            self.make_current(one)
            journey.typist.key(Qt.Key.Key_L, CTRL)
            journey.framing.press_link(one, link)
        for r in away:
            # The same key takes away what came along with a frame.
            self.make_current(one)
            journey.typist.key(Qt.Key.Key_L, CTRL)
            to = keys.get(r.to_id, r.to_id)
            journey.framing.press_end(Link(r.type, one.key, to, r.to_entity, {}))
        journey.detailing.set_features(one)
        journey.note(one)

    def make_current(self, one: Wanted) -> None:
        """Go to an annotation and open it, or the one of those there that it is."""
        journey = self._journey
        ensure(one.key in journey.ids, f"{one.key} was not made")
        ensure(one.spans, "it has no place in the text to go to")
        journey.typist.go_to(one.spans[0][0])
        seen: set[str | None] = set()
        while journey.session.current not in (journey.ids[one.key], *seen):
            seen.add(journey.session.current)
            journey.typist.key(Qt.Key.Key_Return, SHIFT, TRAVEL)
        if journey.session.current != journey.ids[one.key]:
            # What has no width is under no caret.
            self._walk_to(one)
        ensure(journey.session.current == journey.ids[one.key], "it cannot be gone to")
        if journey.window.text_keys.mode != "text":
            journey.typist.key(Qt.Key.Key_Escape, why=TRAVEL)

    def _walk_to(self, one: Wanted) -> None:
        """Go on from before the begin of an annotation, from one to the next, up to it."""
        journey, begin = self._journey, one.spans[0][0]
        if begin:
            journey.typist.go_to(previous_grapheme(journey.window.surface.text(), begin))
        for _ in range(_MOST_HERE):
            if journey.session.current == journey.ids[one.key]:
                break
            journey.typist.key(Qt.Key.Key_Down, ALT, TRAVEL)


def _is_unsure(relation: Relation) -> bool:
    return relation.confidence == UNSURE
