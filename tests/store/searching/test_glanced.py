"""Documents are passed over by a glance at their bytes: none in which something is found."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from annotator.model.errors import Cancelled
from annotator.model.query import Filter
from annotator.store.searching import glanced as module
from annotator.store.searching.glanced import glanced
from annotator.store.searching.search import SearchReader
from annotator.text.patterns import find_all
from annotator.text.runs import Run, runs_of
from tests.store.searching.test_written import corpus_of

SOURCE = r"\b\w{24,}\b"
LONG = "неправдоподобнообстоятелството"
words = st.sampled_from([LONG, LONG[:23], LONG[:24], f"{LONG[:12]}-{LONG[:12]}", "да", "a_" * 12])
texts = st.lists(st.lists(words, max_size=3).map(" ".join), max_size=9)


@pytest.fixture(params=[2, 50])
def enough(request: pytest.FixtureRequest) -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(module, "_ENOUGH", request.param)
        yield


@pytest.mark.usefixtures("enough")
class TestGlanced:
    """Whether many pass or few."""

    @given(found=texts)
    @example(found=[LONG, LONG, LONG, "да", LONG])
    @example(found=["да", "да", "да", LONG, "да", LONG])
    def test_what_has_a_hit_is_there_in_its_order_with_its_text(self, found: list[str]) -> None:
        wanted = Filter(runs=runs_of(SOURCE, ignore_case=True), wants_text=True)
        assert wanted.runs
        with closing(corpus_of(found)) as connection:
            passing = list(SearchReader(connection).candidates(wanted))
        every = [*found, *["ъ"] * 40]
        assert all(candidate.text == every[candidate.number - 1] for candidate in passing)
        numbers = [candidate.number for candidate in passing]
        assert numbers == sorted(set(numbers))
        having = [n for n, text in enumerate(every, start=1)
                  if find_all(text, SOURCE, is_regex=True)]  # fmt: skip
        assert set(having) <= set(numbers)


def test_nothing_is_decoded_that_has_no_run() -> None:
    rows = [(1, "a", b"\xff x"), (2, "b", b"xx")]
    assert list(glanced(rows, [Run(2, frozenset(b"x"))], lambda _: None)) == [(2, "b", "xx")]


def test_it_is_glanced_no_more_where_most_pass(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_ENOUGH", 2)
    rows = [(1, b"xx"), (2, b"xx"), (3, b"a")]
    found = glanced(rows, [Run(2, frozenset(b"x"))], lambda _: None)
    assert [number for number, _ in found] == [1, 2, 3]


def test_a_glance_at_all_can_be_stopped() -> None:
    def stop(number: int) -> None:
        if number:
            raise Cancelled

    wanted = Filter(runs=runs_of(SOURCE, ignore_case=True), wants_text=True)
    with closing(corpus_of([])) as connection, pytest.raises(Cancelled):
        list(SearchReader(connection).candidates(wanted, stop))
