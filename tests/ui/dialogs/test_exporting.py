"""The export dialog: what is selected, what is lost and where, the proof and its report."""

from __future__ import annotations

import orjson
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPushButton

from annotator.model.review import ADJUDICATED, FINISHED, Annotator
from annotator.operations.documents.documents import set_assignment
from annotator.operations.keeping.corpus import put_annotator
from annotator.ui.dialogs.exporting import ExportDialog


@pytest.fixture
def opened(make_window, corpus, qtbot):
    """Return a function that opens the dialog, after something was done to the corpus."""

    def open_on(prepare=None) -> ExportDialog:
        window = make_window(corpus)
        if prepare is not None:
            prepare(window.session.store)
        window.act.corpus.export_corpus()
        (dialog,) = window.findChildren(ExportDialog)
        _counted(dialog, qtbot)
        return dialog

    return open_on


def _counted(dialog: ExportDialog, qtbot) -> None:
    qtbot.waitUntil(lambda: not dialog.counting.is_running and dialog.task is None)


def _choose(dialog: ExportDialog, name: str, qtbot) -> None:
    dialog.formats.setCurrentIndex(dialog.formats.findData(name))
    _counted(dialog, qtbot)


def _losses(dialog: ExportDialog) -> dict[str, str]:
    tree = dialog.losses
    rows = [tree.topLevelItem(n) for n in range(tree.topLevelItemCount())]
    return {row.text(0): row.text(1) for row in rows}


