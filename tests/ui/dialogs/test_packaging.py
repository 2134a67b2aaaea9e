"""The dialogs that send: a package is made, work goes back, by keys; what is refused is told."""

from __future__ import annotations

import hashlib
import subprocess
import sys

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from annotator.model.review import ADJUDICATED, Annotator
from annotator.operations.merging.receiving import look_into
from annotator.operations.packages.packages import open_package, pack_return
from annotator.ui.dialogs.merging import MergeDialog
from annotator.ui.dialogs.packaging import PackageDialog
from annotator.ui.dialogs.sending_back import SendBackDialog
from tests.ui.dialogs.sharing import WHO, sent

KEY = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def opened(window, qtbot):
    def make() -> PackageDialog:
        window.run_action("package.make")
        (dialog,) = window.findChildren(PackageDialog)
        return dialog

    return make


def choose(qtbot, dialog: PackageDialog, who: str) -> None:
    """Walk to somebody with the arrows."""
    for _ in range(dialog.form.who.count()):
        if dialog.form.who.currentData() == who:
            return
        qtbot.keyClick(dialog.form.who, KEY.Key_Down)
    raise AssertionError(f"{who} is not offered")


def test_enter_in_the_name_writes_the_package_at_once(window, opened, qtbot, tmp_path) -> None:
    sent(window.session.store, tmp_path)
    dialog = opened()
    choose(qtbot, dialog, WHO)
    weighed(qtbot, dialog)
    field = dialog.form.who.lineEdit()
    field.selectAll()
    qtbot.keyClick(field, KEY.Key_Return)
    qtbot.waitUntil(lambda: dialog.task is None and dialog.written.isVisible())


def test_a_new_name_that_begins_like_a_known_one_stays_as_it_is_typed(
    window, opened, qtbot
) -> None:
    dialog = opened()
    known = dialog.form.who.currentText()
    type_in(qtbot, dialog.form.who.lineEdit(), known[:2])
    assert dialog.form.who.currentText() == known[:2]
    assert dialog.form.receiver().is_new


def type_in(qtbot, field, text: str) -> None:
    qtbot.keyClick(field, KEY.Key_A, CTRL)
    qtbot.keyClicks(field, text)


def weighed(qtbot, dialog: PackageDialog) -> list[str]:
    qtbot.waitUntil(lambda: dialog._count is None and not dialog._soon.isActive())
    return dialog.along.rows()


def written(qtbot, dialog) -> None:
    qtbot.keyClick(dialog.go, KEY.Key_Return)
    qtbot.waitUntil(lambda: dialog.task is None and dialog.written.isVisible())


def test_a_package_is_made_by_keys_and_can_be_carried_away(window, opened, qtbot, tmp_path) -> None:
    sent(window.session.store, tmp_path, due="2026-12-01")
    dialog = opened()
    choose(qtbot, dialog, WHO)
    assert dialog.go.text().replace("&", "") == "Make a package of 3 documents"
    rows = weighed(qtbot, dialog)
    assert "documents, 3" in rows
    assert any(row.startswith("Not along") and "Gold" in row for row in rows)
    qtbot.keyClick(dialog.form.blind, KEY.Key_Space)
    assert not any(row.startswith("Not along") for row in weighed(qtbot, dialog))
    qtbot.keyClick(dialog.form.blind, KEY.Key_Space)
    type_in(qtbot, dialog.form.due, "2027-01-31")
    written(qtbot, dialog)
    target = dialog.target.path()
    found = look_into(target)
    assert target.parent == window.session.corpus.parent
    assert (found.package.to_annotator, found.package.from_annotator) == (WHO, "gold")
    assert (found.package.due, found.package.is_blind) == ("2027-01-31", True)
    assert found.package.counts["documents"] == 3
    assert dialog.written.hash.text() == hashlib.sha256(target.read_bytes()).hexdigest()
    assert dialog.written.place.text() == str(target)
    assert "3 documents" in dialog.said.text()
    assert dialog.focusWidget() is dialog.written.handle
    qtbot.keyClick(dialog.written.handle, KEY.Key_Return)
    (url,) = QApplication.clipboard().mimeData().urls()
    assert url.toLocalFile() == str(target)
    assert "copied" in dialog.said.text()


_COPIED_AND_LEFT = """
from pathlib import Path
from PySide6.QtWidgets import QApplication
from annotator.ui.dialogs.written import FileHandle
application = QApplication([])
handle = FileHandle("en")
handle.show_file(Path("a.annotator-package"))
handle.copy()
assert application.clipboard().mimeData().hasUrls()
"""


def test_a_program_that_ends_with_a_copied_file_does_not_crash() -> None:
    ran = subprocess.run([sys.executable, "-c", _COPIED_AND_LEFT], capture_output=True, check=False)
    assert (ran.returncode, ran.stderr) == (0, b"")


def test_one_step_hands_out_to_somebody_new(window, opened, qtbot) -> None:
    store = window.session.store
    dialog = opened()
    type_in(qtbot, dialog.form.who.lineEdit(), "Mira Nova")
    assert "Mira Nova is new here" in dialog.said.text()
    assert "13 documents are not theirs yet" in dialog.said.text()
    before = store.commits()
    written(qtbot, dialog)
    assert store.commits() == before + 1
    mira = next(a for a in store.read().annotators() if "Mira Nova" in a.names.values())
    assert sum(a.annotator == mira.id for a in store.read().assignments()) == 13
    assert look_into(dialog.target.path()).name_of(mira.id) == {"en": "Mira Nova"}
    dialog.close()
    window.run_action("edit.undo")
    assert mira.id not in {a.id for a in store.read().annotators()}


