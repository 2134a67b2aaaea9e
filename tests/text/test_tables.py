"""What is put into a spreadsheet is text or a number, never a formula."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.text.tables import cell_of, row_of

NUMBERS = [
    "0",
    ".88",
    "-.03",
    "-,5",
    "-0.12",
    "+3",
    "1,234.5",
    "-1 234,5",
    "0.5e-10",
    "−0.1",
    "12 %",
    "-3%",
    "100%",
]


@pytest.mark.parametrize("number", NUMBERS)
def test_numbers_stay_numbers(number: str) -> None:
    assert cell_of(number) == number


@pytest.mark.parametrize("value", [-3, 0.25, -1e-5, 10**12])
def test_values_are_written_as_python_writes_them(value: float) -> None:
    assert cell_of(value) == str(value)


@pytest.mark.parametrize(
    "text",
    ["=1+1", "=HYPERLINK(\"http://x\")", "+1+1", "-1+cmd|' /C calc'!A0", "@SUM(A1)", "\t=1", "\r=1",
     "\n=1", " =1", "\u00a0=1",
     "＝1+1", "＋1", "－1", "＠x", "-", "-x", "--1", "+1 555 x", "=", "-1-1",
     "1e5=2-", "-1:2"],
)  # fmt: skip
def test_what_would_be_a_formula_is_text(text: str) -> None:
    said = cell_of(text)
    begins = text.strip()[0] in "=+-@＝＋－＠"
    assert said == ("'" if begins else "") + " ".join(text.split())


@given(st.lists(st.text(max_size=12), min_size=1, max_size=5))
def test_a_row_has_its_cells_and_no_formula(cells: list[str]) -> None:
    found = row_of(cells).split("\t")
    assert len(found) == len(cells)
    assert len(row_of(cells).splitlines()) <= 1
    for said, cell in zip(found, cells, strict=True):
        assert said.lstrip("'") == " ".join(cell.split()).lstrip("'")
        if said[:1] in tuple("=+-@＝＋－＠"):
            assert re.fullmatch(r"[+-][0-9., \u00a0\u202f]+(?:[eE][+-]?[0-9]+)? ?%?", said)
