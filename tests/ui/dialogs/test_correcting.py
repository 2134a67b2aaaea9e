"""Edit > Correct text: one segment or paragraph, what follows from it, one step."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QApplication

from annotator.operations.importing.importing import import_files
from annotator.operations.keeping.corpus import open_corpus
from annotator.ui.dialogs.correcting import CorrectDialog, changed_parts, position_in_field

Opened = Callable[..., CorrectDialog]


@pytest.fixture
def opened(make_window, corpus) -> Opened:
    """Return a function that opens the dialog at the first place of some words."""

    def open_at(words: str) -> CorrectDialog:
        window = make_window(corpus)
        window.surface.set_caret(window.session.facts.text.index(words))
        window.act.handler("documents.correct_text")()
        (dialog,) = window.findChildren(CorrectDialog)
        return dialog

    return open_at


def put_caret(dialog: CorrectDialog, words: str, *, length: int = 0) -> None:
    """Put the caret before some words of the field, or select so much from there."""
    cursor = dialog.field.textCursor()
    at = dialog.field.toPlainText().index(words)
    cursor.setPosition(at)
    cursor.setPosition(at + length, QTextCursor.MoveMode.KeepAnchor)
    dialog.field.setTextCursor(cursor)


def rows(dialog: CorrectDialog) -> list[str]:
    """Return what is said to become of annotations."""
    return [dialog.follows.item(n).text() for n in range(dialog.follows.count())]


def ctrl_enter(dialog: CorrectDialog, qtbot) -> None:
    """Press Ctrl+Enter in the text."""
    qtbot.keyClick(dialog.field, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)


def test_the_segment_at_the_caret_is_corrected_by_keys(opened, qtbot) -> None:
    dialog = opened("Интерфакс")
    window = dialog._window
    session = window.session
    before = session.facts.text
    segments = {(s.begin, s.end) for s in session.facts.segments}
    assert (dialog.begin, dialog.end) in segments
    qtbot.waitUntil(lambda: QApplication.focusWidget() is dialog.field)
    assert not dialog.go.isEnabled()
    put_caret(dialog, "Интерфакс", length=len("Интерфакс"))
    qtbot.keyClicks(dialog.field, "TASS")
    dialog.reason.setText("Another agency.")
    with qtbot.waitSignal(session.document_opened):
        ctrl_enter(dialog, qtbot)
    text = session.facts.text
    assert text == before[: dialog.begin] + before[dialog.begin :].replace("Интерфакс", "TASS", 1)
    step = session.store.history(limit=1)[0]
    assert (step.kind, step.annotator) == ("documents.correct", "gold")
    assert session.store.read().revisions(session.document)[-1].reason == "Another agency."
    assert window.surface.text() == text
    assert window.status.said.text().startswith("Русия е готова")
    assert window.surface.caret() == dialog.begin
    assert window.focusWidget() is window.surface
    window.act.steps.undo()
    assert window.surface.text() == before


def test_what_follows_is_seen_before(opened, qtbot) -> None:
    dialog = opened("Интерфакс")
    put_caret(dialog, "Интерфакс", length=len("Интерфакс"))
    qtbot.keyClicks(dialog.field, "Interfax")
    qtbot.waitUntil(lambda: any("→" in row for row in rows(dialog)))
    assert any("Интерфакс → Interfax" in row for row in rows(dialog))
    assert dialog.said.text().startswith("Revision 2: ")
    dialog.field.selectAll()
    qtbot.keyClicks(dialog.field, "x")
    qtbot.waitUntil(lambda: any("is lost" in row for row in rows(dialog)))
    assert len(dialog._session.store.read().revisions(dialog._document)) == 0


def test_a_soft_hyphen_that_comes_is_seen_though_names_are_shown_without(opened, qtbot) -> None:
    dialog = opened("Интерфакс")
    put_caret(dialog, "терфакс")
    qtbot.keyClicks(dialog.field, "\u00ad")
    qtbot.waitUntil(lambda: any("→" in row for row in rows(dialog)))
    assert any("Интерфакс → Ин⟨U+00AD⟩терфакс" in row for row in rows(dialog))


def test_what_is_as_it_was_is_no_correction(opened, qtbot) -> None:
    dialog = opened("Интерфакс")
    put_caret(dialog, "Интерфакс")
    qtbot.keyClicks(dialog.field, "x")
    assert dialog.go.isEnabled()
    qtbot.keyClick(dialog.field, Qt.Key.Key_Backspace)
    assert not dialog.go.isEnabled()
    steps = len(dialog._session.store.history())
    ctrl_enter(dialog, qtbot)
    assert dialog.isVisible()
    assert len(dialog._session.store.history()) == steps
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()


def test_a_paragraph_without_segments_and_odd_characters_are_kept(
    make_window, corpus, tmp_path, qtbot
) -> None:
    text = "First\u00a0line 🐦 e\u0301.\u2029Second line."
    path = tmp_path / "odd.jsonl"
    path.write_text(f'{{"text": "{text}", "spans": []}}\n', encoding="utf-8")
    with open_corpus(corpus) as store:
        import_files(store, [path])
        key = [row.id for row in store.read().documents()][-1]
        kept = store.read().text(key)
    window = make_window(corpus)
    window.session.open_document(key)
    window.surface.set_caret(kept.index("line"))
    window.act.handler("documents.correct_text")()
    (dialog,) = window.findChildren(CorrectDialog)
    assert dialog.stretch() == kept[dialog.begin : dialog.end]
    put_caret(dialog, "First")
    qtbot.keyClicks(dialog.field, "The ")
    with qtbot.waitSignal(window.session.document_opened):
        ctrl_enter(dialog, qtbot)
    assert window.session.facts.text == f"The {kept}"


def test_what_is_refused_is_said_in_the_dialog(opened, qtbot) -> None:
    dialog = opened("Интерфакс")
    session = dialog._session
    window = dialog._window
    window.act.documents.set_state([session.document], "finished")
    put_caret(dialog, "Интерфакс")
    qtbot.keyClicks(dialog.field, "x")
    ctrl_enter(dialog, qtbot)
    assert dialog.isVisible()
    assert "finished" in dialog.said.text()


def test_a_corpus_open_for_reading_is_not_corrected(make_window, corpus) -> None:
    window = make_window()
    window.act.corpus.open_path(corpus, read_only=True)
    window.act.handler("documents.correct_text")()
    assert window.findChildren(CorrectDialog) == []
    assert "reading only" in window.status.said.text()


LONG = "one two three four five six seven eight nine ten eleven twelve thirteen fourteen"


@pytest.mark.parametrize(
    ("before", "after", "shown"),
    [
        ("heron", "grey heron", ("heron", "grey heron")),
        (LONG, LONG.replace("seven ", ""), ("… five six seven eight nine …",
                                            "… five six eight nine …")),
        (LONG, f"zero {LONG}", ("one two …", "zero one two …")),
        (LONG, f"{LONG} fifteen", ("… thirteen fourteen", "… thirteen fourteen fifteen")),
        (LONG, "one", ("one two three four five six seven eight nine ten eleven twelve thirteen "
                       "fourteen", "one")),
    ],
)  # fmt: skip
def test_of_long_quotes_what_differs_is_shown(
    before: str, after: str, shown: tuple[str, str]
) -> None:
    assert changed_parts(before, after) == shown


def test_the_caret_is_where_it_was(opened) -> None:
    dialog = opened("цитирани от")
    cursor = dialog.field.textCursor()
    cursor.setPosition(cursor.position() + 8, QTextCursor.MoveMode.KeepAnchor)
    assert cursor.selectedText() == "цитирани"


@pytest.mark.parametrize(
    ("text", "offset", "position"),
    [("abc", 2, 2), ("🐦a", 1, 2), ("🐦\r\nb", 4, 4), ("a\u2029🐦b", 3, 4), ("abc", -5, 0)],
)
def test_places_are_counted_as_the_field_does(text: str, offset: int, position: int) -> None:
    assert position_in_field(text, offset) == position
