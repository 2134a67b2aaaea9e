"""A screen reader can name whatever can have the focus: in the window, its panels, every dialog."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication, QWidget

from annotator.ui.main_window import MainWindow
from tests import poses, sharing_poses


def names_of(top: QWidget) -> Iterator[tuple[str, str]]:
    """Yield every widget that can have the focus, described, with its accessible name."""
    for widget in [top, *top.findChildren(QWidget)]:
        is_own = not widget.objectName().startswith("qt_")
        if widget.focusPolicy() == Qt.FocusPolicy.NoFocus or not is_own or widget is top:
            continue
        if widget.focusProxy() is not None or not widget.isVisibleTo(top):
            continue
        found = QAccessible.queryAccessibleInterface(widget)
        name = found.text(QAccessible.Text.Name) if found is not None else ""
        chain: list[str] = []
        above: QWidget | None = widget
        while above is not None and above is not top:
            chain.append(f"{type(above).__name__}({above.objectName()})")
            above = above.parentWidget()
        yield " < ".join(chain), name


def nameless(top: QWidget) -> list[str]:
    return [where for where, name in names_of(top) if not name.strip()]


POSES: dict[str, Callable[[MainWindow], object]] = {
    "window": poses.actor,
    "frame": poses.frame,
    "features": poses.features,
    "find": poses.find,
    "search": poses.search,
    "condition": poses.search_condition,
    "agreement": poses.agreement,
    "history": poses.history,
    "guideline": poses.guideline,
    "failure": poses.failure,
    "several": poses.several,
    "palette": poses.palette,
    "keys": poses.keys,
    "guide": poses.guide,
    "link": poses.link,
    "import": poses.importing,
    "export": poses.export,
    "new": poses.new,
    "preferences": poses.preferences,
    "preferences_keys": poses.preferences_keys,
    "correct": lambda window: window.act.documents.correct_text(),
    "people": lambda window: window.act.handing.show_people(),
    "report": lambda window: window.act.measuring.write_report(),
    "comment": lambda window: window.act.talking.add_comment(),
    "package": sharing_poses.package,
    "written": sharing_poses.written,
    "receive": sharing_poses.receive,
    "merge": sharing_poses.merge,
}


@pytest.mark.parametrize("pose", POSES)
@pytest.mark.parametrize("language", ["en", "bg"])
def test_whatever_can_have_the_focus_has_a_name(
    make_window, corpus, settings, pose: str, language: str
) -> None:
    settings.set_text("language", language)
    window = make_window(corpus)
    window.activateWindow()
    window.surface.set_caret(0)
    POSES[pose](window)
    QApplication.processEvents()
    tops = [w for w in QApplication.topLevelWidgets() if w.isVisible()]
    assert window in tops
    for top in tops:
        assert nameless(top) == []
    for top in tops:
        if top is not window:
            top.close()


def test_the_first_page_is_named_too(make_window) -> None:
    window = make_window()
    assert len(list(names_of(window))) > 3
    assert nameless(window) == []
