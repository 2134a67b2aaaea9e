"""Little room and long words: what does not fit is shortened and told whole, nothing is cut."""

from __future__ import annotations

import html
import re

import pytest
from PySide6.QtCore import QByteArray, QPoint, QRect, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QTextDocument
from PySide6.QtWidgets import QApplication, QFrame, QLabel, QScrollArea, QToolButton, QWidget

from annotator.ui.dialogs.preferences import PreferencesDialog
from annotator.ui.main_window import MainWindow
from annotator.ui.panels.choice import ChoiceField
from annotator.ui.panels.rail import PANELS

LONG = "Стопанскоинвестиционен и благоустройствен комитет на " * 4


@pytest.fixture
def bulgarian(make_window, corpus, settings):
    settings.set_text("language", "bg")

    def make(size: tuple[int, int]) -> MainWindow:
        window: MainWindow = make_window(corpus, size=size)
        window.activateWindow()
        window.surface.setFocus()
        return window

    return make


def open_frame(window: MainWindow) -> None:
    session = window.sitting
    hub = max(
        (a for a in session.shown() if a.layer in session.maker.hubs and a.spans),
        key=lambda a: len(session.relations_from(a.id)),
    )
    window.text_keys.select(hub.id)
    window.text_keys.enter_frame()
    QApplication.processEvents()


def shown_in(label: QLabel) -> str:
    """What a label of rich text shows, without its marks and the sign of its direction."""
    return html.unescape(re.sub(r"<[^>]+>", "", label.text())).removeprefix("\u200e")


@pytest.mark.parametrize("width", [800, 1024, 1440, 1920])
def test_the_sentence_of_a_frame_takes_two_lines_and_is_told_whole(
    bulgarian, has_own_fonts: bool, width: int
) -> None:
    window = bulgarian((width, 700))
    open_frame(window)
    label = window.frame_bar.sentence
    shown = shown_in(label)
    document = QTextDocument()
    document.setDocumentMargin(0)
    document.setDefaultFont(label.font())
    document.setHtml(label.text())
    document.setTextWidth(label.width())
    assert document.size().width() <= label.width() + 1
    assert document.size().height() <= label.height()
    assert document.size().height() < 3 * QFontMetricsF(label.font()).lineSpacing()
    whole = html.unescape(label.toolTip().removeprefix("<qt>").removesuffix("</qt>"))
    assert whole == label.accessibleName()
    is_cut = width < 1920
    if not is_cut and not has_own_fonts:
        is_cut = document.size().height() > QFontMetricsF(label.font()).lineSpacing()
    assert (len(whole) > len(shown)) is is_cut
    assert ("…" in shown) is is_cut
    verbs = re.search(r"<b>([^<]+)</b>", label.text())
    assert verbs is not None
    assert html.unescape(verbs[1]) in whole


def test_in_a_high_window_the_sentence_is_read_whole(bulgarian) -> None:
    window = bulgarian((1440, 900))
    open_frame(window)
    label = window.frame_bar.sentence
    assert shown_in(label).replace("\xa0", " ") == label.accessibleName()
    assert label.heightForWidth(label.width()) <= label.height()


def test_a_second_line_of_the_sentence_says_more(bulgarian) -> None:
    window = bulgarian((800, 700))
    open_frame(window)
    bar = window.frame_bar
    one_line = bar.sentence.width() / bar.sentence.fontMetrics().averageCharWidth()
    assert len(shown_in(bar.sentence)) > 1.2 * one_line
    assert not re.search("……", shown_in(bar.sentence))
    high = bar.height()
    window.resize(3000, 700)
    QApplication.processEvents()
    assert bar.height() < high


def test_the_hint_beside_the_sentence_gives_way_to_it(bulgarian) -> None:
    window = bulgarian((800, 700))
    open_frame(window)
    bar = window.frame_bar
    assert bar._hint is not None
    assert bar._hint.isHidden()
    window.resize(1920, 700)
    QApplication.processEvents()
    assert not bar._hint.isHidden()


