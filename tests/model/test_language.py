"""Names of the scheme as they stand alone and within a line."""

from __future__ import annotations

import pytest

from annotator.model.language import small


@pytest.mark.parametrize(
    ("name", "within"),
    [
        ("State", "state"),
        ("Government Body", "government body"),
        ("EU", "EU"),
        ("Position of the EU", "position of the EU"),
        ("COVID-19 measure", "COVID-19 measure"),
        ("pH value", "pH value"),
        ("Class A", "class A"),
        ("A", "a"),
        ("Държавен орган", "държавен орган"),
        ("НАТО", "НАТО"),
        ("", ""),
    ],
)
def test_a_name_within_a_line_begins_small_and_keeps_its_abbreviations(
    name: str, within: str
) -> None:
    assert small(name) == within
