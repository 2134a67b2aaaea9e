"""Diagnostics to send to others: facts of the machine, nothing of the corpus or of people."""

from __future__ import annotations

import re
from pathlib import Path

from PySide6.QtWidgets import QApplication

from annotator.store.files.seen import state_folder
from annotator.ui.safety.crashes import LOG_NAME


def _words(text: str) -> set[str]:
    return {word for word in re.findall(r"\w{5,}", text) if not word.isascii() or word[0].isupper()}


def test_no_text_name_or_path_is_in_them(make_window, corpus, settings, tmp_path) -> None:
    settings.set_text("name", "Мария Петкова")
    window = make_window(corpus)
    folder = state_folder()
    folder.mkdir(parents=True, exist_ok=True)
    (folder / LOG_NAME).write_text(f"an error in {Path.home()}/letters\n", encoding="utf-8")
    window.menus.run("help.diagnostics")
    told = QApplication.clipboard().text()
    assert "Annotator 0." in told
    assert "SQLite 3." in told
    assert f"annotation {window.session.store.counts()['annotation']}" in told
    assert "theme: light" in told
    assert "an error in ~/letters" in told
    reader = window.session.store.read()
    strange = {"Петкова", "Мария", corpus.stem, str(tmp_path), str(Path.home())}
    for row in reader.documents():
        strange |= _words(reader.document(row.id).text) | {row.name}
    for entity in reader.entities():
        strange |= _words(" ".join(entity.names.values()))
    strange |= {a.id for a in reader.annotators()}
    known = {"Annotator", "System", "Linux", "Debian", "Python", "SQLite", "Windows"}
    found = {
        word for word in strange - known if re.search(rf"(?<!\w){re.escape(word)}(?!\w)", told)
    }
    assert found == set()
    assert "no texts, names or paths" in window.status.said.text()


def test_they_can_be_had_without_a_corpus(make_window) -> None:
    window = make_window()
    window.menus.run("help.diagnostics")
    assert "no corpus open" in QApplication.clipboard().text()
