"""A window from which a blind round hides others' work tells of it nowhere and exports none."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QDialog
from pytestqt.qtbot import QtBot

from annotator.formats.format import ReadOptions
from annotator.formats.jsonl import JsonlFormat
from annotator.model.assigning import Plan
from annotator.model.bundle import Bundle
from annotator.model.progress import no_progress
from annotator.model.review import FINISHED
from annotator.operations.documents.documents import set_assignment
from annotator.operations.exporting.exporting import export
from annotator.operations.keeping.corpus import open_corpus
from annotator.operations.rounds.rounds import Choice, make_round
from annotator.operations.tagging.annotate import remove_annotation
from annotator.store.store import Store
from annotator.ui.dialogs.checking import CheckDialog
from annotator.ui.dialogs.exporting import ExportDialog
from annotator.ui.dialogs.reporting import ReportDialog
from annotator.ui.main_window import MainWindow

HIDDEN = "coder_b"


def hand(store: Store, *people: str) -> str:
    """Hand the document that two annotated out to them, blind."""
    key = store.read().first_document()
    assert key is not None
    plan = Plan(several=2, overlap=1.0)
    choice = Choice(annotators=people, documents=(key,), plan=plan)
    make_round(store, {"en": "First"}, choice, by="author")
    return key


@pytest.fixture
def blind(make_window, corpus: Path) -> MainWindow:
    """The window of Gold, from whom the work of the other is hidden; one step of each is there."""
    with open_corpus(corpus) as store:
        key = hand(store, "gold", HIDDEN)
        for who in ("gold", HIDDEN):
            one = next(iter(store.read().annotations(key, annotator=who)))
            remove_annotation(store, one.id, annotator=who)
    return make_window(corpus)


def works_of(path: Path) -> dict[str, set[str]]:
    """Return by document who made annotations and relations in a file."""
    parts = JsonlFormat().read(path, no_progress, ReadOptions())
    return {
        part.document.id: {n.annotator for n in (*part.annotations, *part.relations)}
        for part in parts
        if isinstance(part, Bundle)
    }


def test_an_export_of_the_window_holds_nothing_hidden(
    blind: MainWindow, tmp_path: Path, qtbot: QtBot
) -> None:
    store, key = blind.sitting.store, blind.sitting.store.read().first_document()
    blind.action("corpus.export").trigger()
    dialog = blind.findChild(ExportDialog)
    target = tmp_path / "blind.jsonl"
    dialog.formats.setCurrentIndex([f.name for f in dialog._known].index("jsonl"))
    dialog.target.setText(str(target))
    dialog.start()
    qtbot.waitUntil(lambda: dialog._report is not None, timeout=30000)
    assert dialog._report.proof.differences == 0
    assert works_of(target)[key] == {"gold"}
    whole = tmp_path / "whole.jsonl"
    export(store, whole, "jsonl")
    assert works_of(whole)[key] == {"gold", HIDDEN}
    set_assignment(store, key, HIDDEN, FINISHED)
    set_assignment(store, key, "gold", FINISHED)
    export(store, target, "jsonl", viewer="gold")
    assert works_of(target) == works_of(whole)


def test_lists_of_steps_tell_only_that_others_made_some(blind: MainWindow) -> None:
    blind.action("edit.history").trigger()
    shown = [row.text for _, row in blind.columns.history._rows]
    assert blind.word("people.step_hidden") in shown
    assert sum(text.startswith("Delete") for text in shown) == 1
    for who in ("gold", HIDDEN):
        key = blind.sitting.store.read().first_document()
        set_assignment(blind.sitting.store, key, who, FINISHED)
    blind.columns.history.show_session(blind.sitting)
    shown = [row.text for _, row in blind.columns.history._rows]
    assert blind.word("people.step_hidden") not in shown
    assert sum(text.startswith("Delete") for text in shown) == 2


def test_the_table_of_work_has_no_counts_of_what_is_hidden(blind: MainWindow) -> None:
    blind.run_action("people.show")
    page = blind.act.handing.page
    cells = {row[0].text: [cell.text for cell in row[1:]] for row in page.table.shown.cells}
    assert cells["Coder B"][-2:] == [blind.word("people.hidden")] * 2
    assert "1" in cells["Coder B"][:4]
    assert cells["Gold"][-2].isdecimal()


def test_entities_are_counted_in_ones_own_work_only(blind: MainWindow) -> None:
    session = blind.sitting
    named = {
        value
        for a in session.store.read().annotations(session.document, annotator="gold")
        for values in a.features.values()
        for value in (values if isinstance(values, (list, tuple)) else (values,))
    }
    rows = [(key, row.aside) for key, row in blind.columns.entities._all]
    assert rows
    assert all(key in named or count == "0" for key, count in rows)


def test_a_check_tells_nothing_of_what_is_hidden(blind: MainWindow, qtbot: QtBot) -> None:
    session = blind.sitting
    theirs = {a.id for a in session.store.read().annotations(session.document, annotator=HIDDEN)}

    def found() -> set[str]:
        dialog = CheckDialog(blind, session)
        qtbot.waitUntil(lambda: dialog.task is None, timeout=30000)
        roles = [dialog.list.item(n).data(0x100) for n in range(dialog.list.count())]
        dialog.close()
        return {annotation for _, annotation in roles} & theirs

    assert found() == set()
    for who in ("gold", HIDDEN):
        set_assignment(session.store, session.document, who, FINISHED)
    assert found()


def test_agreement_does_not_count_what_is_hidden_and_no_report_is_written(
    blind: MainWindow,
) -> None:
    session, page = blind.sitting, blind.act.measuring.page
    assert page.choices.choice().viewer == "gold"
    blind.run_action("report.write")
    assert blind.status.said.text().startswith("A blind round hides others' work from you yet.")
    assert blind.findChild(ReportDialog) is None
    for who in ("gold", HIDDEN):
        set_assignment(session.store, session.document, who, FINISHED)
    blind.run_action("report.write")
    assert isinstance(blind.findChild(ReportDialog), QDialog)


def test_a_round_that_binds_whoever_opened_the_corpus_ends_their_work_as_another(
    make_window, corpus: Path
) -> None:
    window = make_window(corpus)
    session = window.sitting
    session.set_annotator(HIDDEN)
    assert (session.sitter, session.annotator) == ("gold", HIDDEN)
    key = hand(session.store, "author", HIDDEN)
    assert session.annotator == HIDDEN
    session.store.undo("author")
    hand(session.store, "gold", HIDDEN)
    assert session.annotator == "gold"
    assert {a.annotator for a in session.shown()} == {"gold"}
    assert session.page is not None
    assert window.status.said.text() == session.roles_said()
    assert session.document == key