def _exported(dialog: ExportDialog, qtbot, path) -> None:
    qtbot.keyClick(dialog.target, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClicks(dialog.target, str(path))
    qtbot.keyClick(dialog.target, Qt.Key.Key_Return)
    with qtbot.waitSignal(dialog.task.done, timeout=30_000):
        pass
    _counted(dialog, qtbot)


def test_what_is_lost_is_seen_before(opened, qtbot) -> None:
    dialog = opened()
    assert list(_losses(dialog)) == ["✓ Nothing is lost."]
    _choose(dialog, "flat", qtbot)
    assert _losses(dialog)["segments"] == "102"
    assert dialog.target.text().endswith(".jsonl")
    _choose(dialog, "tei", qtbot)
    assert dialog.target.text().endswith(".xml")
    assert dialog.go.text().replace("&", "") == "Export 13 documents"


def test_a_folder_that_is_not_there_is_told_before_and_after(opened, tmp_path, qtbot) -> None:
    dialog = opened()
    folder = tmp_path / "new"
    dialog.target.setText(str(folder / "deep" / "a.jsonl"))
    assert dialog.replaces.text() == f"There is no folder {folder}; it is made with the export."
    _exported(dialog, qtbot, folder / "deep" / "a.jsonl")
    assert dialog.said.text().endswith(f"The folder {folder} was made.")
    assert dialog.replaces.text() == dialog.word("export.replaces")
    dialog.target.setText(str(folder / "b.jsonl"))
    assert dialog.replaces.text() == ""


def test_a_loss_shows_its_documents_and_one_opens(opened, qtbot) -> None:
    dialog = opened()
    _choose(dialog, "flat", qtbot)
    tree = dialog.losses
    row = next(
        tree.topLevelItem(n)
        for n in range(tree.topLevelItemCount())
        if tree.topLevelItem(n).text(0).startswith("discontinuous")
    )
    tree.setFocus()
    tree.setCurrentItem(row)
    qtbot.keyClick(tree, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: row.childCount() and row.child(0).text(1) != "")
    assert sum(int(row.child(n).text(1)) for n in range(row.childCount())) == int(row.text(1))
    tree.setCurrentItem(row.child(row.childCount() - 1))
    name = tree.currentItem().text(0)
    session = dialog._session
    qtbot.keyClick(tree, Qt.Key.Key_Return)
    assert session.store.read().document(session.document).name == name


def test_what_belongs_to_the_corpus_is_told_of_no_document(opened, qtbot) -> None:
    dialog = opened()
    _choose(dialog, "flat", qtbot)
    tree = dialog.losses
    rows = {tree.topLevelItem(n).text(0): tree.topLevelItem(n) for n in range(13)}
    row = rows["the scheme"]
    row.setExpanded(True)
    qtbot.waitUntil(lambda: row.childCount() == 1 and "corpus" in row.child(0).text(0))


def test_only_what_is_ticked_is_written(opened, tmp_path, qtbot) -> None:
    dialog = opened()
    session = dialog._session
    dialog.annotators.setFocus()
    people = [dialog.annotators.item(n).text() for n in range(dialog.annotators.count())]
    dialog.annotators.setCurrentRow(people.index("Coder B"))
    qtbot.keyClick(dialog.annotators, Qt.Key.Key_Space)
    assert "coder_b" not in dialog.annotators.ticked()
    dialog.documents.setCurrentIndex(1)
    _counted(dialog, qtbot)
    assert dialog.go.text().replace("&", "") == "Export 1 document"
    assert list(_losses(dialog)) == ["✓ Nothing is lost of what is selected."]
    _exported(dialog, qtbot, tmp_path / "one.jsonl")
    lines = (tmp_path / "one.jsonl").read_bytes().splitlines()
    assert len(lines) == 2
    assert orjson.loads(lines[1])["id"] == session.document
    assert b"coder_b" not in b"".join(lines)


def test_nothing_ticked_is_nothing_to_export(opened, qtbot) -> None:
    dialog = opened()
    dialog.layers.setFocus()
    for row in range(dialog.layers.count()):
        dialog.layers.setCurrentRow(row)
        qtbot.keyClick(dialog.layers, Qt.Key.Key_Space)
    assert not dialog.go.isEnabled()
    assert "at least one" in next(iter(_losses(dialog)))


def test_the_proof_is_said_and_its_report_kept(opened, tmp_path, qtbot) -> None:
    dialog = opened()
    _choose(dialog, "tei", qtbot)
    path = tmp_path / "out.xml"
    _exported(dialog, qtbot, path)
    said = "13 documents, 507 annotations, 381 relations, no difference."
    status = dialog._window.status
    assert said in status.said.text()
    assert not dialog.isVisible()
    show = next(b for b in status.findChildren(QPushButton) if b.text() == "Show")
    qtbot.keyClick(show, Qt.Key.Key_Space)
    assert dialog.isVisible()
    assert said in dialog.said.text()
    assert dialog.folder.isVisible()
    qtbot.keyClick(dialog.save, Qt.Key.Key_Space)
    report = (tmp_path / "out-report.txt").read_text(encoding="utf-8")
    assert "no difference" in report
    assert str(path) in report
    assert "rules" in report


def test_whose_annotations_stand_in_the_text_is_chosen_and_remembered(
    opened, tmp_path, qtbot
) -> None:
    dialog = opened()
    assert not dialog.inline.isVisible()
    _choose(dialog, "tei", qtbot)
    assert dialog.inline.isVisible()
    assert dialog.inline.currentData() is None
    _exported(dialog, qtbot, tmp_path / "first.xml")
    dialog.come_back()
    dialog.inline.setFocus()
    qtbot.keyClicks(dialog.inline, "Coder")
    assert dialog.inline.currentData() == "coder_b"
    _exported(dialog, qtbot, tmp_path / "second.xml")
    first, second = ((tmp_path / f"{x}.xml").read_text() for x in ("first", "second"))
    assert first != second
    window = dialog._window
    window.act.corpus.export_corpus()
    again = next(d for d in window.findChildren(ExportDialog) if d.isVisible())
    assert again.inline.currentData() == "coder_b"


def test_an_old_file_is_told_of_and_kept_if_the_export_fails(opened, tmp_path, qtbot) -> None:
    dialog = opened()
    folder = tmp_path / "folder"
    folder.mkdir()
    old = tmp_path / "old.jsonl"
    old.write_text("old", encoding="utf-8")
    dialog.target.setText(str(old))
    assert dialog.replaces.text()
    dialog.target.setText(str(folder))
    assert not dialog.replaces.text()
    qtbot.keyClick(dialog.target, Qt.Key.Key_Return)
    with qtbot.waitSignal(dialog.task.failed, timeout=10_000):
        pass
    qtbot.waitUntil(dialog.go.isEnabled)
    assert "is a folder" in dialog.said.text()
    assert old.read_text(encoding="utf-8") == "old"


def test_adjudicated_only_and_finished_ones(opened, qtbot) -> None:
    def prepare(store) -> None:
        put_annotator(store, Annotator(id="final", kind=ADJUDICATED, names={"en": "Final"}))
        row = next(iter(store.read().documents()))
        set_assignment(store, row.id, "gold", FINISHED)

    dialog = opened(prepare)
    assert dialog.adjudicated.isVisible()
    dialog.adjudicated.setFocus()
    qtbot.keyClick(dialog.adjudicated, Qt.Key.Key_Space)
    assert dialog.annotators.ticked() == ["final"]
    qtbot.keyClick(dialog.adjudicated, Qt.Key.Key_Space)
    assert dialog.annotators.selection() is None
    shown = [dialog.documents.itemText(n) for n in range(dialog.documents.count())]
    assert any("finished by Gold: 1" in text for text in shown)


def test_escape_ends_a_running_export_and_writes_nothing(
    opened, tmp_path, qtbot, held_back
) -> None:
    dialog = opened()
    qtbot.keyClick(dialog.target, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClicks(dialog.target, str(tmp_path / "out.jsonl"))
    with held_back():
        qtbot.keyClick(dialog.target, Qt.Key.Key_Return)
        task = dialog.task
        assert not dialog.isVisible()
        qtbot.waitUntil(dialog._window.isActiveWindow)
        with qtbot.waitSignal(task.failed, timeout=20_000):
            qtbot.keyClick(dialog._window.surface, Qt.Key.Key_Escape)
    assert not list(tmp_path.glob("*out.jsonl*"))
    assert dialog.isVisible()
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()


def test_every_field_has_a_name(opened, qtbot) -> None:
    dialog = opened()
    dialog.formats.setFocus()
    for _ in range(12):
        focused = QApplication.focusWidget()
        assert focused.accessibleName() or focused.text().strip("&"), focused
        qtbot.keyClick(focused, Qt.Key.Key_Tab)


def test_what_is_lost_keeps_the_larger_part_of_a_narrow_dialog(opened, qtbot) -> None:
    dialog = opened()
    dialog.resize(540, 560)
    QApplication.processEvents()
    assert dialog.width() == 540
    assert dialog.losses.width() > dialog.annotators.width()


@pytest.mark.parametrize("is_asked", [False, True])
def test_nobody_is_named_if_that_is_asked_for(opened, qtbot, tmp_path, is_asked) -> None:
    dialog = opened(
        lambda store: put_annotator(store, Annotator(id="zdravka", names={"en": "Zdravka P."}))
    )
    if is_asked:
        dialog.pseudonyms.setFocus()
        qtbot.keyClick(dialog.pseudonyms, Qt.Key.Key_Space)
    _exported(dialog, qtbot, tmp_path / "out.jsonl")
    written = (tmp_path / "out.jsonl").read_text(encoding="utf-8")
    assert ("Zdravka P." in written) is not is_asked
    assert ('"zdravka"' in written) is not is_asked
