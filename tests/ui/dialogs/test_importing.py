"""The import dialog: what is seen of files, what is chosen, what comes in and what does not."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QApplication, QPushButton

from annotator.ui.dialogs.importing import ImportDialog

NEWS = (
    "Русия е готова да продължи\n\nРусия е готова да оказва помощ в преговорите.\n\n"
    "Правителство одобри бюджета\nПравителство одобри бюджета\nДепутатите гласуват в сряда.\n"
)


@pytest.fixture
def opened(make_window, corpus, qtbot):
    """Return a function that opens the dialog on files and waits until all were looked at."""

    def open_on(*paths: Path) -> ImportDialog:
        window = make_window(corpus)
        window.act.corpus.import_paths([str(path) for path in paths])
        (dialog,) = window.findChildren(ImportDialog)
        qtbot.waitUntil(lambda: not dialog.looking.is_running)
        return dialog

    return open_on


def _row(dialog: ImportDialog, name: str) -> int:
    return next(n for n, e in enumerate(dialog.files.entries) if e.path.name == name)


def _select(dialog: ImportDialog, name: str) -> None:
    dialog.list.setCurrentIndex(dialog.files.index(_row(dialog, name)))


def _said(dialog: ImportDialog, row: int) -> str:
    return str(dialog.files.index(row).data(int(Qt.ItemDataRole.AccessibleTextRole)))


def _imported(dialog: ImportDialog, qtbot) -> None:
    qtbot.keyClick(dialog.go, Qt.Key.Key_Return)
    assert not dialog.isVisible()
    with qtbot.waitSignal(dialog.task.done, timeout=20_000):
        pass
    qtbot.waitUntil(lambda: dialog.task is None)


def _link(dialog: ImportDialog, name: str) -> QPushButton:
    links = dialog._window.status.findChildren(QPushButton)
    return next(link for link in links if link.text() == name)


def test_files_say_what_they_are_by_name_and_not_by_path(opened, tmp_path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.txt").write_bytes(NEWS.encode("cp1251"))
    (tmp_path / "in" / "b.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    (tmp_path / "in" / "c.jsonl").write_bytes(b'{"text": "one"}\n{"text": no}\n')
    dialog = opened(tmp_path / "in")
    said = [_said(dialog, row) for row in range(3)]
    assert "windows-1251" in said[0]
    assert "b.png" in said[1]
    assert "not recognised" in said[1]
    assert "Line 2" in said[2]
    assert str(tmp_path) not in " ".join(said)
    assert "Nothing of" not in " ".join(said)
    assert dialog.go.text().replace("&", "") == "Import 1 document"
    assert "2 files are left out" in dialog.said.text()


def test_import_by_keys_is_one_step_with_its_undo(opened, tmp_path, qtbot) -> None:
    path, bad = tmp_path / "a.txt", tmp_path / "b.txt"
    path.write_text(NEWS, encoding="utf-8")
    bad.write_bytes(b"")
    dialog = opened(path, bad)
    session = dialog._session
    before = session.store.counts()["document"]
    _imported(dialog, qtbot)
    assert session.store.counts()["document"] == before + 1
    assert "1 document imported" in dialog.said.text().lower() or "imported: 1" in (
        dialog.said.text().lower()
    )
    assert "1 file refused" in dialog.said.text()
    assert "1 file refused" in dialog._window.status.said.text()
    assert not dialog.isVisible()
    qtbot.keyClick(_link(dialog, "Show"), Qt.Key.Key_Space)
    assert dialog.isVisible()
    assert [e.is_in for e in dialog.files.entries] == [False, True]
    qtbot.keyClick(dialog.again, Qt.Key.Key_Space)
    assert session.store.counts()["document"] == before


def test_the_window_lives_while_an_import_runs_and_takes_it_back(opened, tmp_path, qtbot) -> None:
    lines = [f'{{"text": "Text number {n} of many."}}' for n in range(3000)]
    (tmp_path / "a.jsonl").write_text("\n".join(lines), encoding="utf-8")
    dialog = opened(tmp_path / "a.jsonl")
    window, session = dialog._window, dialog._session
    before = session.store.counts()["document"]
    qtbot.keyClick(dialog.go, Qt.Key.Key_Return)
    assert window.telling.is_busy
    caret = window.surface.caret()
    qtbot.keyClick(window.surface, Qt.Key.Key_Right)
    assert window.surface.caret() > caret
    others = [row.id for row in session.documents(limit=5) if row.id != session.document]
    for other in others:
        session.open_document(other)
        assert window.surface.text() == session.facts.text
    # Only what would be written waits.
    qtbot.keyClick(window.surface, Qt.Key.Key_1)
    assert window.telling.is_busy
    with qtbot.waitSignal(window.telling.ended, timeout=30_000):
        pass
    assert session.store.counts()["document"] == before + 3000
    with qtbot.waitSignal(session.changed):
        qtbot.keyClick(_link(dialog, "Undo"), Qt.Key.Key_Space)
    if window.telling.is_busy:
        with qtbot.waitSignal(window.telling.ended, timeout=30_000):
            pass
    assert session.store.counts()["document"] == before


def test_digits_change_roles_and_the_text_comes_in_so(opened, tmp_path, qtbot) -> None:
    path = tmp_path / "a.txt"
    path.write_text(NEWS, encoding="utf-8")
    dialog = opened(path)
    roles = dialog._session.scheme.segment_roles
    wanted = next(n for n, r in enumerate(roles, start=1) if not r.annotate)
    dialog.text.setFocus()
    qtbot.keyClick(dialog.text, Qt.Key.Key_Down)
    qtbot.keyClick(dialog.text, str(wanted))
    assert dialog.text.roles[1] == roles[wanted - 1].id
    assert dialog.text.toPlainText().startswith("Русия е готова да продължи\n")
    _imported(dialog, qtbot)
    store = dialog._session.store
    row = next(r for r in store.read().documents() if r.name == "a")
    assert store.read().segments(row.id)[1].role == roles[wanted - 1].id


def test_another_encoding_is_chosen_for_all_of_a_folder(opened, tmp_path, qtbot) -> None:
    for name in ("a", "b"):
        (tmp_path / f"{name}.txt").write_bytes((NEWS + name).encode("cp1251"))
    (tmp_path / "c.txt").write_text(NEWS + "c", encoding="utf-8")
    dialog = opened(*(tmp_path / f"{x}.txt" for x in "abc"))
    _select(dialog, "a.txt")
    assert dialog.decoding.list.count() >= 2
    dialog.decoding.for_all.setFocus()
    qtbot.keyClick(dialog.decoding.for_all, Qt.Key.Key_Space)
    dialog.decoding.list.setFocus()
    qtbot.keyClick(dialog.decoding.list, Qt.Key.Key_Down)
    other = dialog.decoding.current()
    qtbot.waitUntil(lambda: not dialog.looking.is_running)
    assert [e.decoding for e in dialog.files.entries] == [other, other, None]
    assert "Русия" not in dialog.text.toPlainText()
    qtbot.keyClick(dialog.decoding.list, Qt.Key.Key_Up)
    qtbot.waitUntil(lambda: not dialog.looking.is_running)
    assert "Русия" in dialog.text.toPlainText()


def test_a_pattern_shows_at_once_what_it_reads(opened, tmp_path, qtbot) -> None:
    path = tmp_path / "2022-08-30_бта_помощ.txt"
    path.write_text(NEWS, encoding="utf-8")
    dialog = opened(path)
    qtbot.keyClicks(dialog.names.field, "{published}_{outlet}_{title")
    assert "no pattern" in dialog.names.result.text()
    qtbot.keyClicks(dialog.names.field, "}")
    assert "2022-08-30" in dialog.names.result.text()
    _imported(dialog, qtbot)
    reader = dialog._session.store.read()
    row = next(r for r in reader.documents() if r.name == path.stem)
    assert (row.published, row.title, row.language) == ("2022-08-30", "помощ", "bg")


def test_new_layers_may_become_ours(opened, tmp_path, qtbot) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text(
        '{"text": "Ann met Bob.", "spans": [{"start": 0, "end": 3, "label": "PER"}]}\n',
        encoding="utf-8",
    )
    dialog = opened(path)
    (box,) = dialog.layers.boxes.values()
    box.setFocus()
    qtbot.keyClick(box, Qt.Key.Key_Down)
    ours = dialog._session.scheme.layers[0].id
    assert dialog.layers.mapping() == {"PER": ours}
    _imported(dialog, qtbot)
    store = dialog._session.store
    row = next(r for r in store.read().documents() if r.name == "a 1")
    assert [a.layer for a in store.read().annotations(row.id)] == [ours]
    assert store.scheme.layer("PER") is None


def test_a_cancelled_import_changes_nothing(opened, tmp_path, qtbot, held_back) -> None:
    lines = [f'{{"text": "Text number {n} of many."}}' for n in range(4000)]
    (tmp_path / "a.jsonl").write_text("\n".join(lines), encoding="utf-8")
    dialog = opened(tmp_path / "a.jsonl")
    session = dialog._session
    before = session.store.counts()["document"], session.store.history(limit=1)
    with held_back():
        qtbot.keyClick(dialog.go, Qt.Key.Key_Return)
        task = dialog.task
        qtbot.waitUntil(dialog._window.isActiveWindow)
        with qtbot.waitSignal(task.failed, timeout=20_000):
            qtbot.keyClick(dialog._window.surface, Qt.Key.Key_Escape)
    # It is there again, with all that was chosen.
    assert dialog.isVisible()
    assert "Nothing was changed" in dialog.said.text()
    assert (session.store.counts()["document"], session.store.history(limit=1)) == before
    assert dialog.go.isEnabled()


def test_closing_the_window_while_an_import_runs_takes_it_back(
    opened, tmp_path, qtbot, held_back
) -> None:
    lines = [f'{{"text": "Text number {n} of many."}}' for n in range(4000)]
    (tmp_path / "a.jsonl").write_text("\n".join(lines), encoding="utf-8")
    dialog = opened(tmp_path / "a.jsonl")
    window, path = dialog._window, dialog._session.store.path
    before, threads = dialog._session.store.counts()["document"], threading.enumerate()
    with held_back():
        qtbot.keyClick(dialog.go, Qt.Key.Key_Return)
        assert dialog.task is not None
        window.close()
    assert window.session is None
    # A thread of Qt's that asked Python who it is stays in its list after its end.
    left = [thread for thread in threading.enumerate() if thread not in threads]
    assert [one for one in left if not isinstance(one, threading._DummyThread)] == []
    window.act.corpus.open_path(path)
    assert window.session.store.counts()["document"] == before
    window.close()


def test_delete_leaves_a_file_out_and_dropped_ones_are_added(opened, tmp_path, qtbot) -> None:
    (tmp_path / "a.txt").write_text(NEWS, encoding="utf-8")
    (tmp_path / "b.txt").write_text(NEWS + "b", encoding="utf-8")
    dialog = opened(tmp_path / "a.txt")
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(tmp_path / "b.txt"))])
    event = QDropEvent(
        QPointF(5, 5),
        Qt.DropAction.CopyAction,
        data,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    dialog.dropEvent(event)
    qtbot.waitUntil(lambda: not dialog.looking.is_running)
    assert [e.path.name for e in dialog.files.entries] == ["a.txt", "b.txt"]
    dialog.list.setFocus()
    qtbot.keyClick(dialog.list, Qt.Key.Key_Delete)
    assert [e.path.name for e in dialog.files.entries] == ["b.txt"]


def test_every_field_has_a_name_and_tab_reaches_all(opened, tmp_path, qtbot) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(NEWS.encode("cp1251"))
    dialog = opened(path)
    reached: set[str] = set()
    dialog.list.setFocus()
    for _ in range(20):
        focused = QApplication.focusWidget()
        name = focused.accessibleName() or getattr(focused, "text", lambda: "")()
        assert name, focused
        reached.add(name.replace("&", ""))
        qtbot.keyClick(focused, Qt.Key.Key_Tab)
    for name in ("Files", "Preview", "Encoding", "File names say", "Language of texts", "Cancel"):
        assert name in reached


def test_the_size_is_remembered(opened, tmp_path, settings) -> None:
    (tmp_path / "a.txt").write_text(NEWS, encoding="utf-8")
    dialog = opened(tmp_path / "a.txt")
    assert (dialog.width(), dialog.height()) == (760, 560)
    dialog.resize(780, 600)
    window = dialog._window
    dialog.reject()
    window.act.corpus.import_paths([])
    again = next(d for d in window.findChildren(ImportDialog) if d.isVisible())
    assert (again.width(), again.height()) == (780, 600)
