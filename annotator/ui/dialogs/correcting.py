"""Corrects one segment or paragraph of the open document, with what that does to annotations."""

from __future__ import annotations

from itertools import pairwise, zip_longest
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QListWidget, QPlainTextEdit, QVBoxLayout

from annotator.model.errors import AnnotatorError
from annotator.model.language import text_in
from annotator.model.sentences import sentence_of
from annotator.model.wording import sentence
from annotator.operations.documents.revisions import (
    Correction,
    correct_stretch,
    correctable_stretch,
    preview_correction,
    text_with,
)
from annotator.operations.editing.context import shortened
from annotator.text.names import each_visible, visible
from annotator.text.offsets import Utf16Map
from annotator.text.paragraphs import paragraphs
from annotator.ui.bars.document_head import title_of
from annotator.ui.dialogs.dialog import Dialog
from annotator.ui.words.local_form import number_in

if TYPE_CHECKING:
    from annotator.ui.desk import Desk

_QUIET = 250
"""Milliseconds without typing before it is looked what the correction would do."""
_SHOWN, _AROUND = 60, 2
"""Characters of a quote that are shown, and words around what differs in a longer one."""
_LINE = "\u2029"
"""What a field has between two lines."""


class CorrectDialog(Dialog):
    """The dialog of Edit > Correct text; Ctrl+Enter keeps."""

    def __init__(self, window: Desk, caret: int) -> None:
        """Show the segment or paragraph that holds an offset of the open document."""
        super().__init__(window, "correct")
        self._window, self._session = window, window.sitting
        self._document = str(self._session.document)
        store = self._session.store
        self._text = store.read().text(self._document)
        self.begin, self.end = correctable_stretch(store, self._document, caret)
        self._old = self._text[self.begin : self.end]
        self.field = QPlainTextEdit(self._old)
        self.field.setTabChangesFocus(True)
        self.field.setLineWrapMode(QPlainTextEdit.LineWrapMode.WidgetWidth)
        self.field.setFont(window.look.text_font(window.look.text_size))
        self.reason = QLineEdit()
        self.reason.setPlaceholderText(self.word("correct.reason_hint"))
        self.follows = QListWidget()
        self.follows.setWordWrap(True)
        self.follows.setSpacing(2)
        self._quiet = QTimer(self)
        self._quiet.setSingleShot(True)
        self._quiet.setInterval(_QUIET)
        self._quiet.timeout.connect(self.look_ahead)
        self._build()
        self.button("cancel", self.reject)
        self.go = self.button("correct.keep", self.keep, is_primary=True)
        self.go.setEnabled(False)
        self.field.installEventFilter(self)
        self._begin_with_what_it_holds(caret - self.begin)

    def _build(self) -> None:
        columns = QHBoxLayout()
        columns.setSpacing(14)
        left, right = QVBoxLayout(), QVBoxLayout()
        left.addWidget(self.label("correct.text", self.field))
        left.addWidget(self.field, 1)
        left.addWidget(self.label("correct.reason", self.reason))
        left.addWidget(self.reason)
        right.addWidget(self.label("correct.follows", self.follows))
        right.addWidget(self.follows, 1)
        columns.addLayout(left, 3)
        columns.addLayout(right, 2)
        self.body.addLayout(columns, 1)

    def _begin_with_what_it_holds(self, offset: int) -> None:
        if self.stretch() != self._old:
            self.field.setReadOnly(True)
            self.say(self.word("correct.cannot"), "warn")
            return
        cursor = self.field.textCursor()
        cursor.setPosition(position_in_field(self._old, offset))
        self.field.setTextCursor(cursor)
        self.field.textChanged.connect(self._on_typed)
        self.look_ahead()
        self.field.setFocus()

    def stretch(self) -> str:
        """Return what the field holds, with the line breaks that were there before.

        Not `toPlainText`, which turns no-break spaces into spaces.
        """
        lines = self.field.document().toRawText().split(_LINE)
        breaks = _breaks_of(self._old)
        if len(breaks) != len(lines) - 1:
            usual = breaks[0] if breaks else "\n"
            breaks = [usual] * (len(lines) - 1)
        return "".join(x for pair in zip_longest(lines, breaks, fillvalue="") for x in pair)

    def _on_typed(self) -> None:
        self.go.setEnabled(self.stretch() != self._old)
        self._quiet.start()

    def look_ahead(self) -> None:
        """Show what the correction would do as it is now."""
        self._quiet.stop()
        self.follows.clear()
        whole = text_with(self._text, self.begin, self.end, self.stretch())
        try:
            told = preview_correction(self._session.store, self._document, whole)
        except AnnotatorError as error:
            self.go.setEnabled(False)
            self.say(sentence(error, self.language), "bad")
            return
        self.go.setEnabled(told.is_new)
        if not told.is_new:
            self.say(self.word("correct.same"), "secondary")
            return
        self._show(told)

    def _show(self, told: Correction) -> None:
        people = {one.annotator for one in (*told.touched, *told.lost) if one.annotator}
        for one in told.touched:
            before, after = changed_parts(one.before, one.after)
            name = self._called(one.kind, one.layer, one.annotator if len(people) > 1 else None)
            words = {"before": each_visible(before), "after": each_visible(after)}
            self.follows.addItem(self.word("correct.touched", name=name, **words))
        for one in told.lost:
            name = self._called(one.kind, one.layer, one.annotator if len(people) > 1 else None)
            self.follows.addItem(self.word("correct.lost", name=name, quote=_short(one.quote)))
        if not told.touched and not told.lost:
            self.follows.addItem(self.word("correct.none"))
        figures = {
            "revision": told.document.revision,
            "touched": number_in(len(told.touched), self.language),
            "lost": number_in(len(told.lost), self.language),
            "whole": number_in(told.kept + told.moved, self.language),
        }
        code, role = ("will_lose", "warn") if told.lost else ("will_be", "secondary")
        self.say(self.word(f"correct.{code}", **figures), role)

    def _called(self, kind: str, part: str | None, who: str | None) -> str:
        """Return how a layer, type or role is called, or what kind of noun it is, and whose."""
        scheme = self._session.scheme
        owner = None
        if part is not None:
            owner = scheme.layer(part) or scheme.relation_type(part) or scheme.role(part)
        if owner is not None:
            name = visible(text_in(owner.names, self.language, owner.id))
        else:
            name = sentence_of(f"noun.{kind}", {}, self.language)
        if who is None:
            return name
        return f"{name} ({visible(self._session.annotator_name(who))})"

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let Ctrl+Enter in the text keep it."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            is_enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
            if is_enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
                self.keep()
                return True
        return super().eventFilter(watched, event)

    def keep(self) -> None:
        """Correct the text as one step and go back to the place; what forbids it is said."""
        self.look_ahead()
        if not self.go.isEnabled():
            return
        session, reason = self._session, self.reason.text().strip() or None
        try:
            done = correct_stretch(
                session.store,
                self._document,
                self.begin,
                self.end,
                self.stretch(),
                reason=reason,
                annotator=session.annotator,
            )
        except AnnotatorError as error:
            self.say(sentence(error, self.language), "bad")
            return
        self.accept()
        self._window.surface.set_caret(min(self.begin, len(done.document.text)))
        self._window.surface.setFocus()
        figures = {
            "name": shortened(title_of(done.document)),
            "revision": done.document.revision,
            "kept": done.kept,
            "moved": done.moved,
            "touched": len(done.touched),
            "lost": len(done.lost),
        }
        self._window.say(sentence_of("told.corrected", figures, self.language))


