"""Names of encodings."""

from __future__ import annotations

import pytest

from annotator.text.encoding_names import CHOICES, shown_encoding


@pytest.mark.parametrize(
    ("codec", "shown"),
    [
        ("cp1251", "windows-1251"),
        ("utf8", "UTF-8"),
        ("latin-1", "ISO 8859-1"),
        ("koi8_r", "KOI8-R"),
        ("cp850", "cp850"),
    ],
)
def test_encodings_have_their_usual_names(codec: str, shown: str) -> None:
    assert shown_encoding(codec) == shown


def test_no_two_choices_look_alike() -> None:
    assert len({shown_encoding(name) for name in CHOICES}) == len(CHOICES)
