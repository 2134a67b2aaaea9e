"""The page of agreement by keys: figures, their places, the way to the text and back."""

from __future__ import annotations

import json

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication

from annotator.model.review import FINISHED, IN_PROGRESS, Annotator
from annotator.model.scheme import Feature, Layer, Scheme
from annotator.model.span import Span
from annotator.operations.agreement.measuring import measure_agreement
from annotator.operations.documents.documents import set_assignment
from annotator.operations.importing.importing import import_files
from annotator.operations.keeping.corpus import new_corpus
from annotator.ui.actions.measuring import SIDE
from annotator.ui.agreement.cells import EMPTY, FIGURE, UNDEFINED, Cell, Named
from annotator.ui.agreement.cells_model import CellsModel
from annotator.ui.agreement.matrix import Values
from annotator.ui.panels.toggles import Toggles
from annotator.ui.sitting.showing import DIFFERENCES
from annotator.ui.words.fixed import word

ENTER, ESC, DOWN, RIGHT = Qt.Key.Key_Return, Qt.Key.Key_Escape, Qt.Key.Key_Down, Qt.Key.Key_Right


@pytest.fixture
def window(make_window, corpus):
    made = make_window(corpus)
    made.activateWindow()
    return made


@pytest.fixture
def show(qtbot, window):
    """Return a function that shows the page by its action and waits for the figures."""

    def shown():
        page = window.act.measuring.page
        with qtbot.waitSignal(page.measuring.done):
            window.run_action("agreement.show")
        return page

    return shown


def table_of(page, name: str):
    return next(table for table in page.figures.tables if table.accessibleName() == name)


def test_figures_are_those_of_the_operation(window, show) -> None:
    page = show()
    layers = page.figures.tables[0].shown
    exact = layers.heads.index("F1 exact")
    assert [row[exact].text for row in layers.cells] == [".88", ".89", ".67", "1.00", ".87", ".87"]
    assert page.head.who.text().startswith("A Gold, B Coder B, 1 document")
    assert layers.cells[0][1].text == "39 / 38"
    report = measure_agreement(window.session.store)
    every = {row.text for t in page.figures.tables for line in t.shown.cells for row in line}
    assert len(report.lines) > 100
    assert {"not defined", ".69", ".78"} <= every


def test_keys_walk_from_table_to_table_and_say_each_figure(qtbot, window, show) -> None:
    page = show()
    first = page.figures.tables[0]
    qtbot.waitUntil(first.hasFocus)
    told = page.line.text()
    assert told.startswith("Actor, F1 of spans, exact: .88. Unit: spans, n 77.")
    assert "all documents together" in told
    assert "34 the same, 5 only Gold, 4 only Coder B." in told
    qtbot.keyClick(first, RIGHT)
    assert "overlap: .96" in page.line.text()
    for _ in first.shown.cells:
        qtbot.keyClick(first, DOWN)
    qtbot.waitUntil(page.figures.matrix.hasFocus)
    assert page.line.text().startswith("Gold: Actor; Coder B: Stance: 0 times")
    qtbot.keyClick(page.figures.matrix, Qt.Key.Key_Up)
    qtbot.waitUntil(first.hasFocus)
    assert first.currentIndex().row() == len(first.shown.cells) - 1


