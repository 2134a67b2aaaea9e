"""The list of the places under review: what differs, what was decided, gone through by keys."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from annotator.model.review import Annotator
from annotator.operations.keeping.corpus import open_corpus, put_annotator
from annotator.operations.tagging.annotate import tag_spans
from annotator.ui.keys.modes import REVIEW, TEXT
from annotator.ui.main_window import MainWindow
from annotator.ui.panels.differences import DifferencesPanel
from tests.ui.beginning import begin

PANELS = ("documents", "scheme", "entities")


@pytest.fixture
def window(make_window, corpus: Path, qtbot: QtBot) -> MainWindow:
    return begin(make_window(corpus), qtbot)


def listed(window: MainWindow) -> DifferencesPanel:
    window.later.settle_all()
    return window.act.listing.panel


def test_the_list_has_the_left_column_while_differences_are_decided(
    window: MainWindow, qtbot: QtBot
) -> None:
    panel, columns = listed(window), window.columns
    assert columns.is_shown("differences")
    assert not any(columns.is_shown(name) for name in PANELS)
    assert [(r.number, r.kind) for r in panel.model.rows[:3]] == [
        (1, "border"),
        (2, "one or two"),
        (3, "border"),
    ]
    assert panel.chips["open"].text() == "Open 20"
    assert panel.list.currentIndex().row() == 0
    qtbot.keyClick(window.surface, Qt.Key.Key_Escape)
    assert window.text_keys.mode == TEXT
    assert not columns.is_shown("differences")
    assert all(columns.is_shown(name) for name in PANELS)
    # Nobody sees them: of a large document they are many.
    assert panel.model.rowCount() == 0
    window.act.reviewing.start()
    assert len(listed(window).model.rows) == 20
    assert columns.is_shown("differences")


def test_what_is_decided_leaves_the_list_and_stands_below(window: MainWindow, qtbot: QtBot) -> None:
    window.act.deciding.keep_reason("R6 with subject")
    qtbot.keyClick(window.surface, "2")
    qtbot.keyClick(window.surface, "0")
    panel = listed(window)
    assert [row.number for row in panel.model.rows[:2]] == [3, 4]
    assert panel.chips["open"].text() == "Open 18"
    told = [
        str(panel.latest.item(n).data(int(Qt.ItemDataRole.AccessibleTextRole)))
        for n in range(panel.latest.count())
    ]
    assert [text[:2] for text in told] == ["2 ", "1 "]
    assert told[0].endswith("nothing here")
    assert told[1].endswith("took B, R6 with subject")
    panel.chips["all"].click()
    assert [(r.number, r.told) for r in panel.model.rows[:3]] == [
        (1, "took B"),
        (2, "nothing here"),
        (3, ""),
    ]
    assert panel.list.currentIndex().row() == 2


def test_the_list_is_walked_by_keys_and_opens_places(window: MainWindow, qtbot: QtBot) -> None:
    qtbot.keyClick(window.surface, "l")
    panel = listed(window)
    assert panel.list.hasFocus()
    for _ in range(4):
        qtbot.keyClick(panel.list, Qt.Key.Key_Down)
    qtbot.keyClick(panel.list, Qt.Key.Key_Return)
    assert window.surface.hasFocus()
    assert window.text_page.review_bar.title.text() == "Difference 5 of 20"
    qtbot.keyClick(window.surface, "л")
    qtbot.keyClick(panel.list, Qt.Key.Key_Escape)
    assert window.surface.hasFocus()
    assert window.text_keys.mode == REVIEW


def test_a_narrow_window_opens_the_list_over_the_text(
    make_window, corpus: Path, qtbot: QtBot
) -> None:
    window = begin(make_window(corpus, size=(1024, 700)), qtbot)
    panel = listed(window)
    assert not window.columns.is_shown("differences")
    qtbot.keyClick(window.surface, "l")
    assert window.columns.is_shown("differences")
    qtbot.keyClick(panel.list, Qt.Key.Key_Escape)
    assert not window.columns.is_shown("differences")
    window.resize(1440, 900)
    assert window.columns.is_shown("differences")
    assert not window.columns.is_shown("scheme")


def test_a_corpus_that_is_closed_in_a_review_opens_with_its_own_panels(
    window: MainWindow, make_window, corpus: Path
) -> None:
    listed(window)
    window.close()
    again = make_window(corpus)
    assert all(again.columns.is_shown(name) for name in PANELS)


def test_only_places_where_two_of_three_differ_are_gone_through(
    make_window, corpus: Path, qtbot: QtBot
) -> None:
    with open_corpus(corpus) as store:
        put_annotator(store, Annotator(id="third", names={"en": "Third"}))
        put_annotator(store, Annotator(id="idle", names={"en": "Idle"}))
        document = store.read().first_document()
        for annotation in store.read().annotations(document, annotator="gold"):
            if annotation.spans:
                tag_spans(
                    store,
                    document,
                    annotation.layer,
                    annotation.spans,
                    annotator="third",
                    features=dict(annotation.features),
                )
    window = make_window(corpus)
    codes = [code for code, _, _ in window.act.review_choice._filter_rows()]
    pairs = [code for code in codes if code.startswith("pair") and "author" not in code]
    assert len(pairs) == 3
    assert not any("idle" in code for code in codes)
    (same,) = (code for code in pairs if "gold" in code and "third" in code)
    (other,) = (code for code in pairs if "gold" in code and "coder_b" in code)
    window.act.review_choice._switch(same)
    begin(window, qtbot)
    review, panel = window.act.reviewing.review, listed(window)
    only_relations = {row.kind for row in panel.model.rows}
    assert only_relations <= {"relation"}
    window.act.review_choice._switch(other)
    assert review.queue.wanted.pair == ("coder_b", "gold")
    panel = listed(window)
    assert len(panel.model.rows) >= 16
    window.act.review_choice._switch(other)
    assert review.queue.wanted.pair is None
    window.act.review_choice.toggle_blind()
    assert not any(c.startswith("pair") for c, _, _ in window.act.review_choice._filter_rows())


def test_the_left_column_is_shared_as_before_after_each_visit(
    make_window, corpus: Path, qtbot: QtBot
) -> None:
    window = make_window(corpus)
    window.activateWindow()

    def heights() -> list[int]:
        QApplication.processEvents()
        return [window.dock(name).height() for name in PANELS]

    before = heights()
    for _ in range(3):
        begin(window, qtbot)
        QApplication.processEvents()
        window.act.reviewing.leave()
        assert heights() == before