def position_in_field(text: str, offset: int) -> int:
    """Return where an offset (code points) is in a field that holds `text`."""
    before = text[: max(0, offset)]
    spans = paragraphs(before)
    begin = spans[-1][0]
    # A line break is one character there, CRLF too.
    lines = "".join(before[one:other] for one, other in spans[:-1])
    last = Utf16Map(before[begin:]).to_utf16(len(before) - begin)
    return Utf16Map(lines).to_utf16(len(lines)) + len(spans) - 1 + last


def _breaks_of(text: str) -> list[str]:
    """Return what stands between the lines of a text."""
    spans = paragraphs(text)
    return [text[one[1] : other[0]] for one, other in pairwise(spans)]


def changed_parts(before: str, after: str) -> tuple[str, str]:
    """Return what differs of two quotes with a word or two each side; short ones are whole."""
    one, other = before.split(), after.split()
    if max(len(" ".join(one)), len(" ".join(other))) <= _SHOWN:
        return " ".join(one), " ".join(other)
    head = _alike(one, other)
    tail = _alike(one[head:][::-1], other[head:][::-1])
    first = max(0, head - _AROUND)

    def part(words: list[str]) -> str:
        last = min(len(words), len(words) - tail + _AROUND)
        middle = " ".join(words[first:last])
        if len(middle) > 2 * _SHOWN:
            middle = f"{middle[:_SHOWN]} … {middle[-_SHOWN:]}"
        return f"{'… ' if first else ''}{middle}{' …' if last < len(words) else ''}"

    return part(one), part(other)


def _alike(one: list[str], other: list[str]) -> int:
    """Return how many words two lists have in common at the begin."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((n for n, (a, b) in pairs if a != b), min(len(one), len(other)))


def _short(quote: str) -> str:
    line = visible(" ".join(quote.split()))
    return line if len(line) <= _SHOWN else f"{line[: _SHOWN - 1]}…"
