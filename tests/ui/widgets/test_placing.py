"""A window stands where it was left, and never beyond its screen."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QSize
from PySide6.QtWidgets import QWidget

from annotator.ui.widgets.placing import keep_on_screen, place_as_left


@pytest.fixture
def window(qtbot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    return made


def _is_inside(window: QWidget) -> bool:
    return window.screen().availableGeometry().contains(window.frameGeometry())


@pytest.mark.parametrize("more", [(1, 1), (3000, 10), (10, 3000), (0, 0)])
def test_no_window_is_larger_than_its_screen(window, more) -> None:
    room = window.screen().availableGeometry().size()
    window.resize(room + QSize(*more))
    window.show()
    keep_on_screen(window)
    assert _is_inside(window)
    assert window.frameGeometry().width() == room.width()


def test_what_a_window_wants_at_least_gives_way_to_the_screen(window) -> None:
    room = window.screen().availableGeometry().size()
    window.setMinimumSize(room.width() + 200, 80)
    window.show()
    keep_on_screen(window)
    assert _is_inside(window)
    assert window.minimumSize() == QSize(window.width(), 80)


@pytest.mark.parametrize("place", [(-500, 20), (20, -500), (5000, 5000)])
def test_a_window_left_on_a_screen_that_is_gone_comes_back(window, place) -> None:
    window.resize(300, 200)
    window.move(QPoint(*place))
    keep_on_screen(window)
    assert _is_inside(window)
    assert window.size() == QSize(300, 200)


def test_what_fits_stays_where_it_was_left(window, qtbot) -> None:
    window.resize(310, 210)
    window.move(40, 50)
    window.show()
    left = window.saveGeometry()
    other = QWidget()
    qtbot.addWidget(other)
    place_as_left(other, left)
    other.show()
    assert (other.geometry(), other.size()) == (window.geometry(), QSize(310, 210))


def test_another_corpus_does_not_move_the_window(make_window, corpus, settings, tmp_path) -> None:
    import shutil

    first = make_window(corpus)
    first.close()
    window = make_window(corpus)
    window.resize(820, 570)
    window.act.corpus.open_path(shutil.copy(corpus, tmp_path / "other.corpus"))
    assert window.size() == QSize(820, 570)
