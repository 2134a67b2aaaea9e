"""A text before it comes in: its segments with coloured margins; a digit changes a role."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFontMetricsF,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QTextBlock,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
)
from PySide6.QtWidgets import QTextEdit, QWidget

from annotator.model.presentation import role_name
from annotator.model.scheme import Scheme
from annotator.ui.look.look import Look

_STRIPE, _GAP, _EDGE = 3, 5, 6
_WIDEST = 130
_MOST = 40_000
"""Characters that are shown; a preview needs no more."""


class SegmentPreview(QTextEdit):
    """The segments of one text."""

    role_chosen = Signal(int, str)

    def __init__(self, look: Look, scheme: Scheme, language: str) -> None:
        """Build it empty."""
        super().__init__()
        self.look, self._scheme, self._language = look, scheme, language
        self.setReadOnly(True)
        self.setTabChangesFocus(True)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByKeyboard
            | Qt.TextInteractionFlag.TextSelectableByMouse
        )
        self.setFont(look.text_font(15))
        self.setProperty("quote", "15")
        self._owners: list[int] = []
        self.roles: list[str] = []
        self.can_change = False
        self._margin = _Margin(self)
        names = [self.role_name(role.id) for role in scheme.segment_roles]
        metrics = QFontMetricsF(look.interface_font(11, 700))
        widest = max((metrics.horizontalAdvance(name) for name in names), default=0.0)
        self._width = round(min(_WIDEST, widest)) + 2 * _EDGE + _STRIPE + _GAP
        self.cursorPositionChanged.connect(self._margin.update)
        self.verticalScrollBar().valueChanged.connect(self._margin.update)

    def show_plain(self, text: str) -> None:
        """Show text that has no segments."""
        self.show_segments([("", text)], {}, can_change=False)

    def show_segments(
        self, segments: Sequence[tuple[str, str]], chosen: Mapping[int, str], *, can_change: bool
    ) -> None:
        """Show segments, role and text, with the roles that were chosen by their number."""
        self.can_change = can_change
        self.roles = [chosen.get(n, role) for n, (role, _) in enumerate(segments)]
        self.clear()
        self._owners = []
        cursor = QTextCursor(self.document())
        cursor.beginEditBlock()
        shown = 0
        for number, (_, text) in enumerate(segments):
            for line in text.split("\n"):
                if self._owners:
                    cursor.insertBlock()
                self._owners.append(number)
                is_last = shown + len(line) > _MOST
                cursor.insertText(line[: _MOST - shown] + "…" if is_last else line)
                shown += len(line)
                if is_last:
                    break
            self._space_after(cursor)
            if shown > _MOST:
                break
        cursor.endEditBlock()
        self._dim()
        self._place_margin()
        self.moveCursor(QTextCursor.MoveOperation.Start)
        self._margin.update()

    def _space_after(self, cursor: QTextCursor) -> None:
        form = QTextBlockFormat(cursor.blockFormat())
        form.setBottomMargin(8)
        cursor.setBlockFormat(form)

    def _dim(self) -> None:
        tokens = self.look.tokens
        cursor = QTextCursor(self.document())
        block = self.document().firstBlock()
        while block.isValid():
            role = self._scheme.role(self.role_at(block))
            form = QTextCharFormat()
            is_dimmed = role is not None and not role.annotate
            form.setForeground(QColor(tokens.muted if is_dimmed else tokens.ink))
            cursor.setPosition(block.position())
            end = QTextCursor.MoveOperation.EndOfBlock
            cursor.movePosition(end, QTextCursor.MoveMode.KeepAnchor)
            cursor.mergeCharFormat(form)
            block = block.next()

    def role_at(self, block: QTextBlock) -> str:
        """Return the role of the segment that a block is part of, empty if it is of none."""
        number = self.segment_at(block)
        return self.roles[number] if 0 <= number < len(self.roles) else ""

    def segment_at(self, block: QTextBlock) -> int:
        """Return the number of the segment that a block is part of, -1 if it is of none."""
        number = block.blockNumber()
        return self._owners[number] if 0 <= number < len(self._owners) else -1

    def is_first(self, block: QTextBlock) -> bool:
        """Say whether a block begins its segment."""
        return self.segment_at(block) != self.segment_at(block.previous())

    def role_name(self, role: str, *, in_line: bool = False) -> str:
        """Return what a role is called."""
        return role_name(self._scheme, role, self._language, in_line=in_line)

    def slot_of(self, role: str) -> int:
        """Return the place of a role in the table of colours."""
        ids = [known.id for known in self._scheme.segment_roles]
        return ids.index(role) if role in ids else len(ids)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take a digit as the role of the segment at the cursor."""
        digit = event.text()
        known = self._scheme.segment_roles
        if self.can_change and digit.isdecimal() and 1 <= int(digit) <= min(9, len(known)):
            number = self.segment_at(self.textCursor().block())
            if number >= 0:
                self.roles[number] = known[int(digit) - 1].id
                self._dim()
                self._margin.update()
                self.role_chosen.emit(number, self.roles[number])
            return
        super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the margin beside the text."""
        super().resizeEvent(event)
        self._place_margin()

    def _place_margin(self) -> None:
        """Put the margin beside the text; where there are no roles there is none."""
        width = self._width if any(self.roles) else 0
        self.setViewportMargins(width, 0, 0, 0)
        box = self.contentsRect()
        self._margin.setGeometry(box.left(), box.top(), width, box.height())


class _Margin(QWidget):
    """Stripes and names of the segments that are seen."""

    def __init__(self, text: SegmentPreview) -> None:
        super().__init__(text)
        self._text = text

    def paintEvent(self, event: QPaintEvent) -> None:
        text, look = self._text, self._text.look
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        layout = text.document().documentLayout()
        top = text.verticalScrollBar().value()
        current = text.segment_at(text.textCursor().block())
        cursor = text.cursorForPosition(QPointF(0, 0).toPoint())
        block = cursor.block()
        while block.isValid():
            box = layout.blockBoundingRect(block)
            y = box.top() - top
            if y > self.height():
                break
            role = text.role_at(block)
            if role:
                is_current = text.segment_at(block) == current and text.can_change
                height = block.layout().boundingRect().height()
                self._paint(
                    painter, look, role, QRectF(0, y, self.width(), height), block, is_current
                )
            block = block.next()
        painter.end()

    def _paint(
        self,
        painter: QPainter,
        look: Look,
        role: str,
        box: QRectF,
        block: QTextBlock,
        is_current: bool,
    ) -> None:
        ink = QColor(look.layer(self._text.slot_of(role)).ink)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(ink)
        painter.drawRoundedRect(
            QRectF(box.right() - _GAP - _STRIPE, box.top() + 2, _STRIPE, box.height() - 4), 1, 1
        )
        if not self._text.is_first(block):
            return
        font = look.interface_font(11, 700 if is_current else 450)
        painter.setFont(font)
        painter.setPen(QColor(look.tokens.ink if is_current else look.tokens.muted))
        room = QRectF(_EDGE, box.top() + 4, box.width() - _GAP - _STRIPE - 2 * _EDGE, 16)
        name = QFontMetricsF(font).elidedText(
            self._text.role_name(role), Qt.TextElideMode.ElideRight, room.width()
        )
        painter.drawText(room, int(Qt.AlignmentFlag.AlignRight), name)
