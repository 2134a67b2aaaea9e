"""Links the ends of frames by keys."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt

from annotator.model.annotation import Relation
from annotator.model.ladder import Ladder, Rung, ladder_of
from annotator.model.language import text_in
from annotator.operations.tagging.frames import types_off
from annotator.text.coordination import are_coordinated
from annotator.ui.actions.framing import FEW_TYPES
from annotator.ui.keys.modes import FRAME
from tests.journeys.asked import kinds_of_link, rung_of
from tests.journeys.giving_up import GivenUpError, ensure, need
from tests.journeys.goal import Link, Wanted
from tests.journeys.typist import ALT, CTRL

if TYPE_CHECKING:
    from tests.journeys.journey import Journey

BESIDE, APART = ",", ";"
NO_RELATION = "the scheme does not have such a relation between these"
ONLY_ONE = "the program keeps one relation of a type between the same two, and has one already"
NO_LADDER = "the scheme has no ladder for it"
_MOST_LEVELS = 40


class Framing:
    """Presses the letters of ends, and the signs before them that say where they go."""

    def __init__(self, journey: Journey) -> None:
        """Press them in a journey."""
        self._journey = journey
        self.given_up: set[str] = set()

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
        placed.sort(key=lambda p: p[0])
        last: Rung | None = None
        for _, link in placed:
            rung, ladder = need(rung_of(ladder, link), NO_LADDER), need(ladder, NO_LADDER)
            where = "" if link.kind != ladder.leading else self._place(link, rung, last, placed)
            last = rung if link.kind == ladder.leading else last
            self._try(one, link, partial(self._link_on, one, link, ladder, where))
        self._tell_chains(one, [link for _, link in placed])
        for link in rest:
            if rung_of(ladder, link) is None:
                self._try(one, link, partial(self._link_off, one, link))

    def _tell_chains(self, one: Wanted, links: list[Link]) -> None:
        """Note what stands in another chain of reports than the data have: no key moves it."""
        ladder = ladder_of(self._journey.session.scheme, one.layer)
        chain = ladder.chain if ladder is not None else None
        for link in links if chain is not None else ():
            if link.key in self.given_up:
                continue
            made = self._made(one, link)
            if made is not None and made.features.get(chain) != link.features.get(chain):
                what = f"{one.key} -{link.kind}-> {link.to}"
                told = f"given up: {what}: no key puts it in this chain of reports"
                self._journey.given_up.append(told)

    def _place(
        self, link: Link, rung: Rung, last: Rung | None, placed: list[tuple[Any, Link]]
    ) -> str:
        """Return the sign that says where a leading end goes, "" where it goes by itself."""
        ladder = ladder_of(self._journey.session.scheme, self._layer(link))
        chains = {r.chain for _, x in placed if (r := rung_of(ladder, x)) and r.chain}
        if last is not None and last == rung and not self._is_beside(link, placed):
            return BESIDE
        if last is not None and last != rung and self._begins_chain(rung, last, chains):
            return APART
        return ""

    def _layer(self, link: Link) -> str:
        return self._journey.goal.annotations[link.origin].layer

    def _try(self, one: Wanted, link: Link, work: Callable[[], None]) -> None:
        """Link an end; where that cannot be the others are linked all the same."""
        if not self._journey.attempt(f"{one.key} -{link.kind}-> {link.to}", work):
            self.given_up.add(link.key)
            self._open(one)

    def _open(self, one: Wanted) -> None:
        """Open the frame of an annotation."""
        self._journey.relating.make_current(one)
        self._journey.typist.key(Qt.Key.Key_L, CTRL)

    def _links_now(self, one: Wanted) -> list[Link]:
        """Return the links of a frame that are not there, of those whose ends are.

        What was given up before is not tried again.
        """
        made = self._journey.session.relations_from(self._journey.ids[one.key])
        have = {(r.type, r.to_id) for r in made}
        ends = self._journey.ids
        links = [x for x in self._journey.goal.links_from(one.key) if x.to_entity or x.to in ends]
        links = [x for x in links if x.key not in self.given_up]
        return [x for x in links if (x.kind, ends.get(x.to, x.to)) not in have]

    def tell_twice(self) -> None:
        """Give up each relation of a type between two that have another one of that type."""
        scheme, seen = self._journey.session.scheme, set[tuple[str, ...]]()
        for link in self._journey.goal.links:
            kind, ends = scheme.relation_type(link.kind), (link.origin, link.to)
            row = (link.kind, *(sorted(ends) if kind.symmetric else ends))
            if row in seen:
                self.given_up.add(link.key)
                said = ", ".join(f"{k} {v}" for k, v in link.features.items())
                what = f"{link.origin} -{link.kind}-> {link.to}{f' ({said})' if said else ''}"
                self._journey.given_up.append(f"given up: {what}: {ONLY_ONE}")
            seen.add(row)

    def link_late(self, one: Wanted) -> None:
        """Link in a frame what was made after it: two that are an end of each other."""
        self._journey.typist.take_counts()
        if self._links_now(one):
            self._open(one)
            self.link_ends(one)
            self._journey.typist.key(Qt.Key.Key_Escape)
        self._journey.detailing.set_features(one)
        self._journey.note(one)

    def _begins_chain(self, rung: Rung, last: Rung, chains: set[int]) -> bool:
        """Say whether an end must be told to begin a chain; the first of several need not."""
        if rung.chain is None or rung.chain == last.chain:
            return False
        return rung.chain > 1 or len(chains) == 1

    def _link_on(self, one: Wanted, link: Link, ladder: Ladder, where: str) -> None:
        """Link an end on the ladder, and move it to its level."""
        asked = self._kinds(one, link)
        ensure(link.kind in asked, NO_RELATION)
        on = [k for k in asked if ladder.is_on(self._journey.session.scheme.relation_type(k))]
        if link.kind != next(iter(on), "") or not self._has_letter(link):
            self._link_from_list(one, link)
        else:
            # A letter alone may mean another type: who is named within the words is spoken of.
            is_other = asked[0] != link.kind or self._is_linked(one, link)
            where = where or (BESIDE if is_other else "")
            if where:
                self._journey.typist.sign(where)
            self.press_end(link)
        self._set_level(one, link, ladder)

    def _set_level(self, one: Wanted, link: Link, ladder: Ladder) -> None:
        """Move an end to its own level, if it was taken for one beside the last or above it."""
        wanted = link.features[ladder.level]
        for _ in range(_MOST_LEVELS):
            made = self.relation(one, link)
            level = need(made.features.get(ladder.level), "the program gave it no level")
            if level == wanted:
                return
            self._walk_to(made.id)
            self._journey.typist.key(Qt.Key.Key_Up if wanted > level else Qt.Key.Key_Down, ALT)
            ensure(self.relation(one, link).features != made.features, "it cannot be moved")
        raise GivenUpError(f"it is not at level {wanted} after {_MOST_LEVELS} presses")

    def _walk_to(self, relation: str) -> None:
        """Go to an end that is linked, over those before it; the last one linked is walked."""
        frame = self._journey.window.text_keys.frame
        for _ in frame.ends():
            if frame._walked == relation:
                return
            self._journey.typist.key(Qt.Key.Key_Tab)
        ensure(frame._walked == relation, "no key goes to it in the frame")

    def relation(self, one: Wanted, link: Link) -> Relation:
        """Return the relation that was made of a link."""
        return need(self._made(one, link), "it is not linked")

    def _made(self, one: Wanted, link: Link) -> Relation | None:
        made = self._journey.session.relations_from(self._journey.ids[one.key])
        ends = (r for r in made if r.to_id == self._end(link) and r.type == link.kind)
        return next(ends, None)

    def _link_from_list(self, one: Wanted, link: Link) -> None:
        """Take a relation from the list of all, where no letter says just this one."""
        journey, end, origin = self._journey, self._end(link), self._journey.ids[one.key]
        journey.typist.key(Qt.Key.Key_L, CTRL)
        journey.typist.pick(journey.session.end_said(end), (origin, link.kind, end, link.to_entity))
        self.relation(one, link)
        if one.layer in journey.session.maker.hubs:
            journey.typist.key(Qt.Key.Key_Return)
            if journey.window.text_keys.mode != FRAME:
                self._open(one)
            if link.is_unsure:
                self.press_end(link)

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
        self.press_link(one, link)
        self.relation(one, link)

    def _kinds(self, one: Wanted, link: Link) -> list[str]:
        """Return the types that an end may be linked by; its letter alone means the first."""
        goal = self._journey.goal
        end = link.to if link.to_entity else self._journey.now(goal.annotations[link.to])
        return kinds_of_link(self._journey.session, self._journey.now(one), end)

    def press_link(self, one: Wanted, link: Link) -> None:
        """Press a point, or several, where the letter of an end alone means another type.

        Where there are many types, a list opens, in which the last one taken is chosen.
        """
        asked = self._kinds(one, link)
        kinds = {k.id: k.names for k in types_off(self._journey.session.scheme, one.layer)}
        ensure(link.kind in asked, NO_RELATION)
        is_meant = asked[0] == link.kind and not self._is_linked(one, link)
        is_said = is_meant or link.kind in kinds
        if not is_said or not self._has_letter(link):
            self._link_from_list(one, link)
            return
        if not is_meant:
            many = len(kinds) > FEW_TYPES
            for _ in range(1 if many else list(kinds).index(link.kind) + 1):
                self._journey.typist.sign(".")
            if many:
                self._journey.typist.pick(text_in(kinds[link.kind], "en", link.kind), link.kind)
        self.press_end(link)

    def press_end(self, link: Link) -> None:
        """Press the letters of an end, after the sign that it is not certain."""
        if link.is_unsure:
            self._journey.typist.sign("/")
        ensure(self._journey.window.text_keys.mode == FRAME, "no frame is open")
        ensure(self._has_letter(link), "no letter stands at it")
        for sign in self._hints(link)[self._end(link)]:
            self._journey.typist.sign(sign)

    def _is_linked(self, one: Wanted, link: Link) -> bool:
        """Say whether an end is linked as something else: its letter alone would take it away."""
        made = self._journey.session.relations_from(self._journey.ids[one.key])
        return any(r.to_id == self._end(link) for r in made)

    def _has_letter(self, link: Link) -> bool:
        return self._end(link) in self._hints(link)

    def _hints(self, link: Link) -> dict[str, str]:
        frame = self._journey.window.text_keys.frame
        return frame.built_in if link.to_entity else frame.hints

    def _end(self, link: Link) -> str:
        """Return the id of the end of a link."""
        if link.to_entity:
            return link.to
        return need(self._journey.ids.get(link.to), f"{link.to} was not made")
