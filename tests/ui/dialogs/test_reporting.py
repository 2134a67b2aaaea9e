"""The dialog of the report: by keys, in three kinds of files, and what it refuses."""

from __future__ import annotations

import orjson
import pytest
from PySide6.QtCore import Qt

from annotator.ui.dialogs.reporting import ReportDialog


@pytest.fixture
def dialog(make_window, corpus) -> ReportDialog:
    window = make_window(corpus)
    window.activateWindow()
    window.run_action("report.write")
    (found,) = window.findChildren(ReportDialog)
    return found


def typed(qtbot, dialog: ReportDialog, path) -> None:
    qtbot.keyClick(dialog.target, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClicks(dialog.target, str(path))
    qtbot.keyClick(dialog.target, Qt.Key.Key_Return)


@pytest.mark.parametrize(
    ("suffix", "begin"), [("html", b"<!DOCTYPE html>"), ("pdf", b"%PDF-"), ("json", b"{")]
)
def test_a_report_is_written_as_its_name_says(qtbot, dialog, tmp_path, suffix, begin) -> None:
    target = tmp_path / f"methods.{suffix}"
    window = dialog._window
    typed(qtbot, dialog, target)
    qtbot.waitUntil(lambda: str(target) in window.status.said.text(), timeout=30_000)
    assert target.read_bytes().startswith(begin)


def test_nobody_is_named_if_that_is_wanted(qtbot, dialog, tmp_path) -> None:
    qtbot.keyClick(dialog.pseudonyms, Qt.Key.Key_Space)
    target = tmp_path / "methods.json"
    window = dialog._window
    typed(qtbot, dialog, target)
    qtbot.waitUntil(lambda: str(target) in window.status.said.text())
    assert {row["id"][0] for row in orjson.loads(target.read_bytes())["annotators"]} == {"a"}
    assert "gold" not in target.read_text("utf-8")


def test_another_kind_of_file_is_refused(qtbot, dialog, tmp_path) -> None:
    typed(qtbot, dialog, tmp_path / "methods.docx")
    assert ".html, .pdf or .json" in dialog.said.text()
    assert dialog.isVisible()
    assert list(tmp_path.glob("methods*")) == []


def test_a_place_that_cannot_be_written_is_told(qtbot, dialog, tmp_path) -> None:
    (tmp_path / "folder.html").mkdir()
    typed(qtbot, dialog, tmp_path / "folder.html")
    qtbot.waitUntil(lambda: "folder.html" in dialog.said.text() and dialog.task is None)
    assert dialog.isVisible()
    assert dialog.go.isEnabled()
