"""The list of documents: signs, names, dates, counts, the filter, states, sets, removal."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QObject, QRect, Qt
from PySide6.QtGui import QContextMenuEvent, QPaintEvent
from PySide6.QtWidgets import QApplication, QMenu, QWidget

from annotator.model.review import FINISHED, IGNORED
from annotator.store.reading.listing import DocumentRow
from annotator.ui.look.look import Look
from annotator.ui.panels.documents import DocumentsPanel
from annotator.ui.panels.documents_model import DocumentsModel, shown_name

K = Qt.Key


def _row(number: int, **told: object) -> DocumentRow:
    known = {
        "id": f"d{number}",
        "name": f"name {number}",
        "title": f"Заглавие {number}",
        "language": "bg",
        "published": "2022-08-30",
        "length": 100,
        "opening": "Text",
        "annotations": 1200,
        "relations": 0,
        "incomplete": None,
        "errors": None,
        "state": None,
    }
    return DocumentRow(**{**known, **told})


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", "Заглавие 1, Finished, 30 Aug 2022, bg, 1,200, 5 incomplete"),
        ("bg", "Заглавие 1, Завършен, 30 авг 2022, bg, 1200, 5 за довършване"),
    ],
)
def test_a_row_is_said_in_the_language_of_the_interface(qtbot, language, said) -> None:
    model = DocumentsModel(language)
    model.set_rows([_row(1, incomplete=5, state=FINISHED)])
    assert model.index(0).data(int(Qt.ItemDataRole.AccessibleTextRole)) == said


def test_a_title_with_signs_that_nobody_sees_is_read_and_found(qtbot) -> None:
    """Articles of the web have soft hyphens in each word, headlines of tables have tabs."""
    model = DocumentsModel("bg")
    hyphens = _row(1, title="Пра\u00adви\u00adтел\u00adство\u00adто от\u00adхвър\u00adля")
    tabs = _row(2, title=None, opening="Държава\tСтолица\tПозиция")
    model.set_rows([hyphens, tabs, _row(3, title="Държава\tСтолица")])
    assert [shown_name(row) for row in model.rows] == [
        "Правителството отхвърля",
        "Държава Столица Позиция",
        "Държава Столица",
    ]
    model.set_filter("правителството")
    assert model.rows == [hyphens]


def test_both_counts_of_a_row_are_written_alike(qtbot) -> None:
    model = DocumentsModel("en")
    assert model.counts_of(_row(1, annotations=4500, incomplete=10_500)) == (
        "4,500, 10,500 incomplete"
    )


def test_ten_thousand_rows_are_filtered_and_patched(qtbot) -> None:
    model = DocumentsModel("en")
    model.set_rows([_row(n) for n in range(10_000)], {"d77": ("Pilot",)})
    model.set_filter("загл 9999")
    assert [row.id for row in model.rows] == ["d9999"]
    model.set_filter("pilot")
    assert [row.id for row in model.rows] == ["d77"]
    assert model.patch("d77", lambda row: row._replace(state=FINISHED))
    assert not model.patch("d77", lambda row: row)
    assert not model.patch("nobody", lambda row: row)
    assert model.rows[0].state == FINISHED
    assert model.finished() == 1
    model.set_filter("")
    assert model.index_of("d77").row() == 77
    assert model.rows[77].state == FINISHED
    assert not model.index_of("nobody").isValid()


def _panel(window):
    return window.columns.documents


def test_the_filter_is_typed_at_once_and_enter_opens(make_window, corpus, qtbot) -> None:
    window = make_window(corpus)
    panel = _panel(window)
    panel.list.setFocus()
    qtbot.keyClick(panel.list, K.Key_F)
    assert panel.filter.hasFocus()
    assert panel.filter.text() == ""
    panel.list.setFocus()
    qtbot.keyClicks(panel.list, "k")
    qtbot.keyClicks(panel.filter, "estrel")
    assert panel.filter.text() == "kestrel"
    assert [row.title or row.name for row in panel.model.rows] == [
        "Kestrel Haven dockers turn down pay offer"
    ]
    qtbot.keyClick(panel.filter, K.Key_Return)
    assert window.session.document == panel.model.rows[0].id
    assert window.view.hasFocus()
    panel.filter.setFocus()
    qtbot.keyClick(panel.filter, K.Key_Escape)
    assert panel.model.rowCount() == 13
    panel.filter.setText("no such document")
    assert panel.empty.text() == window.word("no_fit")


def test_enter_and_a_click_open_and_escape_leaves(make_window, corpus, qtbot) -> None:
    window = make_window(corpus)
    panel = _panel(window)
    panel.list.setFocus()
    qtbot.keyClick(panel.list, K.Key_Down)
    qtbot.keyClick(panel.list, K.Key_Return)
    assert window.session.document == panel.model.rows[1].id
    box = panel.list.visualRect(panel.model.index(2))
    qtbot.mouseClick(panel.list.viewport(), Qt.MouseButton.LeftButton, pos=box.center())
    assert window.session.document == panel.model.rows[2].id
    panel.list.setFocus()
    qtbot.keyClick(panel.list, K.Key_Escape)
    assert window.view.hasFocus()


def test_shift_and_arrows_select_several_from_the_filter_on(make_window, corpus, qtbot) -> None:
    window = make_window(corpus)
    panel = _panel(window)
    panel.filter.setFocus()
    qtbot.keyClick(panel.filter, K.Key_Down)
    qtbot.keyClick(panel.filter, K.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    assert panel.list.hasFocus()
    qtbot.keyClick(panel.list, K.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    assert panel.chosen() == [row.id for row in panel.model.rows[1:4]]


def test_walking_with_a_modifier_held_selects_one_row_alone(make_window, corpus, qtbot) -> None:
    window = make_window(corpus)
    window.view.setFocus()
    qtbot.keyClick(window.view, K.Key_PageDown, Qt.KeyboardModifier.ControlModifier)
    assert _panel(window).chosen() == [window.session.document]
    assert window.session.document == _panel(window).model.rows[1].id


def test_work_of_others_is_offered_where_there_is_none_of_ones_own(
    make_window, corpus, qtbot
) -> None:
    window = make_window(corpus)
    window.session.open_document(_panel(window).model.rows[1].id)
    assert "Author of the samples" in window.status.said.text()
    (link,) = [window.status._links.itemAt(n).widget() for n in range(1)]
    qtbot.mouseClick(link, Qt.MouseButton.LeftButton)
    assert window.session.annotator == "author"
    assert window.session.shown()


def test_work_of_others_is_offered_on_its_own_document_only(make_window, corpus, qtbot) -> None:
    """Its button stayed over the next document, which it is not about."""
    window = make_window(corpus)
    first, second = (row.id for row in _panel(window).model.rows[:2])
    window.session.open_document(second)
    assert "Author of the samples" in window.status.said.text()
    window.session.open_document(first)
    assert "Author of the samples" not in window.status.said.text()
    assert window.status._links.count() == 0
    window.session.open_document(second)
    window.say("Something newer.")
    window.session.open_document(first)
    assert window.status.said.text() == "Something newer."


def test_work_of_others_is_offered_until_it_is_shown(make_window, corpus) -> None:
    window = make_window(corpus)
    window.session.open_document(_panel(window).model.rows[1].id)
    window.later.settle_all()
    assert "Author of the samples" in window.status.said.text()
    window.menus.run("view.rows")
    window.later.settle_all()
    assert "Author of the samples" not in window.status.said.text()
    assert window.status._links.count() == 0


def test_panels_have_their_sizes_in_a_window_that_is_seen_already(
    make_window, corpus, qtbot
) -> None:
    window = make_window()
    window.act.corpus.open_path(corpus)
    qtbot.waitUntil(lambda: window.dock("scheme").height() > 250)
    assert window.dock("documents").height() < 420


def test_the_left_column_is_shared_as_it_was_in_another_language_and_another_corpus(
    make_window, corpus, qtbot
) -> None:
    names = ("documents", "scheme", "entities")

    def heights() -> list[int]:
        return [window.dock(name).height() for name in names]

    window = make_window(corpus)
    qtbot.waitUntil(lambda: window.dock("scheme").height() > 250)
    docks = [window.dock(name) for name in names]
    window.resizeDocks(docks, [300, 330, 200], Qt.Orientation.Vertical)
    qtbot.waitUntil(lambda: window.dock("scheme").height() > 300)
    before = heights()
    window.set_language("bg")
    qtbot.waitUntil(lambda: heights() == before)
    window.act.corpus.open_path(corpus)
    qtbot.waitUntil(lambda: heights() == before)


def _entry(menu: QMenu, text: str):
    return next(a for a in menu.actions() if a.text() == text)


def test_states_from_the_menu_change_the_row_at_once(make_window, corpus, qtbot) -> None:
    window = make_window(corpus)
    panel, word = _panel(window), window.word
    panel.list.setFocus()
    place = panel.list.visualRect(panel.list.currentIndex()).center()
    event = QContextMenuEvent(
        QContextMenuEvent.Reason.Keyboard, place, panel.list.mapToGlobal(place)
    )
    with qtbot.waitSignal(panel.menu_wanted) as asked:
        QApplication.sendEvent(panel.list, event)
    documents = asked.args[0]
    assert documents == [window.session.document]
    QApplication.activePopupWidget().close()
    menu = window.act.documents.menu(documents)
    _entry(menu, word("state.finished")).trigger()
    assert panel.model.rows[0].state == FINISHED
    assert window.columns._titles["documents"].aside.text() == word("finished_of", done=1, count=13)
    menu = window.act.documents.menu(documents)
    assert _entry(menu, word("state.finished")).isChecked()
    _entry(menu, word("state.ignored")).trigger()
    assert panel.model.rows[0].state == IGNORED
    window.session.undo()
    assert panel.model.rows[0].state == FINISHED


def test_the_menu_ticks_the_state_whose_sign_the_row_has(make_window, corpus) -> None:
    """A document that was never handed out is in progress once somebody works on it, or new."""
    window = make_window(corpus)
    word = window.word
    for has_work, state in ((True, "in_progress"), (False, "new")):
        rows = [r for r in _panel(window).model.rows if r.state is None]
        document = next(r.id for r in rows if bool(r.annotations) == has_work)
        menu = window.act.documents.menu([document])
        ticked = [a.text() for a in menu.actions() if a.isChecked()]
        assert ticked == [word(f"state.{state}")]


def test_sets_are_made_filled_left_and_found_by_the_filter(make_window, corpus, qtbot) -> None:
    window = make_window(corpus)
    panel, store = _panel(window), window.session.store
    two = [row.id for row in panel.model.rows[:2]]
    window.act.documents.make_set("Пилот", two)
    assert [s.documents for s in store.read().sets()] == [tuple(two)]
    assert panel.model.sets_of(two[0]) == ("Пилот",)
    panel.filter.setText("пилот")
    assert [row.id for row in panel.model.rows] == two
    sets = _entry(window.act.documents.menu(two[:1]), window.word("document.sets")).menu()
    entry = _entry(sets, "Пилот")
    assert entry.isChecked()
    entry.trigger()
    assert [s.documents for s in store.read().sets()] == [tuple(two[1:])]
    window.session.undo()
    window.session.undo()
    assert store.read().sets() == []


def test_documents_are_removed_and_undo_brings_them_back(make_window, corpus, qtbot) -> None:
    window = make_window(corpus)
    panel = _panel(window)
    ids = [row.id for row in panel.model.rows]
    panel.list.setFocus()
    qtbot.keyClick(panel.list, K.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    assert panel.chosen() == ids[:2]
    counts = window.session.store.counts()
    qtbot.keyClick(panel.list, K.Key_Delete)
    assert [row.id for row in panel.model.rows] == ids[2:]
    assert window.session.document == ids[2]
    assert "Ctrl+Z" in window.status.said.text()
    window.session.undo()
    assert [row.id for row in panel.model.rows] == ids
    assert window.session.store.counts() == counts


def test_the_last_document_goes_and_the_window_stands(make_window, corpus, qtbot) -> None:
    window = make_window(corpus)
    panel = _panel(window)
    first, *others = [row.id for row in panel.model.rows]
    assert panel.filter.placeholderText() == "Filter 13 documents"
    window.act.documents.remove(others)
    assert panel.filter.placeholderText() == "Filter 1 document"
    window.act.documents.remove([first])
    assert panel.model.rowCount() == 0
    assert window.view.text() == ""
    assert panel.empty.text() == window.word("no_documents")
    window.session.undo()
    window.session.undo()
    assert panel.model.rowCount() == 13


def test_counts_are_of_the_annotator_who_works(make_window, corpus, qtbot) -> None:
    window = make_window(corpus)
    panel = _panel(window)
    here = window.session.document
    assert panel.model.rows[0].annotations == len(window.session.tallies) == 81
    window.act.viewing.show_annotator("coder_b")
    row = next(r for r in panel.model.rows if r.id == here)
    assert row.annotations == len(window.session.tallies) == 78


def test_the_menu_of_a_corpus_for_reading_changes_nothing(make_window, corpus, qtbot) -> None:
    window = make_window()
    window.act.corpus.open_path(corpus, read_only=True)
    menu = window.act.documents.menu([window.session.document])
    enabled = [a.text() for a in menu.actions() if a.isEnabled() and a.text()]
    assert enabled == [window.word("document.open")]


class _Painted(QObject):
    """Notes which part of a widget is painted."""

    def __init__(self, watched: QWidget) -> None:
        super().__init__(watched)
        self.parts: list[QRect] = []
        watched.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QPaintEvent):
            self.parts.append(event.rect())
        return False


def test_a_row_that_changes_is_painted_alone(qtbot) -> None:
    panel = DocumentsPanel(Look(), "en")
    qtbot.addWidget(panel)
    panel.set_rows([_row(n) for n in range(200)], "d0")
    panel.resize(250, 600)
    panel.show()
    qtbot.waitExposed(panel)
    QApplication.processEvents()
    painted = _Painted(panel.list.viewport())
    panel.patch_row("d2", lambda row: row._replace(annotations=7))
    qtbot.waitUntil(lambda: bool(painted.parts))
    QApplication.processEvents()
    assert painted.parts == [panel.list.visualRect(panel.model.index(2))]
    assert panel.model.index(2).data(int(Qt.ItemDataRole.AccessibleTextRole)).endswith(", 7")