def test_others_go_along_unnamed_and_are_asked_about_by_nobody(
    window, opened, qtbot, tmp_path
) -> None:
    store = window.session.store
    sent(store, tmp_path)
    dialog = opened()
    choose(qtbot, dialog, WHO)
    qtbot.keyClick(dialog.form.blind, KEY.Key_Space)
    qtbot.keyClick(dialog.form.pseudonyms, KEY.Key_Space)
    written(qtbot, dialog)
    path = dialog.target.path()
    names = {a.id for a in look_into(path).header.annotators}
    assert "author" not in names
    assert {WHO, "gold"} < names
    theirs, _ = open_package(path, tmp_path / "theirs.corpus")
    with theirs:
        back = tmp_path / "back.annotator-package"
        pack_return(theirs, back)
    dialog.close()
    window.act.sharing.merge_paths([back])
    (merging,) = window.findChildren(MergeDialog)
    qtbot.waitUntil(lambda: merging.task is None)
    asked = {guess.theirs for kind, guess, _ in merging.who.boxes if kind == "people"}
    assert asked == {WHO, "gold"}


def test_layers_and_documents_are_chosen_by_keys(window, opened, qtbot) -> None:
    dialog = opened()
    choose(qtbot, dialog, WHO)
    form = dialog.form
    names = [form.documents.itemText(n) for n in range(form.documents.count())]
    for _ in range(next(n for n, name in enumerate(names) if name.startswith("The open one"))):
        qtbot.keyClick(form.documents, KEY.Key_Down)
    qtbot.keyClick(form.layers, KEY.Key_Space)
    first = window.session.scheme.layers[0].id
    written(qtbot, dialog)
    package = look_into(dialog.target.path()).package
    assert package.documents == (window.session.document,)
    assert package.layers == tuple(x.id for x in window.session.scheme.layers if x.id != first)


def test_a_date_that_is_none_and_no_layer_at_all_are_told(window, opened, qtbot) -> None:
    dialog = opened()
    type_in(qtbot, dialog.form.due, "tomorrow")
    assert "2026-12-31" in dialog.said.text()
    assert not dialog.go.isEnabled()
    type_in(qtbot, dialog.form.due, "2026-12-31")
    assert dialog.go.isEnabled()
    for _ in range(dialog.form.layers.count()):
        qtbot.keyClick(dialog.form.layers, KEY.Key_Space)
        qtbot.keyClick(dialog.form.layers, KEY.Key_Down)
    assert "Tick a layer" in dialog.said.text()
    assert not dialog.go.isEnabled()
    type_in(qtbot, dialog.form.who.lineEdit(), " ")
    assert "for whom" in dialog.said.text()


def test_esc_makes_nothing(window, opened, qtbot) -> None:
    store = window.session.store
    before = store.commits()
    dialog = opened()
    target = dialog.target.path()
    qtbot.keyClick(dialog.form.who, KEY.Key_Escape)
    assert not dialog.isVisible()
    assert not target.exists()
    assert store.commits() == before


def test_a_place_that_cannot_be_written_is_told(window, opened, qtbot, tmp_path) -> None:
    (tmp_path / "taken.annotator-package").mkdir()
    dialog = opened()
    type_in(qtbot, dialog.target.field, str(tmp_path / "taken"))
    qtbot.keyClick(dialog.go, KEY.Key_Return)
    qtbot.waitUntil(lambda: dialog.task is None and "taken" in dialog.said.text())
    assert dialog.go.isEnabled()


def test_corrections_that_are_none_are_told(window, opened, qtbot) -> None:
    with window.session.store.edit("test", annotator="gold") as edit:
        edit.put(Annotator(id="adjudicated", kind=ADJUDICATED, names={"en": "Decided"}))
    dialog = opened()
    choose(qtbot, dialog, WHO)
    qtbot.keyClick(dialog.form.what, KEY.Key_Down)
    assert not dialog.form.documents.isVisible()
    qtbot.keyClick(dialog.go, KEY.Key_Return)
    qtbot.waitUntil(lambda: dialog.task is None and "decided otherwise" in dialog.said.text())
    assert not dialog.target.path().exists()


def test_whoever_is_walked_to_on_the_page_of_people_is_chosen(
    window, opened, qtbot, tmp_path
) -> None:
    sent(window.session.store, tmp_path, who="author")
    sent(window.session.store, tmp_path, who=WHO)
    window.run_action("people.show")
    table = window.act.handing.page.table
    assert table is not None
    names = [row[0].text for row in table.shown.cells]
    for _ in range(names.index(window.session.annotator_name(WHO))):
        qtbot.keyClick(table, KEY.Key_Down)
    assert opened().form.who.currentData() == WHO


def test_my_work_goes_back_with_enter_alone(make_window, window, qtbot, tmp_path) -> None:
    path = sent(window.session.store, tmp_path)
    open_package(path, tmp_path / "theirs.corpus")[0].close()
    assert window.act.corpus.open_path(tmp_path / "theirs.corpus")
    window.run_action("package.return")
    (dialog,) = window.findChildren(SendBackDialog)
    asked = dialog.target.path()
    assert dialog.focusWidget() is dialog.go
    written(qtbot, dialog)
    package = look_into(asked).package
    assert (package.kind, package.from_annotator, package.to_annotator) == ("return", WHO, "gold")
    assert asked.parent == tmp_path
    assert "3 documents" in dialog.said.text()


def test_a_corpus_that_came_from_nobody_has_nobody_to_go_back_to(window) -> None:
    window.run_action("package.return")
    assert window.findChildren(SendBackDialog) == []
    assert "not made of a package" in window.status.said.text()
