"""Letters with their marks are found whole, and usual text has none."""

from __future__ import annotations

import pytest

from annotator.text.marked import marked_letters


@pytest.mark.parametrize(
    "text",
    [
        "",
        "plain",
        "Русия е готова – „да“ № 5 €",
        "Ελλάδα, ναι",
        "Việt Nam",
        "საქართველო",
        "وقال الوزير ٢٠٢٠",
        "שלום",
        "外交部发言人说。日本語、한국어",
        "🇧🇬 👨‍👩‍👧 👍🏽 ❤️",
    ],
)
def test_usual_text_has_none(text: str) -> None:
    assert marked_letters(text) == set()


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("ударе\u0301ние е\u0301", {"е\u0301"}),
        ("ŋ\u0329 и o\u0302\u0302", {"ŋ\u0329", "o\u0302\u0302"}),
        ("ខ្ញុំ", {"ខ្ញុំ"}),
        ("क्ष्म्य", {"क्ष्म्य"}),
        ("\u0301 а", set()),
        ("a ⎷ b", {"⎷"}),
        ("a\u200db", set()),
    ],
)
def test_a_letter_has_all_that_hangs_on_it(text: str, found: set[str]) -> None:
    assert marked_letters(text) == found