def test_the_sentence_can_have_the_focus_and_is_left_by_escape(bulgarian, qtbot) -> None:
    window = bulgarian((1024, 700))
    open_frame(window)
    window.surface.setFocus()
    qtbot.keyClick(window.surface, Qt.Key.Key_F6)
    assert window.focusWidget() is window.frame_bar.sentence
    qtbot.keyClick(window.frame_bar.sentence, Qt.Key.Key_Escape)
    assert window.focusWidget() is window.surface


def test_the_find_bar_squeezes_no_column(bulgarian) -> None:
    window = bulgarian((1440, 900))
    before = window.dock("documents").width(), window.dock("inspector").width()
    window.act.finding.show_find()
    window.find_bar.field.setText("граница")
    QApplication.processEvents()
    assert (window.dock("documents").width(), window.dock("inspector").width()) == before


@pytest.mark.parametrize("width", [800, 1024, 1440, 1920])
def test_all_of_the_find_bar_is_there(bulgarian, width: int) -> None:
    window = bulgarian((width, 600))
    window.act.finding.show_find()
    QApplication.processEvents()
    bar = window.find_bar
    for part in (bar.field, bar.boxes, bar.annotations, bar.count, *bar.boxes._boxes()):
        assert part.width() >= part.minimumSizeHint().width()
        inside = part.mapTo(bar, part.rect().topLeft()), part.mapTo(bar, part.rect().bottomRight())
        assert all(bar.rect().contains(corner) for corner in inside)
    assert window.width() == width


@pytest.mark.parametrize("width", [360, 440, 533, 700])
def test_all_boxes_of_a_search_are_there(bulgarian, width: int) -> None:
    window = bulgarian((1440, 700))
    window.act.finding.search_corpus()
    panel = window.search.panel
    panel.setParent(None)
    panel.resize(width, 400)
    panel.show()
    QApplication.processEvents()
    assert panel.width() == width
    assert_whole(panel, *panel.boxes._boxes())
    panel.close()


@pytest.mark.parametrize("width", [420, 560, 760])
def test_the_page_of_keys_goes_no_wider_than_its_dialog(bulgarian, qtbot, width: int) -> None:
    window = bulgarian((1440, 700))
    qtbot.keyClick(window.surface, Qt.Key.Key_Comma, Qt.KeyboardModifier.ControlModifier)
    dialog = next(w for w in QApplication.topLevelWidgets() if isinstance(w, PreferencesDialog))
    dialog.show_keys()
    dialog.resize(width, 560)
    QApplication.processEvents()
    page = dialog.keys
    page.swap_button.show()
    QApplication.processEvents()
    area = dialog.stack.currentWidget()
    assert isinstance(area, QScrollArea)
    assert area.horizontalScrollBar().maximum() == 0
    buttons = (page.set_button, page.add_button, page.remove_button)
    assert_whole(page, *buttons, page.swap_button, page.reset_button, page.all_button)
    dialog.close()


def assert_whole(around: QWidget, *parts: QWidget) -> None:
    """Nothing of `parts` is cut, and none lies on another."""
    seen: list[QRect] = []
    for part in parts:
        assert part.width() >= part.sizeHint().width()
        box = QRect(part.mapTo(around, QPoint(0, 0)), part.size())
        assert around.rect().contains(box)
        assert not any(other.intersects(box) for other in seen)
        seen.append(box)


@pytest.mark.parametrize("width", [260, 306])
def test_cards_of_comments_fit_the_inspector(bulgarian, width: int) -> None:
    window = bulgarian((1440, 900))
    inspector = window.columns.inspector
    dock = window.dock("inspector")
    window.resizeDocks([dock], [width], Qt.Orientation.Horizontal)
    QApplication.processEvents()
    right = inspector.viewport().width()
    cards = [c for c in inspector.findChildren(QFrame) if c.property("role") == "card"]
    assert any(card.isVisible() for card in cards)
    for card in cards:
        if card.isVisible():
            assert card.mapTo(inspector.viewport(), card.rect().topRight()).x() < right


