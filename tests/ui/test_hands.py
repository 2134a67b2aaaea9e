"""The mouse on the text of a window, sentence by sentence: what it selects, opens, moves, links."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication, QMouseEvent, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from annotator.ui.main_window import MainWindow
from tests.operations.field_notes import WHO, make_notes
from tests.ui.hands import (
    ALT,
    CONTROL,
    LEFT,
    NONE,
    RIGHT,
    annotation,
    click,
    drag,
    menu_of,
    move,
    over,
    press,
    release,
)

QUOTE = "руското външно министерство"


@pytest.fixture
def double_click_ms(qapp) -> object:
    """Set how soon presses belong together: 0 means never, much means always."""
    hints = QGuiApplication.styleHints()
    before = hints.mouseDoubleClickInterval()
    yield hints.setMouseDoubleClickInterval
    hints.setMouseDoubleClickInterval(before)


# Selecting


def test_a_drag_selects_by_word_and_a_digit_tags_it(window: MainWindow, qtbot: QtBot) -> None:
    begin, end = over(window, "консултативна", 3), over(window, "техническа", 2)
    drag(window, begin, end)
    assert window.surface.selected_text() == "консултативна и техническа"
    qtbot.keyClick(window.surface, Qt.Key.Key_4)
    assert window.sitting.current_annotation().quote == "консултативна и техническа"


def test_with_alt_it_selects_by_character(window: MainWindow) -> None:
    drag(window, over(window, "консултативна", 3), over(window, "консултативна", 8), keys=ALT)
    selected = window.surface.selected_text()
    assert len(selected) in (4, 5, 6)
    assert selected in "консултативна"


def test_a_drag_selects_what_the_layer_that_sticks_can_stand_on(
    make_window, settings, tmp_path: Path
) -> None:
    make_notes(tmp_path / "notes.corpus").close()
    settings.set_text("annotator", WHO)
    window = make_window(tmp_path / "notes.corpus")
    scheme, view = window.sitting.scheme, window.surface
    text = view.text()
    word = next(w for w in text.split() if len(w) > 4)
    seen = {}
    for layer in scheme.layers:
        if layer.anchoring in ("tokens", "characters", "sentence"):
            window.text_keys.sticky.begin(layer.id)
            begin = over(window, word, 1)
            press(window, begin)
            move(window, begin + QPoint(14, 0))
            seen[layer.anchoring] = view.selected_text()
            view.set_caret(0)
            release(window, begin)
            QApplication.processEvents()
            window.text_keys.sticky.end()
    assert seen["sentence"] == text[slice(*view.selection_state().sentence_span(1))]
    assert len(seen["sentence"].split()) > 2
    assert all(
        len(found.split()) <= 2 for anchoring, found in seen.items() if anchoring != "sentence"
    )


def test_twice_is_a_word_three_times_a_sentence_four_times_a_paragraph(
    window: MainWindow, double_click_ms
) -> None:
    double_click_ms(100_000)
    view = window.surface
    at = over(window, "консултативна", 3)
    offset = view.text().index("консултативна")
    seen = []
    for _ in range(4):
        click(window, at)
        seen.append(view.selection())
    assert seen[0][0] == seen[0][1]
    assert view.text()[slice(*seen[1])] == "консултативна"
    assert seen[2] == view.selection_state().sentence_span(offset)
    assert seen[3] == view.selection_state().paragraph_span(offset)
    assert seen[2] != seen[3]


# Opening


def test_a_click_opens_the_smallest_and_again_the_next_larger(
    window: MainWindow, double_click_ms
) -> None:
    double_click_ms(0)
    view = window.surface
    at = over(window, "Русия", 1)
    here = [mark.key for mark in view.marks_at(view.text().index("Русия") + 1)]
    assert len(here) > 1
    seen = []
    for _ in range(len(here) + 1):
        click(window, at)
        seen.append(window.sitting.current)
    assert seen == [*here, here[0]]


def test_a_click_on_empty_text_puts_the_caret(window: MainWindow) -> None:
    view = window.surface
    text = view.text()
    offset = next(
        n for n, sign in enumerate(text) if sign.isalpha() and not view.marks_in(n - 2, n + 2)
    )
    view.scroll_to(offset)
    QApplication.processEvents()
    click(window, view.boxes_of(offset, offset + 1)[0].center().toPoint())
    assert view.caret() in (offset, offset + 1)
    assert window.sitting.current is None


def test_ctrl_and_a_click_add_a_fragment(window: MainWindow) -> None:
    made = annotation(window, QUOTE)
    window.text_keys.select(made.id)
    click(window, over(window, "консултативна", 2), keys=CONTROL)
    now = window.sitting.annotation(made.id)
    assert "консултативна" in now.quote
    assert len(now.spans) == 2


def test_a_margin_name_selects(window: MainWindow) -> None:
    view = window.surface
    over(window, "Русия е готова", 1)
    view.grab()
    box, key = view._stage.margin.names[0]
    click(window, box.center().toPoint())
    assert window.sitting.current == key


# Borders


def test_handles_drag_both_ends_with_the_text_live(window: MainWindow) -> None:
    view = window.surface
    made = annotation(window, QUOTE)
    window.text_keys.select(made.id)
    begin, end = made.spans[0]
    over(window, QUOTE, 1)
    view.grab()
    box = view.boxes_of(begin, end)[-1]
    handle = QPoint(round(box.right()) + 2, round(box.bottom()) - 1)
    assert view.pointing().handle(QPointF(handle)) == "end"
    target = over(window, "цитирани", 2)
    press(window, handle)
    move(window, target)
    assert view.mark(made.id).end == view.text().index("цитирани") + len("цитирани")
    assert "цитирани" in window.status.said.text()
    assert window.sitting.annotation(made.id).spans == made.spans
    release(window, target)
    assert window.sitting.annotation(made.id).quote.endswith("цитирани")
    assert window.sitting.store.undo_step("gold") is not None


def test_the_begin_snaps_to_words_and_with_alt_does_not(window: MainWindow) -> None:
    view = window.surface
    made = annotation(window, QUOTE)
    window.text_keys.select(made.id)
    for keys, wanted in ((NONE, "външно министерство"), (ALT, "ншно министерство")):
        now = window.sitting.annotation(made.id)
        over(window, now.quote, 1)
        view.grab()
        box = view.boxes_of(*now.spans[0])[0]
        places = (
            QPoint(round(box.left()) + x, round(box.top()) + y)
            for x in range(-8, 9)
            for y in range(-12, 9)
        )
        handle = next(p for p in places if view.pointing().handle(QPointF(p)) == "begin")
        offset = view.text().index("външно") + 2
        x = round(view.rect_of(offset).center().x())
        drag(window, handle, QPoint(x, round(box.center().y())), keys=keys)
        assert window.sitting.annotation(made.id).quote == wanted


# Menus, wheel, strip, files


@pytest.mark.parametrize("language", ["en", "bg"])
def test_the_right_button_shows_the_actions_with_their_keys(
    make_window, corpus, settings, language: str
) -> None:
    settings.set_text("language", language)
    window = make_window(corpus)
    made = annotation(window, QUOTE)
    click(window, over(window, QUOTE, len(QUOTE) - 1), button=RIGHT)
    menu = menu_of(window)
    assert window.sitting.current == made.id
    shown = [a.text() for a in menu.actions() if not a.isSeparator()]
    caps = window.sitting.layer_caps()
    for layer, cap in caps.items():
        assert f"{window.sitting.layer_name(layer)}\t{cap}" in shown
    with_keys = [text for text in shown if "\t" in text]
    assert len(with_keys) > len(caps) + 5
    menu.close()


def wheel(window: MainWindow, turn: int, keys=NONE) -> None:
    area = window.surface.viewport()
    at = QPointF(200, 200)
    event = QWheelEvent(
        at,
        QPointF(area.mapToGlobal(at.toPoint())),
        QPoint(),
        QPoint(0, turn),
        Qt.MouseButton.NoButton,
        keys,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(area, event)


def test_the_wheel_scrolls_and_with_ctrl_zooms(window: MainWindow) -> None:
    view = window.surface
    wheel(window, -120)
    assert view.verticalScrollBar().value() > 0
    wheel(window, 120)
    assert view.verticalScrollBar().value() == 0
    wheel(window, 120, CONTROL)
    assert view.zoom() == 110
    assert window.status.zoom.text() == "110 %"
    for _ in range(10):
        wheel(window, -12, CONTROL)
    assert view.zoom() == 100
    for _ in range(12):
        wheel(window, 5, CONTROL)
    assert view.zoom() == 105
    assert window.settings.number("zoom", 100, least=60, most=300) == 105


def test_a_middle_click_does_nothing(window: MainWindow) -> None:
    view, session = window.surface, window.sitting
    QApplication.clipboard().setText("чуждо")
    view.set_caret(5)
    text, marks, last = view.text(), view.marks(), session.store.undo_step("gold")
    click(window, over(window, QUOTE, 3), button=Qt.MouseButton.MiddleButton)
    assert (view.text(), view.marks(), view.caret()) == (text, marks, 5)
    assert session.store.undo_step("gold") == last
    assert session.current is None


def test_the_overview_jumps_and_drags(window: MainWindow) -> None:
    view = window.surface
    view.finish_measuring()
    strip, bar = view._overview, view.verticalScrollBar()
    assert bar.maximum() > 0
    QTest.mousePress(strip, LEFT, NONE, QPoint(6, strip.height() - 4))
    assert bar.value() == bar.maximum()
    at = QPoint(6, strip.height() // 2)
    event = QMouseEvent(
        QEvent.Type.MouseMove,
        QPointF(at),
        QPointF(strip.mapToGlobal(at)),
        Qt.MouseButton.NoButton,
        LEFT,
        NONE,
    )
    QApplication.sendEvent(strip, event)
    assert 0 < bar.value() < bar.maximum()
    QTest.mouseRelease(strip, LEFT, NONE, at)
    QTest.mouseClick(strip, LEFT, NONE, QPoint(6, 1))
    assert bar.value() == 0


@pytest.mark.parametrize("on_text", [True, False])
def test_files_dropped_anywhere_are_imported(
    window: MainWindow, tmp_path: Path, on_text: bool
) -> None:
    from annotator.ui.dialogs.importing import ImportDialog

    file = tmp_path / "нов.txt"
    file.write_text("Нов текст за внасяне.", encoding="utf-8")
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(file))])
    target = window.surface.viewport() if on_text else window
    enter = QDragEnterEvent(QPoint(5, 5), Qt.DropAction.CopyAction, data, LEFT, NONE)
    QApplication.sendEvent(target, enter)
    assert enter.isAccepted()
    drop = QDropEvent(QPointF(5, 5), Qt.DropAction.CopyAction, data, LEFT, NONE)
    QApplication.sendEvent(target, drop)
    dialog = window.findChild(ImportDialog)
    assert dialog is not None
    dialog.close()
