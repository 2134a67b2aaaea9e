"""What of a review is chosen for many places: which are gone through, and what is decided alike."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from itertools import combinations
from secrets import randbelow
from typing import TYPE_CHECKING, Any

from annotator.analysis.alignment import AGREE
from annotator.analysis.alignment import KINDS as PLACE_KINDS
from annotator.operations.adjudication import deciding_many
from annotator.operations.adjudication.adjudicated import (
    APPEALED,
    DECIDED,
    Case,
    Filter,
    people_with_work,
)
from annotator.ui.pace.tasks import Task

if TYPE_CHECKING:
    from annotator.ui.desk import Desk

BLIND = "review/blind"
_SEEDS = 1_000_000
_PAIR = "pair"
_ALIKE, _AGREEING = "alike", "agreeing"


class ReviewChoiceActions:
    """One method for each handler of the table of actions."""

    def __init__(self, window: Desk) -> None:
        """Serve a window."""
        self._window = window
        self._offered: tuple[str, str, Callable[[], None]] | None = None

    def _offer(self, action: str, said: str, name: str, do: Callable[[], None]) -> None:
        """Offer something as a link; the same action does it too, while the offer is to be read."""
        window = self._window
        window.say(said, [(name, do)])
        self._offered = action, window.status.said.text(), do

    def _takes_offer(self, action: str) -> bool:
        """Do what this action has offered just now; say whether it had."""
        offered, self._offered = self._offered, None
        if offered is None or offered[:2] != (action, self._window.status.said.text()):
            return False
        offered[2]()
        return True

    def decide_alike(self) -> None:
        """Offer to decide all places like the one that was decided last; again: decide them."""
        if self._takes_offer(_ALIKE):
            return
        window, review = self._window, self._window.act.reviewing.review
        decided = window.act.deciding.decided
        if review is None or decided is None:
            window.say(window.word("review.not_decided"))
            return
        look = partial(
            deciding_many.similar_to,
            window.sitting.store,
            *decided,
            annotators=review.queue.annotators,
        )
        self._run(Task(look), partial(self._offer_alike, decided))

    def _offer_alike(self, decided: tuple[str, str], found: Sequence[Case]) -> None:
        window = self._window
        if not found:
            window.say(window.word("review.none_similar"))
            return
        decide = partial(
            self._write, deciding_many.apply_to_similar, *decided, told="review.alike_done"
        )
        said = window.word("review.similar_n", count=len(found))
        self._offer(_ALIKE, said, window.word("review.decide_alike"), decide)

    def accept_agreeing(self) -> None:
        """Offer to accept in one step what all agree on, in the whole corpus; again: accept it."""
        if self._takes_offer(_AGREEING):
            return
        look = partial(deciding_many.agreeing, self._window.sitting.store)
        self._run(Task(look), self._offer_agreeing)

    def _offer_agreeing(self, found: deciding_many.Agreeing) -> None:
        window = self._window
        if not found.places:
            window.say(window.word("review.nothing_agrees"))
            return
        accept = partial(self._write, deciding_many.accept_agreeing, told="review.accepted")
        data = {"count": found.places, "documents": len(found.documents)}
        said = window.word("review.agreeing_n", **data)
        self._offer(_AGREEING, said, window.word("review.accept"), accept)

    def _write(self, operation: Callable[..., int], *given: str, told: str) -> None:
        """Decide many places beside the window, and say how many."""
        session = self._window.sitting
        session.enter_annotator()
        work = partial(operation, session.store, *given, annotator=session.annotator)

        def tell(count: int) -> None:
            self._window.act.reviewing.refresh()
            self._window.say(self._window.word(told, count=count))

        self._run(Task(work, writes=session.store), tell)

    def _run(self, task: Task, done: Callable[[Any], object]) -> None:
        self._window.telling.run(task, done, self._window.sitting.tell)

    # what is gone through

    def choose_filter(self) -> None:
        """Choose kinds and layers in a list."""
        from annotator.ui.panels.toggles import Toggles

        window = self._window
        title, hint = window.word("review.filter"), window.word("toggle_filter")
        Toggles(window, title, hint, self._filter_rows, self._switch).open()

    def _filter_rows(self) -> list[tuple[Any, str, bool]]:
        session, word, off = self._window.sitting, self._window.word, off_in(self._window)
        rows: list[tuple[Any, str, bool]] = [
            (
                f"kind {kind}",
                word("review.kind", name=word(f"difference.{kind}")),
                f"kind {kind}" not in off,
            )
            for kind in PLACE_KINDS
            if kind != AGREE
        ]
        rows += [
            (
                f"layer {x.id}",
                word("review.layer", name=session.layer_name(x.id)),
                f"layer {x.id}" not in off,
            )
            for x in session.scheme.layers
        ]
        rows += [
            (_pair_code(pair), word("review.only_pair", one=names[0], other=names[1]), is_on)
            for pair, names, is_on in self._pairs(off)
        ]
        extra = ("only_unsure", "only_commented", "only_appealed", "also_decided")
        rows += [(code, word(f"review.{code}"), code in off) for code in extra]
        return rows

    def _pairs(self, off: set[str]) -> Iterator[tuple[tuple[str, str], tuple[str, str], bool]]:
        """Yield which two can be compared, with their names; none where names are hidden.

        A pair that is chosen stays, so that it can be given up, though their work is gone.
        """
        window, session = self._window, self._window.sitting
        if window.settings.flag(BLIND, False):
            return
        people, chosen = people_with_work(session.store.read()), _pair_in(off)
        pairs = list(combinations(people, 2)) if len(people) > 2 else []
        if chosen is not None and chosen not in pairs:
            pairs.append(chosen)
        for pair in pairs:
            one, other = map(session.annotator_name, pair)
            yield pair, (one, other), _pair_code(pair) in off

    def _switch(self, value: str) -> None:
        window = self._window
        off = off_in(window) ^ {value}
        if value in off and value.startswith(_PAIR):
            # One pair at a time: places of two pairs would be those of three annotators again.
            off = {code for code in off if not code.startswith(_PAIR)} | {value}
        window.settings.set_text(_filter_key(window), "\n".join(sorted(off)))
        if self._window.act.reviewing.review is not None:
            self._window.act.reviewing.seeking.stop()
            self._window.act.reviewing.review.queue.set_wanted(wanted_of(window))
            self._window.act.reviewing.show()

    def toggle_blind(self) -> None:
        """Hide names and shuffle rows, or show both as they are."""
        window = self._window
        is_blind = not window.settings.flag(BLIND, False)
        window.settings.set_flag(BLIND, is_blind)
        review = self._window.act.reviewing.review
        if review is not None:
            review.is_blind = is_blind
            window.sitting.set_review(review)
            window.act.reviewing.go(review.case())
        window.say(window.word("review.blind_on" if is_blind else "review.blind_off"))


def _filter_key(window: Desk) -> str:
    return window.settings.of_corpus("review_filter", window.sitting.store.path)


def _pair_code(pair: tuple[str, str]) -> str:
    return "\t".join((_PAIR, *pair))


def _pair_in(off: set[str]) -> tuple[str, str] | None:
    """Return the two annotators who are to differ, None if it may be any."""
    for code in off:
        mark, *pair = code.split("\t")
        if mark == _PAIR and len(pair) == 2:
            return pair[0], pair[1]
    return None


def off_in(window: Desk) -> set[str]:
    """Return what is switched off among kinds and layers, and which further conditions hold."""
    return set(window.settings.text(_filter_key(window)).split("\n")) - {""}


def wanted_of(window: Desk) -> Filter:
    """Return which places are gone through."""
    off, layers = off_in(window), window.sitting.scheme.layers
    states = Filter().states | ({DECIDED} if "also_decided" in off else frozenset())
    return Filter(
        kinds=frozenset(k for k in PLACE_KINDS if k != AGREE and f"kind {k}" not in off),
        pair=_pair_in(off),
        layers=frozenset(x.id for x in layers if f"layer {x.id}" not in off),
        unsure="only_unsure" in off,
        commented="only_commented" in off,
        states=frozenset((APPEALED,)) if "only_appealed" in off else states,
    )


def seed_of(window: Desk) -> int:
    """Return the number by which rows are shuffled; it is kept in the settings of the corpus."""
    key = window.settings.of_corpus("review_seed", window.sitting.store.path)
    known = window.settings.text(key)
    if not known.isdecimal():
        known = str(randbelow(_SEEDS))
        window.settings.set_text(key, known)
    return int(known)