def test_a_value_that_is_too_long_ends_in_dots_until_one_types(qtbot) -> None:
    field = ChoiceField(lambda _typed: [])
    qtbot.addWidget(field)
    field.setStyleSheet("background: #FFFFFF; color: #000000; border: none; padding: 4px 7px;")
    field.resize(120, 28)
    field.show_value(LONG)
    field.show()
    image = field.grab().toImage()
    ratio = image.devicePixelRatio()
    dark = {
        x
        for x in range(image.width())
        for y in range(image.height())
        if QColor(image.pixel(x, y)).lightness() < 128
    }
    assert dark
    assert min(dark) >= 7 * ratio - 1
    assert max(dark) < (120 - 7) * ratio
    assert LONG.strip() in html.unescape(field.toolTip())
    assert field.text() == LONG


def test_keys_in_the_status_bar_are_whole_or_not_there(bulgarian) -> None:
    window = bulgarian((800, 560))
    open_frame(window)
    status = window.status
    shown = [pair for pair in status._pairs if pair.isVisible()]
    assert shown
    for pair in shown:
        assert pair.width() >= pair.sizeHint().width()


@pytest.mark.parametrize("language", ["en", "bg"])
def test_no_menu_is_pushed_out_of_the_top_row(make_window, corpus, settings, language) -> None:
    settings.set_text("language", language)
    window = make_window(corpus, size=(1440, 900))
    bar = window.menuBar()
    for width in (1440, 800, 1024, 800):
        window.resize(width, 700)
        QApplication.processEvents()
        field = window.menus.field
        places = [bar.actionGeometry(menu.menuAction()) for menu in window.menus._menus.values()]
        assert all(place.isValid() for place in places), width
        assert places[-1].right() < field.x()
        assert bar.width() - field.geometry().right() < 12
        more = bar.findChild(QToolButton, "qt_menubar_ext_button")
        assert more is None or not more.isVisible()


@pytest.mark.parametrize("width", [800, 1024, 1440])
@pytest.mark.parametrize("typed", ["ъъъъъ", "[Деец вид=няма", "[Деец] [", "граница"])
def test_what_the_find_bar_says_is_read_whole(bulgarian, width: int, typed: str) -> None:
    window = bulgarian((width, 700))
    bar = window.find_bar
    bar.open()
    for text in (typed, "граница", typed):
        bar.field.setText(text)
        QApplication.processEvents()
        said = bar.count
        assert said.text()
        assert said.fontMetrics().horizontalAdvance(said.text()) <= said.width()
        assert bar.field.width() >= bar.field.minimumWidth()
    fits = typed == "граница" or (typed == "ъъъъъ" and width == 1440)
    assert (bar.count.y() > bar.boxes.y()) is not fits


def test_what_stands_beside_the_title_stands_on_its_line(bulgarian, has_own_fonts: bool) -> None:
    head = bulgarian((1440, 900)).head
    for left, right in ((head.title, head.state), (head.facts, head.counts)):
        middles = [label.mapTo(head, label.rect().center()).y() for label in (left, right)]
        assert abs(middles[0] - middles[1]) <= (1 if has_own_fonts else 2)
        assert right.alignment() & Qt.AlignmentFlag.AlignVCenter


def test_ends_of_a_frame_stand_under_each_other(bulgarian) -> None:
    window = bulgarian((1440, 900))
    open_frame(window)
    window.columns.inspector.settle()
    QApplication.processEvents()
    rows = [w for w in window.columns.inspector.findChildren(QFrame) if w.property("role") == "end"]
    names = [w for row in rows for w in row.findChildren(QLabel) if w.property("quote")]
    assert len(names) > 3
    assert len({label.mapTo(window, QPoint(0, 0)).x() for label in names}) == 1
    assert {label.font().pixelSize() for label in names} == {14}


