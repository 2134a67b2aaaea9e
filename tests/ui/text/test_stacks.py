"""Lines are as high as what is heaped on their letters, and others are not measured."""

from __future__ import annotations

import unicodedata

import pytest

from annotator.ui.text.stacks import has_stacks
from tests.ui.text.conftest import MakeView

VIETNAMESE = "Chính phủ Việt Nam đã ký kết hiệp định với các nước láng giềng"


@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_letters_as_languages_write_them_are_no_stacks(form: str) -> None:
    """Each line of such a text would be measured, sign by sign."""
    for text in (VIETNAMESE, "Ọ̀rọ̀ Yorùbá", "ударе\u0301ние й ѝ", "שָׁלוֹם", "السَّلَامُ", "བོད་ཀྱི་སྐད་"):
        assert not has_stacks(unicodedata.normalize(form, text))


def test_a_line_with_a_stack_is_higher_and_the_others_are_as_they_were(make_view: MakeView) -> None:
    plain = make_view("ред\nред o\u0302 ред\nред").rect_of(0)
    view = make_view("ред\nред o\u0302\u0302\u0302\u0302\u0302 ред\nред")
    first, middle, last = (view._layout.shape(n).ascents[0] for n in (0, 1, 2))
    assert middle > first + 10
    assert first == last
    assert view.rect_of(0) == plain


def test_no_heap_is_higher_than_anybody_reads(make_view: MakeView) -> None:
    view = make_view("o" + "\u0302" * 400)
    assert view._layout.shape(0).ascents[0] < 100