def test_a_figure_opens_its_places_and_a_place_opens_in_the_text(qtbot, window, show) -> None:
    page = show()
    table = page.figures.tables[0]
    table.go_to(2, 2)
    qtbot.keyClick(table, ENTER)
    side = window.act.measuring.side
    qtbot.waitUntil(side.list.hasFocus)
    assert side.title.text() == "Stance, F1 of spans, exact .67"
    assert side.count.text() == "4 places"
    rows = [side.model.index(n) for n in range(side.model.rowCount())]
    said = [index.data(int(Qt.ItemDataRole.AccessibleTextRole)) for index in rows]
    assert said[0].startswith("border, ")
    assert [s.split(",")[0] for s in said] == ["border", "only A", "only B", "only A"]
    qtbot.keyClick(side.list, DOWN)
    place = side.model.places[1]
    qtbot.keyClick(side.list, ENTER)
    assert window.surface.isVisible()
    assert window.surface.hasFocus()
    assert window.session.showing.mode == DIFFERENCES
    assert set(window.session.page.readers) == {"gold", "coder_b"}
    assert window.surface.caret() == place.begin
    assert window.session.current_annotation().spans[0].begin == place.begin
    window.run_action("go.back")
    assert page.isVisible()
    assert side.list.hasFocus()
    qtbot.keyClick(side.list, ESC)
    assert window.dock(SIDE).isHidden()
    qtbot.waitUntil(table.hasFocus)
    qtbot.keyClick(table, ESC)
    assert window.surface.isVisible()
    assert window.surface.hasFocus()


def test_back_leaves_the_page_and_it_is_measured_once(qtbot, window, show) -> None:
    page = show()
    report = page.report
    window.run_action("go.back")
    assert not page.isVisible()
    window.run_action("agreement.show")
    assert page.isVisible()
    assert not page.measuring.is_running()
    assert page.report is report


def test_a_change_is_told_and_measured_again(qtbot, window, show) -> None:
    page = show()
    session = window.session
    session.do(set_assignment, session.document, "gold", IN_PROGRESS)
    assert page.head.state.text() == word("agreement.changed", "en")
    with qtbot.waitSignal(page.measuring.done):
        qtbot.keyClick(page.again, Qt.Key.Key_Space)
    assert page.figures.empty.isVisible()
    assert page.figures.empty.text() == word("no_agreement", "en")
    assert "Left out as unfinished: 1 document of Gold." in page.figures.notes.text()


def test_the_table_of_values_opens_its_cases(qtbot, window, show) -> None:
    page = show()
    features = table_of(page, "Features of Stance")
    row = [line[0].text for line in features.shown.cells].index("Polarity")
    features.go_to(row, 2)
    qtbot.keyClick(features, ENTER)
    assert page.figures.which.currentText() == "Stance, Polarity, Gold against Coder B"
    matrix = page.figures.matrix
    found = {
        (matrix.shown.cells[r][0].text, matrix.shown.heads[c]): matrix.shown.cells[r][c]
        for r in range(len(matrix.shown.cells))
        for c in range(1, len(matrix.shown.heads))
    }
    assert sum(int(x.text) for x in found.values()) == 6
    apart = [key for key, x in found.items() if x.opens is not None and key[0] != key[1]]
    assert len(apart) == 1
    at = [line[0].text for line in matrix.shown.cells].index(apart[0][0])
    matrix.setFocus()
    matrix.go_to(at, matrix.shown.heads.index(apart[0][1]))
    qtbot.keyClick(matrix, ENTER)
    side = window.act.measuring.side
    assert side.model.rowCount() == 1
    said = side.model.index(0).data(int(Qt.ItemDataRole.AccessibleTextRole))
    assert apart[0][0] in said
    assert apart[0][1] in said


def test_numbers_stand_in_a_table_as_they_are_typed_the_least_first(make_window, tmp_path) -> None:
    feature = Feature(id="size", type="number")
    scheme = Scheme(id="fleet", layers=(Layer(id="ship", features=(feature,)),))
    path, lines = tmp_path / "fleet.corpus", tmp_path / "fleet.jsonl"
    told = [("anna", 300.0, 7.5), ("boris", 300, 20.0)]
    lines.write_text(
        "".join(
            json.dumps({"text": "Sails and oars.", "_annotator_id": who, "spans": [
                {"start": 0, "end": 5, "label": "ship", "size": one},
                {"start": 10, "end": 14, "label": "ship", "size": other},
            ]}) + "\n"
            for who, one, other in told
        )
    )  # fmt: skip
    with new_corpus(path, scheme=scheme) as store:
        import_files(store, [lines])
        report = measure_agreement(store)
    (table,) = (t for t in report.confusions[""] if t.what == "ship.size")
    window = make_window(path)
    model = Values(window.session, Named(window.session, report.annotators), table).model()
    assert [row[0].text for row in model.cells] == ["7.5", "20", "300"]


