"""Tests of `text.runs`: runs of characters never hide what an expression finds."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from annotator.text import runs
from annotator.text.patterns import PatternError, PatternTimeout, find_all
from annotator.text.runs import Run, runs_of
from tests.text.test_pieces import patterns, spaced

LETTERS_AND_SIGNS = frozenset(b"_0123456789") | frozenset(map(ord, runs.ASCII_LETTERS))


@pytest.fixture
def every_run() -> Iterator[None]:
    """Let short runs say something as well: texts of tests are short."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(runs, "_LEAST", 1)
        yield


@pytest.mark.usefixtures("every_run")
class TestShortRuns:
    """What is asked of long ones only, asked of short ones."""

    @given(text=spaced.map("".join), source=patterns, ignore_case=st.booleans())
    @example(text="ß", source="ss", ignore_case=True)
    @example(text="ﬃ", source="ffi", ignore_case=True)
    @example(text="ss", source="ß", ignore_case=True)
    @example(text="ss", source="[ß-я]", ignore_case=True)
    @example(text="i", source="ı", ignore_case=True)
    @example(text="a\x1cb", source=r"\S{3}", ignore_case=False)
    @example(text="а-б", source=r"\w+[^\s\w]\w", ignore_case=False)
    @example(text="рурус", source=r"(ру|)\1(?=с)", ignore_case=False)
    @example(text="рр\u2028я", source=r"р{2}.я", ignore_case=False)
    def test_runs_never_hide_what_an_expression_finds(
        self, text: str, source: str, ignore_case: bool
    ) -> None:
        try:
            found = find_all(text, source, is_regex=True, ignore_case=ignore_case)
        except (PatternError, PatternTimeout):
            return
        if found:
            for run in runs_of(source, ignore_case=ignore_case):
                assert run.is_in(text.encode()), (source, run.least, run.signs)

    @pytest.mark.parametrize(
        ("source", "least"),
        [
            (r"\b\w{30,}\b", [30]),
            (r"\w+ \w{5}\d{2} [а-я]{3,7}", [1, 7, 3]),
            (r"(?:\w{4}|\d{2,9}){3}", [6]),
            ("абв", [1]),
            (r"\w(?=\w{9})(?!\d)", [1]),
            (r"(\w{3})\1", [3]),
            (r"\w{2}(?>\d{3}+)(?P<n>\w?)", [5]),
            (r"\w{30,}{2}", []),
            (r"\s{30}", []),
            (r"(?i)\w{30}", []),
        ],
    )
    def test_runs_are_as_long_as_an_expression_needs(self, source: str, least: list[int]) -> None:
        assert [run.least for run in runs_of(source, ignore_case=True)] == least


def test_short_runs_say_nothing_for_nearly_every_text_has_them() -> None:
    assert runs_of(r"\w{5} \d{4}", ignore_case=True) == ()


def test_characters_are_counted_and_not_bytes() -> None:
    (run,) = runs_of(r"\b\w{30,}\b", ignore_case=True)
    assert run.signs == LETTERS_AND_SIGNS
    assert not run.is_in(f"{'я' * 29} {'€' * 29}-{'👍' * 29}".encode())
    assert run.is_in(f"а {'я' * 30}".encode())
    assert run.is_in(f"а-{'яa' * 15}".encode())


def test_a_run_without_end_is_counted_up_to_some_length() -> None:
    (run,) = runs_of(r"\w{100000000}", ignore_case=True)
    assert run.is_in(b"a" * run.least)
    assert not Run(2, frozenset()).is_in(b"ab")
