"""What of the screen is painted again when lines got other heights."""

from __future__ import annotations

from annotator.ui.text.moved import Moved, Spot, moved


def test_lines_under_one_that_grew_move_as_they_are() -> None:
    before = {(0, 0): Spot(24, 40), (0, 1): Spot(64, 40), (1, 0): Spot(116, 40)}
    after = {(0, 0): Spot(24, 46), (0, 1): Spot(70, 40), (1, 0): Spot(122, 40)}
    assert moved(before, after) == Moved(begin=64, by=6, first=24, last=70)


def test_what_comes_into_view_under_a_last_line_that_shrank_is_painted() -> None:
    """The first pixels of a line stayed empty at the lower edge."""
    before = {(3, 1): Spot(540, 46), (3, 2): Spot(586, 46)}
    after = {(3, 1): Spot(540, 46), (3, 2): Spot(586, 41), (4, 0): Spot(639, 46)}
    assert moved(before, after) == Moved(begin=685, by=0, first=586, last=685)


def test_what_goes_out_of_view_under_a_last_line_that_grew_is_painted_over() -> None:
    """The first pixels of a line stayed at the lower edge, where it is not any more."""
    before = {(3, 1): Spot(540, 46), (3, 2): Spot(586, 41), (4, 0): Spot(639, 46)}
    after = {(3, 1): Spot(540, 46), (3, 2): Spot(586, 46)}
    assert moved(before, after) == Moved(begin=685, by=0, first=586, last=685)


def test_what_stands_between_pixels_is_painted_anew() -> None:
    before = {(0, 0): Spot(24, 40), (0, 1): Spot(64, 40)}
    assert moved(before, {(0, 0): Spot(24, 40.5), (0, 1): Spot(64.5, 40)}) is None
    assert moved(before, {(2, 0): Spot(24, 40)}) is None
