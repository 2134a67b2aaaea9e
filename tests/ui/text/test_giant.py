"""A document of one paragraph, or of one word: what a key costs does not grow with the text.

Work is counted in calls of functions, which no other load of the machine can change.
"""

from __future__ import annotations

import sys
from collections.abc import Callable

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication

from annotator.ui.text.marks import Mark
from annotator.ui.text.view import TextView
from tests.ui.text.conftest import MakeView

K, M = Qt.Key, Qt.KeyboardModifier
TEXTS = {
    "paragraph": "Комисията заседава днес в Москва и решава. ",
    "word": "жабокрякане",
    "signs": "新闻文本没有空格",
}
SHORT, LONG = 100_000, 2_000_000


def calls(action: Callable[[], object]) -> int:
    """Return how many functions are called, in Python and from it, until the text is painted."""
    count = 0

    def note(_frame: object, event: str, _argument: object) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    sys.setprofile(note)
    try:
        action()
        QApplication.sendPostedEvents()
    finally:
        sys.setprofile(None)
    return count


def press(
    view: TextView, key: Qt.Key, modifiers: Qt.KeyboardModifier = M.NoModifier, typed: str = ""
) -> None:
    QApplication.sendEvent(view, QKeyEvent(QEvent.Type.KeyPress, key, modifiers, typed))


def steps(view: TextView) -> dict[str, int]:
    """Work in the middle of the text; return what each step took."""
    middle = len(view.text()) // 2
    mark = Mark("new", ((middle, middle + 9),), 1, "fill", "P", "city")
    done: dict[str, Callable[[], object]] = {
        "go to the middle": lambda: view.set_caret(middle),
        "page": lambda: press(view, K.Key_PageDown),
        "page again": lambda: press(view, K.Key_PageDown),
        "line": lambda: press(view, K.Key_Up),
        "character": lambda: press(view, K.Key_Right),
        "back": lambda: view.set_caret(middle),
        "tag": lambda: view.patch_marks([], [mark]),
        "select": lambda: view.select_mark("new"),
        "untag": lambda: view.patch_marks(["new"], []),
        "hit": lambda: view.position_at(view.rect_of(middle).center()),
    }
    return {name: calls(action) for name, action in done.items()}


def opened(make_view: MakeView, sign: str, length: int) -> tuple[TextView, int]:
    text = (sign * (length // len(sign) + 1))[:length]
    view = make_view("")
    marks = [
        Mark(f"m{n}", ((at, at + 40),), n % 3, "fill", "A", "v")
        for n, at in enumerate(range(0, length - 40, 500))
    ]

    def show() -> None:
        view.set_document(text, language="bg")
        view.set_marks(marks)

    return view, calls(show)


@pytest.mark.parametrize("name", sorted(TEXTS))
def test_no_step_grows_with_the_text(make_view: MakeView, name: str) -> None:
    small, opening = opened(make_view, TEXTS[name], SHORT)
    large, longer = opened(make_view, TEXTS[name], LONG)
    # In proportion to the text at most: twenty times as long, and nothing squared.
    assert longer <= opening * (LONG / SHORT) * 1.2
    before, after = steps(small), steps(large)
    for step, count in before.items():
        assert after[step] <= count * 2 + 400, (step, count, after[step])
    assert len(large._layout._shelf.shapes) <= len(small._layout._shelf.shapes) + 4
