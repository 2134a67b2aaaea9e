"""Hits are told in portions, the first ones while others are looked for; none is lost."""

from __future__ import annotations

from collections import Counter
from contextlib import nullcontext

import pytest
from PySide6.QtCore import Qt

from annotator.model.errors import AnnotatorError
from annotator.model.query import Hit, Manner
from annotator.operations.search.searching import DOCUMENT, hits_of, read_query
from annotator.ui.search import portions, searching
from annotator.ui.search.portions import FirstPage, Portions


@pytest.fixture
def window(make_window, corpus):
    made = make_window(corpus)
    made.act.finding.search_corpus()
    return made


@pytest.mark.parametrize("wait", [0.0, 20.0])
@pytest.mark.parametrize("soon", [0.0, 3_600.0])
@pytest.mark.parametrize("typed", [r"/\bм\w+р\b/", "на", "няматакавадума"])
def test_all_hits_are_told_once_in_their_order(
    window, qtbot, monkeypatch, held_back, wait: float, soon: float, typed: str
) -> None:
    monkeypatch.setattr(searching, "_WAIT_SECONDS", wait)
    monkeypatch.setattr(portions, "_SOON_SECONDS", soon)
    monkeypatch.setattr(portions, "_EVERY_SECONDS", soon)
    store, asked = window.session.store, window.search.panel.searching
    told: list[list[Hit]] = []
    formed: Counter[str] = Counter()
    asked.found.connect(lambda _number, hits: told.append(hits))
    asked.formed.connect(lambda _number, counted: formed.update(counted))
    with qtbot.waitSignal(asked.ended, timeout=20_000):
        # Who does not wait could still come later than the first hit.
        with nullcontext() if wait else held_back():
            first = asked.search(typed, Manner(), DOCUMENT, page=3)
        asked.see()
    with store.reader() as reader:
        query = read_query(reader, store.scheme, typed, Manner())
        every = [hit for group in hits_of(reader, store.scheme, query) for hit in group]
    assert first + [hit for hits in told for hit in hits] == every
    assert bool(first) is (bool(every) and wait > 0)
    assert all(told)
    assert formed.total() == len(every)


def test_what_was_found_is_told_while_the_rest_is_looked_for(monkeypatch) -> None:
    monkeypatch.setattr(portions, "_SOON_SECONDS", 0.0)
    told: list[list[Hit]] = []
    counted: list[list[Hit]] = []
    some = Portions(told.append, counted.append)
    hit = Hit("d", 0, 1, None)
    some.tell_soon()
    assert told == []
    some.add([hit])
    assert told == []
    some.tell_soon()
    assert told == [[hit]]
    assert counted == []
    some.tell()
    assert (told, counted) == ([[hit]], [[hit]])


def test_as_many_hits_as_are_seen_at_once_are_told_at_once(monkeypatch) -> None:
    monkeypatch.setattr(portions, "_SOON_SECONDS", 3_600.0)
    told: list[list[Hit]] = []
    some = Portions(told.append, lambda _hits: None, page=3)
    hits = [Hit("d", number, number + 1, None) for number in range(4)]
    some.add(hits[:2])
    assert told == []
    some.add(hits[2:])
    assert told == [hits]


def test_what_is_all_on_one_page_is_counted_before_it_is_told() -> None:
    """The page was there some milliseconds before it was known that this was all."""
    told: list[str] = []
    hit = Hit("d", 0, 1, None)
    few = Portions(lambda _: told.append("found"), lambda _: told.append("formed"), page=2)
    few.add([hit])
    assert not few.is_told()
    few.end()
    assert told == ["formed", "found"]
    told.clear()
    more = Portions(lambda _: told.append("found"), lambda _: told.append("formed"), page=2)
    more.add([hit, hit])
    assert more.is_told()
    more.add([hit])
    more.end()
    assert told == ["found", "formed"] * 2


def test_a_page_that_is_all_does_not_wait_for_its_painting(window, qtbot, monkeypatch) -> None:
    monkeypatch.setattr(searching, "_WAIT_SECONDS", 20.0)
    monkeypatch.setattr(searching, "_SEEN_SECONDS", 3_600.0)
    asked = window.search.panel.searching
    with qtbot.waitSignal(asked.ended):
        assert asked.search("на", Manner(), DOCUMENT, page=100_000)


def test_a_first_page_goes_to_who_waits_or_is_told_otherwise() -> None:
    hits = [Hit("d", 0, 1, None)]
    first = FirstPage()
    assert first.give(hits)
    assert not first.give(hits)
    assert first.take(20.0) == hits
    late = FirstPage()
    assert late.take(0.0) == []
    assert not late.give(hits)
    nothing = FirstPage()
    nothing.give([])
    assert nothing.take(20.0) == []


def test_the_first_page_stands_there_when_the_key_was_pressed(window, qtbot, monkeypatch) -> None:
    monkeypatch.setattr(searching, "_WAIT_SECONDS", 20.0)
    panel = window.search.panel
    counts: list[int] = []
    panel.counted.connect(lambda: counts.append(panel.model.rowCount()))
    panel.field.setText("на")
    qtbot.keyClick(panel.field, Qt.Key.Key_Return)
    assert panel.model.rowCount() > 0
    assert panel.list.isVisible()
    assert panel.list.row() == 0
    assert 0 not in counts
    assert panel.list.hasFocus()
    with qtbot.waitSignal(panel.searching.seen):
        panel.list.viewport().update()
    qtbot.waitUntil(lambda: not panel.searching.is_running())
    assert len(set(panel.model.hits)) == panel.model.rowCount()


def test_what_breaks_off_is_not_waited_for(window, qtbot, monkeypatch) -> None:
    def broken(*_given: object, **_named: object) -> list[list[Hit]]:
        raise AnnotatorError("query_slow", name="d", documents=0)

    monkeypatch.setattr(searching, "_WAIT_SECONDS", 3_600.0)
    monkeypatch.setattr(searching, "hits_of", broken)
    asked = window.search.panel.searching
    with qtbot.waitSignal(asked.failed):
        assert asked.search("на", Manner(), DOCUMENT) == []


def test_what_cannot_be_read_holds_nothing_up(window) -> None:
    """What is gathered beside a search stands back from its begin till its page is seen."""
    panel = window.search.panel
    asked, preparing = panel.searching, window.search.preparing
    asides: list[float] = []
    asked.begun.connect(lambda: asides.append(preparing._aside))
    panel.search('"не се затваря')
    assert asides
    assert asides[0] > 0
    assert preparing._aside == 0
