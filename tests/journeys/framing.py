"""Links the ends of frames by keys."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt

from annotator.model.ladder import Ladder, Rung, ladder_of
from annotator.model.language import text_in
from annotator.operations.tagging.frames import types_off
from annotator.text.coordination import are_coordinated
from annotator.ui.actions.framing import FEW_TYPES
from tests.journeys.asked import kinds_of_link, rung_of
from tests.journeys.goal import Link, Wanted
from tests.journeys.typist import ALT

if TYPE_CHECKING:
    from tests.journeys.journey import Journey


class Framing:
    """Presses the letters of ends, and the signs before them that say where they go."""

    def __init__(self, journey: Journey) -> None:
        """Press them in a journey."""
        self._journey = journey

    def link_ends(self, one: Wanted) -> None:
        """Link the ends of a frame, those on the ladder from its foot upwards, chain by chain."""
        ladder = ladder_of(self._journey.session.scheme, one.layer)
        rest = self._links_now(one)
        placed: list[tuple[tuple[int, int, bool], Link]] = []
        for link in rest:
            rung = rung_of(ladder, link)
            if rung is not None and ladder is not None:
                chain = rung.chain or 1 if rung.level > ladder.first else 0
                placed.append(((chain, rung.level, link.kind != ladder.leading), link))
        last: Rung | None = None
        chains = {r.chain for _, link in placed if (r := rung_of(ladder, link)) and r.chain}
        for _, link in sorted(placed, key=lambda p: p[0]):
            rung = rung_of(ladder, link)
            assert ladder is not None
            assert rung is not None
            if link.kind == ladder.leading:
                if last is not None and last == rung and not self._is_beside(link, placed):
                    self._journey.typist.sign(",")
                elif last is not None and self._begins_chain(rung, last, chains):
                    self._journey.typist.sign(";")
                last = rung
            self.press_end(link)
            self._set_level(one, link, ladder)
        for link in rest:
            if rung_of(ladder, link) is None:
                self._link_off(one, link)

    def _links_now(self, one: Wanted) -> list[Link]:
        """Return the links of a frame that are not there, of those whose ends are."""
        made = self._journey.session.relations_from(self._journey.ids[one.key])
        have = {(r.type, r.to_id) for r in made}
        ends = self._journey.ids
        links = [x for x in self._journey.goal.links_from(one.key) if x.to_entity or x.to in ends]
        return [x for x in links if (x.kind, ends.get(x.to, x.to)) not in have]

    def link_late(self, one: Wanted) -> None:
        """Link in a frame what was made after it: two that are an end of each other."""
        if not self._links_now(one):
            return
        self._journey.typist.take_counts()
        self._journey.relating.make_current(one)
        self._journey.typist.key(Qt.Key.Key_Return)
        self.link_ends(one)
        self._journey.typist.key(Qt.Key.Key_Escape)
        self._journey.note(one)

    def _begins_chain(self, rung: Rung, last: Rung, chains: set[int]) -> bool:
        """Say whether an end must be told to begin a chain; the first of several need not."""
        if rung.chain is None or rung.chain == last.chain:
            return False
        return rung.chain > 1 or len(chains) == 1

    def _set_level(self, one: Wanted, link: Link, ladder: Ladder) -> None:
        """Move an end that was taken for one named beside the last to its own level."""
        wanted = link.features[ladder.level]
        end = link.to if link.to_entity else self._journey.ids[link.to]
        for _ in range(5):
            made = self._journey.session.relations_from(self._journey.ids[one.key])
            level = next(r for r in made if r.to_id == end and r.type == link.kind).features[
                ladder.level
            ]
            if level == wanted:
                return
            self._journey.typist.key(Qt.Key.Key_Up if wanted > level else Qt.Key.Key_Down, ALT)

    def _is_beside(self, link: Link, placed: list[tuple[Any, Link]]) -> bool:
        """Say whether an end is named together with one that is linked already on its rung."""
        text = self._journey.window.surface.text()
        linked = {
            r.to_id for r in self._journey.session.relations_from(self._journey.session.current)
        }
        for _, other in placed:
            is_linked = not other.to_entity and self._journey.ids.get(other.to) in linked
            if is_linked and other.kind == link.kind and other.features == link.features:
                one = self._journey.goal.annotations[other.to]
                if are_coordinated(text, one.spans, self._journey.goal.annotations[link.to].spans):
                    return True
        return False

    def _link_off(self, one: Wanted, link: Link) -> None:
        """Link an end off the ladder."""
        self.press_type(one, link)
        self.press_end(link)

    def press_type(self, one: Wanted, link: Link) -> None:
        """Press a point, or several, where the letter of an end alone means another type.

        Where there are many types, a list opens, in which the last one taken is chosen.
        """
        end = (
            link.to
            if link.to_entity
            else self._journey.now(self._journey.goal.annotations[link.to])
        )
        kinds = kinds_of_link(self._journey.session, self._journey.now(one), end)
        if kinds[0] != link.kind:
            kinds = {k.id: k.names for k in types_off(self._journey.session.scheme, one.layer)}
            many = len(kinds) > FEW_TYPES
            for _ in range(1 if many else list(kinds).index(link.kind) + 1):
                self._journey.typist.sign(".")
            if many:
                self._journey.typist.pick(text_in(kinds[link.kind], "en", link.kind), link.kind)

    def press_end(self, link: Link) -> None:
        """Press the letters of an end, after the sign that it is not certain."""
        frame = self._journey.window.text_keys.frame
        if link.is_unsure:
            self._journey.typist.sign("/")
        assert self._journey.window.text_keys.mode == "frame"
        hints = frame.built_in if link.to_entity else frame.hints
        for sign in hints[link.to if link.to_entity else self._journey.ids[link.to]]:
            self._journey.typist.sign(sign)