@pytest.mark.parametrize("size", [(1000, 700), (1440, 900)])
def test_a_look_that_is_changed_leaves_a_table_as_high_as_it_is(
    make_window, corpus, settings, qtbot, size
) -> None:
    window = make_window(corpus, size=size)
    page = window.act.measuring.page
    with qtbot.waitSignal(page.measuring.done):
        window.run_action("agreement.show")
    QGuiApplication.processEvents()
    before = [(t.shown.is_broken, t.height()) for t in page.figures.tables]
    settings.set_text("text_size", "22")
    window.act.setting.take()
    QGuiApplication.processEvents()
    assert [(t.shown.is_broken, t.height()) for t in page.figures.tables] == before
    assert before[0][0] == (size[0] == 1000)


def test_undefined_is_a_word_with_its_reason(qtbot, window, show) -> None:
    page = show()
    cells = [
        c for t in page.figures.tables for row in t.shown.cells for c in row if c.kind == UNDEFINED
    ]
    assert cells
    for cell in cells:
        assert cell.text == "not defined"
        assert "not defined:" in cell.told
    assert "one value only" in page.figures.notes.text()
    assert "Stance, Certainty of the content: α .00 with .83 the same." in page.figures.notes.text()


def test_every_figure_tells_unit_distance_scope_and_count(window, show) -> None:
    page = show()
    for table in page.figures.tables:
        if table is page.figures.matrix:
            continue
        for cell in (c for row in table.shown.cells for c in row if c.kind == FIGURE):
            assert all(part in cell.told for part in ("Unit: ", ", n ", "Distance: ", "Scope: "))
    gamma = page.figures.tables[0].shown.heads.index("γ")
    assert "30 samples, seed" in page.figures.tables[0].shown.cells[0][gamma].told


def test_the_mean_of_documents_needs_no_new_measurement(qtbot, window, show) -> None:
    page = show()
    page.choices.mean.setFocus()
    qtbot.keyClick(page.choices.mean, DOWN)
    if page.choices.mean_chosen() == "pooled":
        page.choices.mean.setCurrentIndex(1)
    page.choices.mean.activated.emit(1)
    assert not page.measuring.is_running()
    assert "mean over documents" in page.figures.tables[0].shown.cells[0][2].told


def test_layers_are_chosen_by_keys(qtbot, window, show) -> None:
    page = show()
    page.choices.on.setFocus()
    with qtbot.waitSignal(page.measuring.done):
        qtbot.keyClick(page.choices.on, Qt.Key.Key_Space)
        (popup,) = window.findChildren(Toggles)
        assert popup.accessibleName() == "Layers"
        assert popup.isVisible()
        qtbot.keyClick(popup, ENTER)
    popup.close()
    assert page.report is not None
    assert "Actor" not in [row[0].text for row in page.figures.tables[0].shown.cells]


def test_escape_stops_a_measurement(qtbot, window, show) -> None:
    page = show()
    page.measure()
    page.setFocus()
    qtbot.keyClick(page.figures.tables[0], ESC)
    assert not page.measuring.is_running()
    assert page.head.state.text() == word("agreement.stopped", "en")
    assert page.isVisible()
    assert page.again.isVisible()


