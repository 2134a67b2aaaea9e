"""What is cut to its room fits, and is cut no sooner than it must be."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtGui import QFont

from annotator.ui.search.fitted import Fitting

TEXTS = st.text(
    st.sampled_from("abcWMil .,-„“АбвЖщіїёѣάΩéßøАВáe\u0301العربية日本🕊\u200d"), max_size=90
)


@pytest.fixture(scope="module")
def fitting(qapp) -> Fitting:
    return Fitting(QFont("PT Serif", 14))


@given(TEXTS, st.floats(20, 700), st.booleans())
def test_it_is_the_begin_or_the_end_and_fits(
    fitting: Fitting, text: str, width: float, at_end: bool
) -> None:
    shown = fitting.fitted(text, width, at_end=at_end)
    measure = fitting.metrics.horizontalAdvance
    if shown == text:
        assert measure(text) <= width + 1
        return
    assert "…" in shown
    assert measure(shown) <= width + 1
    if any("\u0600" <= sign <= "\u06ff" for sign in text):
        # Qt leaves out what is seen at that side.
        return
    kept = shown.removeprefix("…") if at_end else shown.removesuffix("…")
    assert text.endswith(kept) if at_end else text.startswith(kept)


@given(st.text("abcdWil .,АбвЖщ", min_size=1, max_size=90), st.floats(60, 700), st.booleans())
def test_nothing_is_cut_that_has_room(
    fitting: Fitting, text: str, width: float, at_end: bool
) -> None:
    shown = fitting.fitted(text, width, at_end=at_end)
    whole = fitting.metrics.horizontalAdvance(text)
    if whole <= width - 8:
        assert shown == text
    elif shown != text:
        # One more sign, and the room for what signs may be wider together.
        assert fitting.metrics.horizontalAdvance(shown) >= width - 40


def test_a_text_of_no_room_is_an_ellipsis(fitting: Fitting) -> None:
    assert fitting.fitted("Министърът", 3) in ("…", "")
    assert fitting.fitted("", 100) == ""
