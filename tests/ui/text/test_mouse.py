"""How the ends of an annotation follow a handle."""

from __future__ import annotations

from annotator.ui.text.marks import Mark
from annotator.ui.text.mouse import moved

TEXT = "руското външно министерство, цитирани от"


def test_an_end_snaps_to_words_or_goes_by_character() -> None:
    mark = Mark("m", ((0, 7),))
    assert moved(TEXT, mark, begin=False, offset=10, snaps=True) == ((0, 14),)
    assert moved(TEXT, mark, begin=False, offset=10, snaps=False) == ((0, 10),)
    mark = Mark("m", ((8, 27),))
    assert moved(TEXT, mark, begin=True, offset=3, snaps=True) == ((0, 27),)
    assert moved(TEXT, mark, begin=True, offset=9, snaps=False) == ((9, 27),)


def test_something_is_always_left() -> None:
    mark = Mark("m", ((8, 14),))
    assert moved(TEXT, mark, begin=False, offset=2, snaps=False) == ((8, 9),)
    assert moved(TEXT, mark, begin=True, offset=40, snaps=False) == ((13, 14),)
    assert moved(TEXT, mark, begin=False, offset=2, snaps=True) == ((8, 14),)


def test_only_the_outer_fragments_change() -> None:
    mark = Mark("m", ((0, 7), (15, 27)))
    assert moved(TEXT, mark, begin=False, offset=37, snaps=True) == ((0, 7), (15, 37))
    assert moved(TEXT, mark, begin=True, offset=7, snaps=False) == ((6, 7), (15, 27))