def test_the_table_is_copied(qtbot, window, show) -> None:
    page = show()
    qtbot.keyClick(page.figures.tables[0], Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    lines = QGuiApplication.clipboard().text().split("\n")
    assert lines[0].split("\t")[:3] == ["layer", "A / B", "F1 exact"]
    assert len(lines) == len(page.figures.tables[0].shown.cells) + 1


def test_a_copied_table_has_no_formula(window, show) -> None:
    model = show().figures.tables[0].shown
    cells = [Cell(FIGURE, text) for text in ("=1+1", "@x", "-.03", "-x")]
    copied = CellsModel(["+a", *model.heads[1:4]], [cells]).as_text()
    assert copied.split("\n")[0].startswith("'+a\t")
    assert copied.split("\n")[1] == "'=1+1\t'@x\t-.03\t'-x"


def test_the_text_comes_forward_when_something_in_it_is_gone_to(qtbot, window, show) -> None:
    page = show()
    window.run_action("next.document")
    assert window.surface.isVisible()
    assert not page.isVisible()
    window.run_action("agreement.show")
    window.run_action("search.find")
    assert window.find_bar.isVisible()


def test_a_corpus_is_closed_while_it_is_measured(qtbot, window) -> None:
    window.run_action("agreement.show")
    page = window.act.measuring.page
    window.close_session()
    assert window.stack.indexOf(page) < 0


def test_finished_documents_alone_count(window, show) -> None:
    session = window.session
    for who in ("gold", "coder_b"):
        session.do(set_assignment, session.document, who, FINISHED)
    page = show()
    assert page.report.documents == 1
    kinds = {c.kind for t in page.figures.tables for row in t.shown.cells for c in row}
    assert FIGURE in kinds
    assert EMPTY in kinds


def test_a_table_with_room_has_no_scroll_bar(window, show) -> None:
    page = show()
    narrow = [t for t in page.figures.tables if any(len(row[1].text) == 1 for row in t.shown.cells)]
    assert narrow
    for table in narrow:
        widths = [table.columnWidth(n) for n in range(len(table.shown.heads))]
        assert sum(widths) <= table.maximumWidth()
        assert table.horizontalScrollBar().maximum() == 0


def test_places_of_three_annotators_have_a_line_for_each(qtbot, window, show) -> None:
    store, session = window.session.store, window.session
    gold = next(a for a in store.read().annotations(session.document) if a.annotator == "gold")
    other = next(row.id for row in store.read().documents() if row.id != session.document)
    there = Span(0, 4)
    with store.edit("people.put", annotator="gold") as edit:
        edit.put(Annotator(id="third", names={"en": "Third"}))
        edit.put(gold._replace(id="t1", annotator="third", source_id=None))
        quote = store.read().document(other).text[there.begin : there.end]
        edit.put(
            gold._replace(id="g2", document=other, spans=(there,), quote=quote, source_id=None)
        )
    page = show()
    table = page.figures.tables[0]
    qtbot.waitUntil(table.hasFocus)
    table.go_to(0, 2)
    qtbot.keyClick(table, ENTER)
    side = window.act.measuring.side
    qtbot.waitUntil(side.list.hasFocus)
    indexes = [side.model.index(n) for n in range(side.model.rowCount())]
    heights: dict[int, set[int]] = {}
    for index in indexes:
        qtbot.waitUntil(lambda i=index: side.list.visualRect(i).isValid())
        people = len(side.model.found(index.row()).annotators)
        heights.setdefault(people, set()).add(side.list.visualRect(index).height())
    line = side.list.fontMetrics().height()
    assert set(heights) == {2, 3}
    assert max(heights[2]) < min(heights[3])
    assert min(heights[3]) >= 4 * line


def test_the_figures_of_spans_need_no_scrolling_in_a_narrow_window(
    make_window, corpus, settings, qtbot
) -> None:
    settings.set_text("language", "bg")
    window = make_window(corpus, size=(1024, 700))
    page = window.act.measuring.page
    with qtbot.waitSignal(page.measuring.done):
        window.run_action("agreement.show")
    table = page.figures.tables[0]
    qtbot.waitUntil(lambda: table.viewport().width() > 600)
    assert table.horizontalScrollBar().maximum() == 0
    heads = [str(table.shown.headerData(n, Qt.Orientation.Horizontal)) for n in range(3)]
    assert "\n" not in heads[1]
    assert "\n" in heads[2]
