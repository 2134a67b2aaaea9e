"""Hits are told in portions, the first ones while others are looked for; none is lost."""

from __future__ import annotations

from collections import Counter

import pytest

from annotator.model.query import Hit, Manner
from annotator.operations.search.searching import DOCUMENT, hits_of, read_query
from annotator.ui.search import searching


@pytest.fixture
def window(make_window, corpus):
    made = make_window(corpus)
    made.act.finding.search_corpus()
    return made


@pytest.mark.parametrize("soon", [0.0, 3_600.0])
@pytest.mark.parametrize("typed", [r"/\bм\w+р\b/", "на", "няматакавадума"])
def test_all_hits_are_told_once_in_their_order(
    window, qtbot, monkeypatch, soon: float, typed: str
) -> None:
    monkeypatch.setattr(searching, "_SOON_SECONDS", soon)
    monkeypatch.setattr(searching, "_EVERY_SECONDS", soon)
    store, asked = window.session.store, window.search.panel.searching
    told: list[list[Hit]] = []
    formed: Counter[str] = Counter()
    asked.found.connect(lambda _number, hits: told.append(hits))
    asked.formed.connect(lambda _number, counted: formed.update(counted))
    with qtbot.waitSignal(asked.ended, timeout=20_000):
        asked.search(typed, Manner(), DOCUMENT)
    with store.reader() as reader:
        query = read_query(reader, store.scheme, typed, Manner())
        every = [hit for group in hits_of(reader, store.scheme, query) for hit in group]
    assert [hit for hits in told for hit in hits] == every
    assert all(told)
    assert formed.total() == len(every)


def test_what_was_found_is_told_while_the_rest_is_looked_for(monkeypatch) -> None:
    monkeypatch.setattr(searching, "_SOON_SECONDS", 0.0)
    told: list[list[Hit]] = []
    counted: list[list[Hit]] = []
    portions = searching.Portions(told.append, counted.append)
    hit = Hit("d", 0, 1, None)
    portions.tell_soon()
    assert told == []
    portions.add([hit])
    assert told == []
    portions.tell_soon()
    assert told == [[hit]]
    assert counted == []
    portions.tell()
    assert (told, counted) == ([[hit]], [[hit]])