def test_features_are_bare_values_whose_names_leave_them_room(bulgarian) -> None:
    window = bulgarian((1024, 700))
    open_frame(window)
    window.columns.inspector.settle()
    for _ in range(3):
        QApplication.processEvents()
    form = window.columns.inspector.features._form
    fields = list(form.fields.values())
    assert len({field.mapTo(form, field.rect().topLeft()).x() for field in fields}) == 1
    for field, label in zip(fields, form._labels, strict=True):
        assert field.width() > label.width()
        assert label.height() >= label.heightForWidth(label.width())
    empty = next((field for field in fields if not field.text()), fields[0])
    assert empty.placeholderText() or empty.text()


def test_a_long_verb_leaves_room_for_whom_it_is_done_to(bulgarian) -> None:
    window = bulgarian((800, 700))
    open_frame(window)
    bar, session = window.frame_bar, window.sitting
    hub = session.current_annotation()
    layer = session.scheme.layer(hub.layer)
    words = "какво ли не прави този, който говори, и още много други неща до края на реда " * 3
    features = {f.id: words for f in layer.features if f.core}
    bar.show_frame(session, hub._replace(features=features), None, {})
    shown = shown_in(bar.sentence)
    assert "какво ли не прави" in shown
    assert "→ прегово" in shown


@pytest.mark.parametrize("from_top", [0, 480])
def test_the_hub_of_a_frame_that_opens_is_not_covered(bulgarian, from_top: int) -> None:
    """Neither by the signs of ends out of view nor by the bar that comes under the text."""
    window = bulgarian((800, 560))
    session, surface = window.sitting, window.surface
    hubs = [a for a in session.shown() if a.layer in session.maker.hubs and a.spans]
    hub = next(a for a in hubs[2:] if session.relations_from(a.id))
    surface.finish_measuring()
    bar = surface.verticalScrollBar()
    begin = hub.spans[0].begin
    bar.setValue(round(surface.rect_of(begin).top() + bar.value()) - from_top)
    window.text_keys.select(hub.id)
    window.text_keys.enter_frame()
    QApplication.processEvents()
    QApplication.processEvents()
    words = surface.rect_of(begin)
    stubs = surface._stage.frames.drawn.stubs
    above = [stub.rect.bottom() for stub in stubs if stub.is_above]
    below = [stub.rect.top() for stub in stubs if not stub.is_above]
    assert words.top() >= max(above, default=0)
    assert words.bottom() <= min(below, default=surface.viewport().height())


@pytest.mark.parametrize(("width", "is_beside"), [(860, False), (1024, True), (1440, True)])
def test_a_corpus_that_opens_in_a_window_that_is_seen_has_its_inspector(
    make_window, corpus, width: int, is_beside: bool
) -> None:
    window = make_window(size=(width, 640))
    window.act.corpus.open_path(corpus)
    QApplication.processEvents()
    assert window.dock("inspector").isVisible() is is_beside


@pytest.mark.parametrize("width", [860, 1024])
@pytest.mark.parametrize("is_another_language", [False, True])
def test_who_began_in_a_narrow_window_has_all_panels_in_a_wide_one(
    make_window, corpus, settings, width: int, is_another_language: bool
) -> None:
    first = make_window(size=(width, 640))
    first.act.corpus.open_path(corpus)
    QApplication.processEvents()
    if is_another_language:
        first.set_language("bg")
        QApplication.processEvents()
    first.close()
    settings.set_bytes("geometry", QByteArray())
    window = make_window(size=(1440, 900))
    window.act.corpus.open_path(corpus)
    QApplication.processEvents()
    assert all(window.dock(name).isVisible() for name in (*PANELS, "inspector"))


@pytest.mark.parametrize("width", [900, 1440])
def test_what_is_done_with_ticked_hits_is_whole_in_little_room(bulgarian, width: int) -> None:
    window = bulgarian((width, 620))
    window.act.finding.search_corpus()
    window.search.panel.search("на")
    side = window.search.side
    side.show()
    QApplication.processEvents()
    inside, room = side.widget(), side.viewport().width()
    for button in side.purposes.values():
        assert button.width() >= button.sizeHint().width()
    shown = (x for x in inside.findChildren(QWidget) if x.isVisibleTo(inside))
    assert all(x.mapTo(inside, QPoint(x.width(), 0)).x() <= room for x in shown)
