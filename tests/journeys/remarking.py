"""Comments by keys: on an annotation, a relation, an entity, words, or the document."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt

from annotator.model.annotation import items_of
from annotator.model.review import (
    COMMENT,
    COMMENT_KINDS,
    ON_ANNOTATION,
    ON_DOCUMENT,
    ON_ENTITY,
    ON_RELATION,
    ON_SPANS,
    Comment,
)
from tests.journeys.giving_up import GivenUpError, ensure, first, need
from tests.journeys.goal import WHO, Link, Remark, Wanted
from tests.journeys.typist import CTRL, SHIFT, TRAVEL

if TYPE_CHECKING:
    from tests.journeys.journey import Journey, Made

_MOST_CARDS, _SHORT = 300, 40
NO_TARGET = "the data lack what it is on"


class Remarking:
    """Presses the keys that comment, answer, and say what kind of comment it is."""

    def __init__(self, journey: Journey) -> None:
        """Press them in a journey."""
        self._journey = journey
        self._made: dict[str, str] = {}
        self._rows: list[Made] = []

    def remark_on(self, one: Wanted) -> None:
        """Make the comments on an annotation that is current."""
        for remark in self._waiting():
            if remark.target == one.key and remark.anchor == ON_ANNOTATION:
                self._try(remark, one)

    def make_rest(self) -> list[Made]:
        """Make what was not made yet, answers after what they answer; return all comments."""
        while waiting := self._waiting():
            for remark in waiting:
                self._try(remark, None)
        return self._rows

    def _try(self, remark: Remark, here: Wanted | None) -> None:
        """Make a comment at an annotation that is current, else go to where it is made."""

        def make() -> None:
            one = here or self._annotation(remark)
            if one is not None and here is None:
                self._journey.relating.make_current(one)
            self._make(remark, one)

        if not self._journey.attempt(self._told(remark), make):
            self._made.setdefault(remark.key, "")
            self._note(remark)

    def _told(self, remark: Remark) -> str:
        """Return a comment in words: what it says and what it is on."""
        goal, on = self._journey.goal, ""
        one = goal.annotations.get(remark.target)
        link = next((x for x in goal.links if x.key == remark.target), None)
        if one is not None:
            words = f"“{_short(one.quote)}”" if one.quote else "without words"
            place = f" at {one.spans[0][0]}" if one.spans and not one.quote else ""
            on = f" on {one.layer} {words}{place}"
        elif link is not None:
            origin = goal.annotations[link.origin]
            to = goal.annotations.get(link.to)
            end = _short(to.quote) if to is not None else link.to
            on = f" on {link.kind} from “{_short(origin.quote)}” to “{end}”"
        elif remark.anchor == ON_ENTITY:
            on = f" on the entity {remark.target}"
        return f"comment {remark.key} “{_short(remark.text)}”{on}"

    def _waiting(self) -> list[Remark]:
        """Return the comments that can be made now."""
        known = {remark.key for remark in self._journey.goal.remarks}
        return [
            r
            for r in self._journey.goal.remarks
            if r.key not in self._made and (r.thread not in known or r.thread in self._made)
        ]

    def _annotation(self, remark: Remark) -> Wanted | None:
        """Return the annotation at which a comment is written, None if it is at none."""
        goal = self._journey.goal
        if remark.anchor == ON_ANNOTATION:
            one = need(goal.annotations.get(remark.target), NO_TARGET)
            ensure(one.key in self._journey.ids, "what it is on was not made")
            return one
        if remark.anchor == ON_RELATION:
            one = goal.annotations[self._link(remark).origin]
            ensure(one.key in self._journey.ids, "what its relation goes from was not made")
            return one
        for one in goal.annotations.values() if remark.anchor == ON_ENTITY else ():
            if any(remark.target in items_of(value) for value in one.features.values()):
                return one
        return None

    def _link(self, remark: Remark) -> Link:
        links = (x for x in self._journey.goal.links if x.key == remark.target)
        return first(links, NO_TARGET)

    def _make(self, remark: Remark, one: Wanted | None) -> None:
        typist = self._journey.typist
        typist.take_counts()
        before = set(self._comments())
        if remark.thread in self._made:
            ensure(self._made[remark.thread], "the comment that it answers was not made")
            self._walk_to(self._made[remark.thread])
            typist.key(Qt.Key.Key_Return)
        else:
            self._begin(remark)
        for sign in remark.text:
            if sign == "\n":
                typist.key(Qt.Key.Key_Return)
            else:
                typist.sign(sign)
        typist.key(Qt.Key.Key_Return, CTRL)
        fresh = (x for key, x in self._comments().items() if key not in before)
        made = first(fresh, "no comment was made")
        self._made[remark.key] = made.id
        ensure(remark.kind in COMMENT_KINDS, f"there is no kind of comment {remark.kind}")
        steps = (COMMENT_KINDS.index(remark.kind) - COMMENT_KINDS.index(COMMENT)) % 3
        if steps or remark.is_resolved:
            self._walk_to(made.id)
            for _ in range(steps):
                typist.sign("?")
            if remark.is_resolved:
                typist.key(Qt.Key.Key_Space)
        self._leave()
        self._note(remark)

    def _begin(self, remark: Remark) -> None:
        """Open the field of a comment: pressed again, the key lists what it may be on."""
        typist, spans = self._journey.typist, remark.spans
        if remark.anchor == ON_SPANS:
            ensure(spans, "the data do not say which words it is on")
            typist.go_to(spans[0][0])
            typist.select(*spans[0])
        typist.key(Qt.Key.Key_C, CTRL | SHIFT)
        here = self._journey.window.act.talking._here()
        if not self._is_meant(here, remark):
            typist.key(Qt.Key.Key_C, CTRL | SHIFT)
            typist.pick("", lambda where: self._is_meant(where, remark))

    def _is_meant(self, where: dict[str, Any], remark: Remark) -> bool:
        """Say whether the program would put a comment where it belongs."""
        journey, target = self._journey, where.get("target")
        if where["anchor"] != remark.anchor:
            return False
        if remark.anchor == ON_ANNOTATION:
            return target == journey.ids.get(remark.target)
        if remark.anchor == ON_RELATION:
            link = self._link(remark)
            end = link.to if link.to_entity else journey.ids.get(link.to)
            origin = journey.ids.get(link.origin)
            found = journey.session.relations_from(origin) if origin else ()
            return any(r.id == target and (r.type, r.to_id) == (link.kind, end) for r in found)
        if remark.anchor == ON_SPANS:
            return tuple(where["spans"]) == remark.spans
        return remark.anchor == ON_DOCUMENT or target == remark.target

    def _walk_to(self, comment: str) -> None:
        """Go to a comment that was made, over those before it."""
        typist, shown = self._journey.typist, self._journey.window.columns.inspector.comments
        for _ in range(2):
            typist.key(Qt.Key.Key_M, CTRL | SHIFT)
            if any(card.comment.id == comment for card in shown._cards):
                break
        cards = (n for n, card in enumerate(shown._cards) if card.comment.id == comment)
        at = first(cards, "the comment is not shown")
        for _ in range(_MOST_CARDS):
            focused = (n for n, card in enumerate(shown._cards) if card.hasFocus())
            now = first(focused, "no key goes to the comments")
            if now == at:
                return
            typist.key(Qt.Key.Key_Down if now < at else Qt.Key.Key_Up, why=TRAVEL)
        raise GivenUpError("no key goes to the comment")

    def _leave(self) -> None:
        """Go back to the text."""
        for _ in range(3):
            if self._journey.window.surface.hasFocus():
                return
            self._journey.typist.key(Qt.Key.Key_Escape)
        raise GivenUpError("no key goes back to the text")

    def _comments(self) -> dict[str, Comment]:
        session = self._journey.session
        reader = session.store.read()
        found = (*reader.comments(session.document), *reader.comments(None))
        return {c.id: c for c in found if c.annotator == WHO}

    def _note(self, remark: Remark) -> None:
        from tests.journeys.journey import Made

        presses, keys = self._journey.typist.take_counts()
        said = " ".join(remark.text.split())
        self._rows.append(Made(remark.key, "", said, presses, keys, None, False))


def _short(words: str) -> str:
    """Return words on one line, the begin of many."""
    line = " ".join(words.split())
    return line if len(line) <= _SHORT else f"{line[: _SHORT - 2]} …"
