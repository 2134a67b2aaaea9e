"""The widget: keys, clicks, drags, and that nothing moves when something is selected."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent, QMouseEvent, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from annotator.ui.look.look import CONTRAST, DARK, Look
from annotator.ui.text.lanes import MOST
from annotator.ui.text.marks import Flags, Frame, FrameEnd, Mark, SegmentView
from annotator.ui.text.view import TextView
from tests.ui.text.conftest import MakeView

TEXT = (
    "Русия е готова да продължи да оказва консултативна помощ в преговорите между "
    "делегациите на Азербайджан и Армения.\n\nТова са съобщили от руското външно "
    "министерство, цитирани от Интерфакс."
)
FAMILY = "👨\u200d👩\u200d👧\u200d👦"
CONTROL, SHIFT, ALT = (
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.AltModifier,
)


def _span(words: str) -> tuple[int, int]:
    begin = TEXT.index(words)
    return begin, begin + len(words)


def _marks() -> list[Mark]:
    return [
        Mark("s", (_span(TEXT.split("\n")[0][:-1]),), 2, "margin", "S", "support", "offer"),
        Mark("a", (_span("Русия"),), 0, "fill", "A", "state"),
        Mark("d", (_span("делегациите на Азербайджан и Армения"),), 0, "fill", "A", "body"),
        Mark("z", (_span("Азербайджан"),), 0, "fill", "A", "state"),
        Mark("c", (_span("са съобщили"), _span("цитирани от")), 4, "line", "C"),
        Mark("m", (_span("руското външно министерство"),), 0, "fill", "A", "", "", Flags.UNSURE),
    ]


def _middle(view: TextView, offset: int) -> QPoint:
    box = view.boxes_of(offset, offset + 1)[0]
    return box.center().toPoint()


def _places(view: TextView) -> list[tuple[float, float]]:
    return [(rect.x(), rect.y()) for rect in (view.rect_of(offset) for offset in range(len(TEXT)))]


def test_nothing_moves_when_something_is_selected(make_view: MakeView) -> None:
    view = make_view(TEXT, _marks())
    before = _places(view)
    view.select_mark("d")
    view.set_selected_marks(["a", "z"])
    view.set_hovered("c")
    view.set_hits([(0, 5), (10, 14)], 0)
    view.set_hints({0: "аб"})
    view.flash("a")
    view.grab()
    assert _places(view) == before
    ends = (FrameEnd("a", "holder", "а"), FrameEnd("c", "cue 1"), FrameEnd("d", "", "б"))
    frame = Frame("s", ends)
    view.set_frame(frame)
    view.grab()
    assert _places(view) == before
    view.set_frame(None)
    view.set_all_frames([frame])
    view.set_names_shown(False)
    view.grab()
    assert _places(view) == before


@pytest.mark.parametrize("mode", [DARK, CONTRAST])
def test_every_mode_paints_its_own_colours(make_view: MakeView, mode: str) -> None:
    view = make_view(TEXT, _marks())
    look = Look(mode=mode)
    view.set_look(look)
    view.select_mark("a")
    picture = view.viewport().grab().toImage()
    corner = picture.pixelColor(picture.width() - 3, picture.height() - 3)
    assert corner.name().upper() == look.tokens.paper
    box = view.boxes_of(*_span("Русия"))[0]
    ratio = picture.devicePixelRatio()
    inside = picture.pixelColor(int((box.left() + 1) * ratio), int((box.bottom() - 2) * ratio))
    assert inside.name().upper() == look.layer(0).strong


def test_the_caret_stays_in_view_in_larger_letters(make_view: MakeView) -> None:
    text = "\n".join(f"{number} " + "some words of a line " * 12 for number in range(60))
    view = make_view(text, ())
    view.set_caret(text.index("\n30 ") + 40)
    view.scroll_to(max(0, view.caret() - 700))
    for size in (24, 15):
        view.set_look(Look(text_size=size))
        rect = view.rect_of(view.caret())
        assert rect.top() >= 0
        assert rect.bottom() <= view.viewport().height()


def test_selection_is_the_stored_text(make_view: MakeView, qtbot: QtBot) -> None:
    text = f"ред\r\nдва\rтри\u2028че\u00a0т\u00adи\tри {FAMILY} край"
    view = make_view(text)
    QTest.keyClick(view, Qt.Key.Key_A, CONTROL)
    assert view.selection() == (0, len(text))
    assert view.selected_text() == text
    view.set_caret(0)
    offsets = [0]
    while view.caret() < len(text):
        QTest.keyClick(view, Qt.Key.Key_Right)
        assert view.caret() > offsets[-1]
        offsets.append(view.caret())
    assert text.index("\r\n") + 1 not in offsets
    begin = text.index(FAMILY)
    assert [o for o in offsets if begin <= o <= begin + len(FAMILY)] == [begin, begin + len(FAMILY)]


def test_caret_keys_tell_what_they_did(make_view: MakeView, qtbot: QtBot) -> None:
    view = make_view(TEXT, _marks(), language="bg")
    with qtbot.waitSignal(view.caret_moved) as moved:
        QTest.keyClick(view, Qt.Key.Key_Right, CONTROL)
    assert moved.args == [6]
    with qtbot.waitSignal(view.selection_changed) as selected:
        QTest.keyClick(view, Qt.Key.Key_Right, CONTROL | SHIFT)
    assert selected.args == [6, 7]
    QTest.keyClick(view, Qt.Key.Key_Down, CONTROL)
    assert view.caret() == TEXT.index("Това")
    QTest.keyClick(view, Qt.Key.Key_Home, ALT)
    assert view.caret() == 0
    QTest.keyClick(view, Qt.Key.Key_End, CONTROL)
    assert view.caret() == len(TEXT)
    QTest.keyClick(view, Qt.Key.Key_Left)
    QTest.keyClick(view, Qt.Key.Key_Space)
    assert view.selected_text() == "Интерфакс"
    QTest.keyClick(view, Qt.Key.Key_Space, SHIFT)
    assert view.selection() == (len(TEXT) - 1, len(TEXT) - 1)


def test_lines_keep_their_x_and_ends_of_lines_are_found(make_view: MakeView) -> None:
    view = make_view(TEXT, _marks(), width=500)
    view.set_caret(12)
    x = view.rect_of(12).x()
    QTest.keyClick(view, Qt.Key.Key_Down)
    lower = view.caret()
    assert view.rect_of(lower).y() > view.rect_of(12).y()
    assert abs(view.rect_of(lower).x() - x) < 12
    QTest.keyClick(view, Qt.Key.Key_Up)
    assert view.caret() == 12
    QTest.keyClick(view, Qt.Key.Key_End)
    end = view.caret()
    assert TEXT[end] == " "
    QTest.keyClick(view, Qt.Key.Key_Home)
    assert view.caret() == 0
    QTest.keyClick(view, Qt.Key.Key_Home, CONTROL | SHIFT)
    assert view.selection() == (0, 0)


@pytest.mark.parametrize(("text", "left", "right"), [("abcdefgh", 2, 5), ("אבגדהוזח", 5, 2)])
def test_an_arrow_takes_a_selection_away_at_its_side(
    make_view: MakeView, text: str, left: int, right: int
) -> None:
    view = make_view(text)
    for caret, anchor in ((2, 5), (5, 2)):
        for key, expected in ((Qt.Key.Key_Left, left), (Qt.Key.Key_Right, right)):
            view.set_caret(caret, anchor=anchor)
            QTest.keyClick(view, key)
            assert view.selection() == (expected, expected)


def test_the_end_of_a_line_without_blanks_is_on_that_line(make_view: MakeView) -> None:
    """The offset is the begin of the next line as well: where the caret stands the key says."""
    view = make_view("文本没有空格" * 40, width=500)
    view.set_caret(3)
    top = view.caret_rect().top()
    QTest.keyClick(view, Qt.Key.Key_End)
    end = view.caret_rect()
    assert end.top() == top
    assert end.x() > view.rect_of(3).x()
    QTest.keyClick(view, Qt.Key.Key_End)
    assert view.caret_rect() == end
    QTest.keyClick(view, Qt.Key.Key_Down)
    assert view.caret_rect().top() > top
    assert abs(view.caret_rect().x() - end.x()) < 12
    QTest.keyClick(view, Qt.Key.Key_Up)
    assert view.caret_rect() == end
    QTest.keyClick(view, Qt.Key.Key_Home)
    assert view.caret() == 0


def test_other_keys_go_to_the_window(make_view: MakeView, qtbot: QtBot) -> None:
    view = make_view(TEXT, _marks())
    taken = []
    view.caret_moved.connect(taken.append)
    for key, modifiers in (
        (Qt.Key.Key_1, Qt.KeyboardModifier.NoModifier),
        (Qt.Key.Key_Return, Qt.KeyboardModifier.NoModifier),
        (Qt.Key.Key_Backspace, Qt.KeyboardModifier.NoModifier),
        (Qt.Key.Key_Tab, Qt.KeyboardModifier.NoModifier),
        (Qt.Key.Key_E, CONTROL),
        (Qt.Key.Key_K, CONTROL),
        (Qt.Key.Key_Down, ALT),
        (Qt.Key.Key_Left, ALT),
        (Qt.Key.Key_PageDown, CONTROL),
    ):
        QTest.keyClick(view, key, modifiers)
    assert taken == []


def test_arabic_moves_as_it_is_seen(make_view: MakeView) -> None:
    view = make_view("مرحبا بكم")
    xs = [view.rect_of(view.caret()).x()]
    for _ in range(4):
        QTest.keyClick(view, Qt.Key.Key_Left)
        xs.append(view.rect_of(view.caret()).x())
    assert xs == sorted(xs, reverse=True)
    assert view.caret() == 4
    mixed = make_view("тук مرحبا там")
    offsets = []
    for _ in range(14):
        QTest.keyClick(mixed, Qt.Key.Key_Right)
        offsets.append(mixed.caret())
    assert offsets[-1] == 13
    assert sorted(set(offsets)) == sorted(offsets)[: len(set(offsets))]


def test_words_of_arabic_go_to_the_left(make_view: MakeView) -> None:
    view = make_view("مرحبا بكم يا سامي\nплюс още")
    assert view.is_rtl(3)
    for key, keys, expected in (
        (Qt.Key.Key_Left, CONTROL, 6),
        (Qt.Key.Key_Left, CONTROL | SHIFT, 9),
        (Qt.Key.Key_Right, CONTROL, 6),
        (Qt.Key.Key_Right, CONTROL, 0),
    ):
        QTest.keyClick(view, key, keys)
        assert view.caret() == expected
    view.set_caret(view.text().index("плюс"))
    assert not view.is_rtl(view.caret())
    QTest.keyClick(view, Qt.Key.Key_Right, CONTROL)
    assert view.caret() == view.text().index("още")


def test_a_click_opens_the_smallest_and_again_the_next_larger(
    make_view: MakeView, qtbot: QtBot
) -> None:
    view = make_view(TEXT, _marks())
    at = _middle(view, TEXT.index("Азербайджан") + 2)
    keys: list[str] = []
    view.mark_clicked.connect(keys.append)
    for _ in range(3):
        QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=at)
        view._mouse._since_press.invalidate()
    assert keys == ["z", "d", "s"]
    assert TEXT.index("Азербайджан") < view.caret() < TEXT.index(" и Армения")


def test_double_triple_and_fourth_click_select_more(make_view: MakeView) -> None:
    view = make_view(TEXT, language="bg")
    at = _middle(view, TEXT.index("готова") + 1)
    button = Qt.MouseButton.LeftButton
    QTest.mouseClick(view.viewport(), button, pos=at)
    QTest.mouseDClick(view.viewport(), button, pos=at)
    seen = [view.selected_text()]
    QTest.mouseClick(view.viewport(), button, pos=at)
    seen.append(view.selected_text())
    QTest.mouseClick(view.viewport(), button, pos=at)
    seen.append(view.selected_text())
    assert seen[-1] == TEXT.split("\n")[0]
    assert seen[0] == "готова" or seen[1] == TEXT.split("\n")[0]


def _drag(
    view: TextView,
    begin: QPoint,
    end: QPoint,
    *,
    button: Qt.MouseButton,
    keys: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier,
) -> None:
    area = view.viewport()
    QTest.mousePress(area, button, keys, begin)
    middle = (begin + end) / 2
    for at in (middle, end):
        position = QPointF(at)
        event = QMouseEvent(
            QEvent.Type.MouseMove, position, QPointF(area.mapToGlobal(at)),
            Qt.MouseButton.NoButton, button, keys,
        )  # fmt: skip
        QApplication.sendEvent(area, event)
    QTest.mouseRelease(area, button, keys, end)


def test_dragging_selects_by_word_and_by_character_with_alt(make_view: MakeView) -> None:
    view = make_view(TEXT)
    begin, end = TEXT.index("готова") + 2, TEXT.index("оказва") + 1
    left = Qt.MouseButton.LeftButton
    _drag(view, _middle(view, begin), _middle(view, end), button=left)
    assert view.selected_text() == "готова да продължи да оказва"
    view.set_caret(0)
    _drag(view, _middle(view, end), _middle(view, begin), button=left)
    assert view.selected_text() == "готова да продължи да оказва"
    assert view.caret() == TEXT.index("готова")
    view.set_caret(0)
    _drag(view, _middle(view, begin), _middle(view, end), button=left, keys=ALT)
    assert abs(len(view.selected_text()) - (end - begin)) <= 1


def test_a_handle_drags_to_word_borders(make_view: MakeView, qtbot: QtBot) -> None:
    view = make_view(TEXT, _marks())
    view.select_mark("z")
    view.grab()
    begin, end = _span("Азербайджан")
    box = view.boxes_of(begin, end)[0]
    handle = QPoint(round(box.right()) + 2, round(box.bottom()) - 1)
    assert view.pointing().handle(QPointF(handle)) == "end"
    target = _middle(view, TEXT.index("Армения") + 2)
    with qtbot.waitSignal(view.handle_dragged) as dragged:
        _drag(view, handle, target, button=Qt.MouseButton.LeftButton)
    assert dragged.args == ["z", (_span("Азербайджан и Армения"),)]
    assert view.mark("z") == _marks()[3]


def test_a_relation_is_drawn_with_the_right_button(make_view: MakeView, qtbot: QtBot) -> None:
    view = make_view(TEXT, _marks())
    view.set_link_filter(lambda source, target: target == "m")
    source, target = _middle(view, 2), _middle(view, TEXT.index("руското") + 3)
    with qtbot.waitSignal(view.mark_dragged_to) as linked:
        _drag(view, source, target, button=Qt.MouseButton.RightButton)
    assert linked.args == ["a", "m"]
    # What is not lit is said as well: the window tells why these two are not related.
    other = _middle(view, TEXT.index("Азербайджан") + 3)
    with qtbot.waitSignal(view.mark_dragged_to) as linked:
        _drag(view, source, other, button=Qt.MouseButton.RightButton)
    assert linked.args == ["a", "z"]
    # A drag back to where it began relates nothing, nor one to bare text.
    for nothing in (source, _middle(view, TEXT.index("Това") + 1)):
        with qtbot.assertNotEmitted(view.mark_dragged_to):
            _drag(view, source, nothing, button=Qt.MouseButton.RightButton)


def test_a_relation_is_drawn_from_a_label(make_view: MakeView, qtbot: QtBot) -> None:
    view = make_view(TEXT, _marks())
    view.grab()
    box = view.boxes_of(*_span("руското"))[0]
    label = QPoint(round(box.left()) + 3, round(box.top()) - 3)
    assert view.pointing().label(QPointF(label)) == "m"
    with qtbot.waitSignal(view.mark_dragged_to) as linked:
        _drag(view, label, _middle(view, 2), button=Qt.MouseButton.LeftButton)
    assert linked.args == ["m", "a"]


def test_the_right_button_asks_for_the_menu(make_view: MakeView, qtbot: QtBot) -> None:
    view = make_view(TEXT, _marks())
    with qtbot.waitSignal(view.context_requested) as asked:
        QTest.mouseClick(view.viewport(), Qt.MouseButton.RightButton, pos=_middle(view, 8))
    assert asked.args[1] in (8, 9)


def test_ctrl_click_offers_a_fragment(make_view: MakeView, qtbot: QtBot) -> None:
    view = make_view(TEXT, _marks())
    with qtbot.waitSignal(view.fragment_clicked) as clicked:
        at = _middle(view, TEXT.index("преговорите") + 2)
        QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, CONTROL, at)
    assert tuple(clicked.args) == _span("преговорите")


def test_a_margin_name_and_a_pill_are_clicked(make_view: MakeView, qtbot: QtBot) -> None:
    view = make_view(TEXT, _marks())
    view.grab()
    name, key = view._stage.margin.names[0]
    assert key == "s"
    with qtbot.waitSignal(view.mark_clicked) as clicked:
        QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=name.center().toPoint())
    assert clicked.args == ["s"]
    view.set_frame(Frame("s", (FrameEnd("m", "holder"),)))
    view.grab()
    pill = view._stage.frames.drawn.pills[0].rect.center().toPoint()
    with qtbot.waitSignal(view.mark_clicked) as clicked:
        QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=pill)
    assert clicked.args == ["m"]


def test_hovering_tells_after_a_while(make_view: MakeView, qtbot: QtBot) -> None:
    view = make_view(TEXT, _marks())
    with qtbot.waitSignal(view.mark_hovered, check_params_cb=lambda key, _at: key == "a"):
        QTest.mouseMove(view.viewport(), _middle(view, 2))
        QTest.mouseMove(view.viewport(), _middle(view, 3))


def test_patching_repaints_and_keeps_the_rest(make_view: MakeView) -> None:
    view = make_view(TEXT, _marks())
    new = Mark("n", (_span("готова"),), 1, "fill", "P")
    view.patch_marks(["a"], [new])
    assert view.mark("a") is None
    assert [mark.key for mark in view.marks_at(TEXT.index("готова"))] == ["n", "s"]
    box = view.boxes_of(*_span("готова"))[0]
    picture = view.viewport().grab().toImage()
    colour = picture.pixelColor(round(box.left()) + 1, round(box.bottom()) - 2)
    assert colour.name().upper() == Look().layer(1).fill
    view.set_preview("n", [_span("готова да")])
    assert view.mark("n") == Mark("n", (_span("готова да"),), 1, "fill", "P")
    view.set_preview("n", None)
    assert view.mark("n") == new


def test_up_and_down_pass_by_lines_that_are_only_a_gap(make_view: MakeView) -> None:
    text = "Едно.\n\n\nДве.\n\nТри.\n\n"
    view = make_view(text)
    begins = [text.index(word) for word in ("Едно", "Две", "Три")]
    view.set_caret(0)
    seen = [view.caret()]
    for key in [Qt.Key.Key_Down] * 2 + [Qt.Key.Key_Up] * 2:
        QTest.keyClick(view, key)
        seen.append(view.caret())
    assert seen == [*begins, *begins[-2::-1]]
    # They are reached one by one to the side, and past the last line.
    QTest.keyClick(view, Qt.Key.Key_End)
    QTest.keyClick(view, Qt.Key.Key_Right)
    assert text[view.caret() - 1 : view.caret() + 1] == "\n\n"
    QTest.keyClick(view, Qt.Key.Key_Down)
    assert view.caret() == begins[1]


def test_folds_open_for_the_caret_and_by_click(make_view: MakeView) -> None:
    text = "Тяло едно.\n\nАнонс едно.\n\nАнонс две.\n\nТяло две."
    begin = text.index("Анонс")
    segments = [
        SegmentView(begin, begin + 11, True, "Анонс"),
        SegmentView(begin + 13, begin + 23, True, "Анонс"),
    ]
    view = make_view(text, segments=segments)
    view.set_caret(text.index("Тяло две"))
    QTest.keyClick(view, Qt.Key.Key_Up)
    assert view.caret() == begin
    assert view.caret_rect().height() > 10
    QTest.keyClick(view, Qt.Key.Key_Up)
    assert view.caret() < begin
    QTest.keyClick(view, Qt.Key.Key_Down)
    assert view.caret() == begin
    QTest.keyClick(view, Qt.Key.Key_Down)
    assert view.caret() >= text.index("Тяло две") - 2
    QTest.keyClick(view, Qt.Key.Key_Left)
    assert view.caret() < begin
    folded = view.rect_of(len(text)).y()
    view.set_caret(begin + 3)
    assert view.rect_of(len(text)).y() > folded
    assert view.toggle_fold(begin)
    assert view.rect_of(len(text)).y() == folded
    assert not view.toggle_fold(0)


def test_zoom_keeps_the_line_that_is_read(make_view: MakeView, qtbot: QtBot) -> None:
    view = make_view("Дума по дума. " * 40 + "\n" + ("Още един ред.\n" * 300))
    view.set_caret(2500)
    view.scroll_to(2500)
    first = view._scroller.anchor()[0]
    with qtbot.waitSignal(view.zoom_changed) as zoomed:
        at = QPointF(200, 200)
        wheel = QWheelEvent(
            at, at, QPoint(), QPoint(0, 120), Qt.MouseButton.NoButton, CONTROL,
            Qt.ScrollPhase.NoScrollPhase, False,
        )  # fmt: skip
        QApplication.sendEvent(view.viewport(), wheel)
    assert zoomed.args == [110]
    assert abs(view._scroller.anchor()[0] - first) < 120
    view.set_zoom(1000)
    assert view.zoom() == 300
    view.resize(500, 500)
    assert abs(view._scroller.anchor()[0] - first) < 120


def wheel(view: TextView, at: QPointF, turn: int, held: Qt.KeyboardModifier) -> None:
    """Turn the wheel over a point of the viewport, 120 for a notch away from the hand."""
    event = QWheelEvent(
        at, at, QPoint(), QPoint(0, turn), Qt.MouseButton.NoButton, held,
        Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(view.viewport(), event)


@pytest.mark.parametrize("x", [20, 300, 600])
def test_the_wheel_zooms_where_the_mouse_is(make_view: MakeView, x: int) -> None:
    marks = [Mark(f"m{n}", ((n * 70, n * 70 + 300),), n % 5, "line", "A") for n in range(90)]
    view = make_view(("Дума по дума. " * 40 + "\n") * 12, marks)
    view.set_caret(0)
    view.verticalScrollBar().setValue(900)
    view.grab()
    read = view.position_at(QPointF(x, 300))
    y = view.rect_of(read).y()
    at = QPointF(x, view.rect_of(read).center().y())
    for turn in [120] * 9 + [-120] * 12 + [40] * 9:
        wheel(view, at, turn, CONTROL)
        view.grab()
        assert abs(view.rect_of(read).y() - y) <= view._metrics.px(12)
    assert view.zoom() == 100


@pytest.mark.parametrize("x", [20, 300])
def test_zoom_by_key_and_other_widths_do_not_drift(make_view: MakeView, x: int) -> None:
    view = make_view(("Дума по дума. " * 60 + "\n") * 12)
    view.verticalScrollBar().setValue(1300)
    view.grab()
    first = view._scroller.anchor()[0]
    for percent in (*range(100, 200, 10), *range(200, 90, -10)):
        view.set_zoom(percent)
        view.grab()
    assert view._scroller.anchor()[0] == first
    for width in (*range(880, 400, -17), *range(400, 881, 31), 880):
        view.resize(width, 640)
        view.grab()
    assert view._scroller.anchor()[0] == first
    view.set_caret(view.position_at(QPointF(x, 350)))
    y = view.rect_of(view.caret()).y()
    for percent in (*range(100, 300, 20), *range(300, 80, -20)):
        view.set_zoom(percent)
        view.grab()
        assert abs(view.rect_of(view.caret()).y() - y) <= view._metrics.px(12)


def test_zoom_at_the_begin_of_a_text_stays_there(make_view: MakeView) -> None:
    view = make_view(("Дума по дума. " * 60 + "\n") * 12)
    view.set_caret(view.position_at(QPointF(300, 400)))
    view.set_zoom(110)
    assert view.verticalScrollBar().value() == 0
    view.set_zoom(300)
    rect = view.rect_of(view.caret())
    assert rect.top() >= 0
    assert rect.bottom() <= view.viewport().height()


@pytest.mark.parametrize("phase", [Qt.ScrollPhase.ScrollUpdate, Qt.ScrollPhase.ScrollMomentum])
def test_a_touchpad_scrolls_by_its_pixels(make_view: MakeView, phase: Qt.ScrollPhase) -> None:
    view = make_view(("Дума по дума. " * 60 + "\n") * 12)
    bar, at = view.verticalScrollBar(), QPointF(300, 300)
    is_left = phase == Qt.ScrollPhase.ScrollMomentum
    for pixels in (-1, -7, -150, 20):
        before = bar.value()
        event = QWheelEvent(
            at, at, QPoint(0, pixels), QPoint(0, pixels * 2), Qt.MouseButton.NoButton,
            CONTROL if is_left else Qt.KeyboardModifier.NoModifier, phase, False,
        )  # fmt: skip
        QApplication.sendEvent(view.viewport(), event)
        assert bar.value() == before - pixels
    # What goes on after the fingers left is not turned into zoom by a key.
    assert view.zoom() == 100


def test_a_caret_far_above_moves_nothing_when_it_blinks(make_view: MakeView) -> None:
    view = make_view(("Дума по дума. " * 60 + "\n") * 12)
    view.verticalScrollBar().setValue(2000)
    view.set_zoom(150)
    view.grab()
    offset = view.position_at(QPointF(300, 300))
    y = view.rect_of(offset).y()
    view._repaint_caret()
    view.grab()
    assert view.rect_of(offset).y() == y
    # A program that asks for a place far above has it laid out: what is read stays.
    view.rect_of(0)
    view.grab()
    assert view.rect_of(offset).y() == y


def test_dropped_files_are_told(make_view: MakeView, qtbot: QtBot) -> None:
    view = make_view(TEXT)
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile("/some/where/a.txt")])
    event = QDropEvent(
        QPointF(10, 10), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )  # fmt: skip
    with qtbot.waitSignal(view.files_dropped) as dropped:
        view.dropEvent(event)
    assert dropped.args == [["/some/where/a.txt"]]


def test_a_giant_paragraph_opens_at_once(make_view: MakeView) -> None:
    view = make_view("x" * 300_000, [Mark("a", ((150_000, 250_000),))])
    view.grab()
    view.set_caret(200_000)
    assert view.position_at(view.rect_of(200_000).center()) == 200_000
    view.finish_measuring()
    assert view.visible_span()[0] <= 200_000 <= view.visible_span()[1]


@pytest.mark.parametrize(
    ("width", "height", "zoom"), [(120, 60, 300), (240, 200, 60), (2400, 90, 100)]
)
def test_any_size_is_painted(make_view: MakeView, width: int, height: int, zoom: int) -> None:
    view = make_view(TEXT, _marks(), width=width, height=height)
    view.set_zoom(zoom)
    view.set_margin_shown(zoom != 60)
    view.set_frame(Frame("s", (FrameEnd("a", "holder"), FrameEnd("m", "relay 1"))))
    view.set_caret(len(TEXT))
    assert not view.grab().isNull()
    assert view.position_at(view.rect_of(20).center()) == 20


def test_the_overview_goes_to_a_place(make_view: MakeView) -> None:
    view = make_view("Ред.\n" * 2000, [Mark("a", ((0, 3),)), Mark("b", ((9000, 9003),))])
    view.finish_measuring()
    QTest.mouseClick(view._overview, Qt.MouseButton.LeftButton, pos=QPoint(6, 600))
    assert view.visible_span()[0] > 7000


def test_what_has_no_lane_is_found_by_click_and_by_offset(make_view: MakeView) -> None:
    marks = [Mark(f"m{n}", ((0, 4 + n),), n % 5, "line") for n in range(11)]
    view = make_view("Комисията заседава днес.", marks)
    assert [mark.key for mark in view.marks_at(0)] == [f"m{n}" for n in range(11)]
    line = view._layout.laid_out(0).lines[0]
    (rung,) = line.rungs
    assert rung.more == 3
    metrics = view._metrics
    below = line.baseline + line.descent + metrics.under + MOST * metrics.lane
    y = view._metrics.top + below + metrics.lane / 2
    assert view.mark_at_point(QPointF(view._column.left + rung.more_x + 3, y)) == "m8"
