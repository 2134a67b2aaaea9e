"""A look that is changed at once is the look of a window that was begun with it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QLineEdit

from tests import poses

_DARK = ({"theme": "light"}, {"theme": "dark"})
_LIGHT = ({"theme": "contrast"}, {"theme": "light"})
_LARGER = ({"theme": "light"}, {"theme": "light", "text_size": "22"})


@pytest.mark.parametrize("size", [(1440, 900), (1000, 700)], ids=["wide", "narrow"])
@pytest.mark.parametrize("change", [_DARK, _LIGHT, _LARGER], ids=["dark", "light", "larger"])
@pytest.mark.parametrize("pose", [poses.actor, poses.search])
def test_the_whole_window_takes_it(
    make_window: Any,
    corpus: Any,
    settings: Any,
    has_own_fonts: bool,
    pose: Callable[[Any], Any],
    change: tuple[dict[str, str], dict[str, str]],
    size: tuple[int, int],
) -> None:
    before, after = change
    changed = _shown(make_window, corpus, settings, before, pose, size)
    _set(settings, after)
    changed.act.setting.take()
    place = changed.view.verticalScrollBar().value()
    seen = _grabbed(changed)
    changed.close()
    begun = _shown(make_window, corpus, settings, after, pose, size)
    if not has_own_fonts:
        begun.view.verticalScrollBar().setValue(place)
    # In wide fonts a hit is brought into view from farther away. Some have marks far over
    # Cyrillic letters, once here and once a pixel beside it.
    assert _differing(seen, _grabbed(begun)) <= (0 if has_own_fonts else 40)


def _differing(one: QImage, other: QImage) -> int:
    """Return how many pixels of two pictures of one size differ."""
    assert one.size() == other.size()
    if one == other:
        return 0
    places = ((x, y) for x in range(one.width()) for y in range(one.height()))
    return sum(one.pixel(x, y) != other.pixel(x, y) for x, y in places)


def _shown(
    make_window: Any,
    corpus: Any,
    settings: Any,
    wanted: dict[str, str],
    pose: Callable[[Any], Any],
    size: tuple[int, int],
) -> Any:
    """Return a window in a pose: nothing blinks, and nothing tells heights measured later."""
    _set(settings, {**wanted, "motion": "none"})
    window = make_window(corpus, size=size)
    window.view.set_overview_shown(False)
    window.view.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    pose(window)
    for field in window.search.findChildren(QLineEdit):
        # Its sign to empty it fades in.
        field.setClearButtonEnabled(False)
    return window


def _set(settings: Any, wanted: dict[str, str]) -> None:
    for key, value in wanted.items():
        settings.set_text(key, value)


def _grabbed(window: Any) -> QImage:
    for _ in range(5):
        QApplication.processEvents()
    return window.grab().toImage()


def test_a_text_that_a_list_of_hits_hides_takes_it_too(make_window: Any, corpus: Any) -> None:
    window = make_window(corpus)
    poses.search_whole(window)
    window.surface.resize(window.surface.width(), 0)
    window.surface._overview.resize(window.surface._overview.width(), 0)
    window.set_look(window.look.with_mode("dark"))
    window.search.toggle_whole()
    QApplication.processEvents()
    window.surface._background.finish()
    assert window.surface._overview._hits
