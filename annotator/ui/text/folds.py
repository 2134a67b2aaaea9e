"""Headers of folded segments: what they say, and the ends of an open frame that lie under them."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QLineF, QPointF, QRectF
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen

from annotator.ui.text.blocks import HEADER
from annotator.ui.text.frame import FrameGeometry, Stub, role_shown, role_text
from annotator.ui.text.glimpse import Glimpse
from annotator.ui.text.kit import Kit
from annotator.ui.text.layout import DocumentLayout, Visible
from annotator.ui.text.marks import NOTHING, FrameEnd, Mark
from annotator.ui.text.scene import Scene

_MIDDLE, _ARROW, _WORDS = 13.0, 30.0, 44.0
"""Where a header has its line, arrow and words, in pixels of the design from its upper left."""
_SIGN, _REST = 16.0, 26.0
"""The height of a sign of an end, and the width of the one that counts those without room."""


def header_text(title: str, paragraphs: int, words: tuple[str, str]) -> str:
    """Return the line that stands for a folded group; `words` are those of one, of several."""
    said = counted(paragraphs, words)
    return f"{title}, {said}" if title else said


def counted(number: int, words: tuple[str, str]) -> str:
    """Return a number in words, which are those of one and of several."""
    return words[0 if number == 1 else 1].replace("{count}", str(number))


def said_of(layout: DocumentLayout, number: int, scene: Scene) -> str:
    """Return what the header of a group says; a fold tells that annotations lie under it."""
    group = layout.blocks.groups[number]
    text = header_text(group.title, group.paragraphs, scene.fold_words)
    hidden = len(marks_under(layout, number)) if number in layout.folded else 0
    return f"{text}; {counted(hidden, scene.fold_marks)}" if hidden else text


def marks_under(layout: DocumentLayout, number: int) -> list[Mark]:
    """Return the annotations that lie in a group and nowhere else."""
    begin, end = _extent(layout, number)
    found = layout.index.marks_in(begin, end)
    return [m for m in found if begin <= m.begin and m.end <= end and m.drawing != NOTHING]


def _extent(layout: DocumentLayout, number: int) -> tuple[int, int]:
    blocks, group = layout.blocks.blocks, layout.blocks.groups[number]
    return blocks[group.first].begin, blocks[group.last - 1].end


def paint_header(
    painter: QPainter, block: Visible, now: Glimpse, layout: DocumentLayout, kit: Kit
) -> None:
    """Paint the header of a group: its words with an arrow, in a line through the column."""
    origin, metrics, tokens = now.origin, kit.metrics, kit.tokens
    px, number = metrics.px, block.block.group
    middle, left = origin.y() + block.top + px(_MIDDLE), origin.x() + px(_ARROW)
    text = said_of(layout, number, now.scene)
    painter.setFont(metrics.header.font)
    end = origin.x() + px(_WORDS) + metrics.header.metrics.horizontalAdvance(text)
    painter.setPen(QPen(QColor(tokens.line), 1))
    painter.drawLine(QLineF(origin.x(), middle, left - px(6), middle))
    painter.drawLine(QLineF(end + px(8), middle, origin.x() + now.column.width, middle))
    painter.fillPath(
        _arrow(left, middle, px(1), is_folded=number in layout.folded), QColor(tokens.muted)
    )
    painter.setPen(QColor(tokens.muted))
    painter.drawText(QPointF(origin.x() + px(_WORDS), middle + metrics.header.cap / 2), text)


def _arrow(left: float, middle: float, unit: float, *, is_folded: bool) -> QPainterPath:
    arrow = QPainterPath()
    if is_folded:
        arrow.moveTo(left, middle - 4 * unit)
        arrow.lineTo(left + 6 * unit, middle)
        arrow.lineTo(left, middle + 4 * unit)
    else:
        arrow.moveTo(left - unit, middle - 3 * unit)
        arrow.lineTo(left + 7 * unit, middle - 3 * unit)
        arrow.lineTo(left + 3 * unit, middle + 3 * unit)
    arrow.closeSubpath()
    return arrow


def fold_over(layout: DocumentLayout, now: Glimpse, mark: Mark, kit: Kit) -> float | None:
    """Return the y of the header in view under which an annotation lies folded, if there is one."""
    for block in now.visible:
        number = block.block.group
        if block.block.kind == HEADER and number in layout.folded:
            begin, end = _extent(layout, number)
            if begin <= mark.begin < end:
                return block.top - now.top + kit.metrics.px(_MIDDLE)
    return None


def place_in_folds(
    found: FrameGeometry,
    ends: Mapping[str, list[FrameEnd]],
    layout: DocumentLayout,
    now: Glimpse,
    inner: QRectF,
    kit: Kit,
) -> set[str]:
    """Add signs of the ends that lie under a header in `inner`, beside its words.

    Returns the keys of the ends that are told of there.
    """
    told: set[str] = set()
    for block in now.visible:
        number, top = block.block.group, block.top - now.top
        is_fold = block.block.kind == HEADER and number in layout.folded
        if not is_fold or top < inner.top() or top + block.dress.height > inner.bottom():
            continue
        begin, end = _extent(layout, number)
        marks = [mark for mark in map(layout.index.get, ends) if mark is not None]
        under = [mark for mark in marks if begin <= mark.begin < end and role_text(ends[mark.key])]
        under.sort(key=lambda mark: mark.begin)
        told |= _place_beside(found, [ends[mark.key] for mark in under], block, layout, now, kit)
    return told


def _place_beside(
    found: FrameGeometry,
    under: list[list[FrameEnd]],
    block: Visible,
    layout: DocumentLayout,
    now: Glimpse,
    kit: Kit,
) -> set[str]:
    metrics, px, x = kit.metrics, kit.metrics.px, now.column.left
    words = said_of(layout, block.block.group, now.scene)
    left = x + px(_WORDS + 16) + metrics.header.metrics.horizontalAdvance(words)
    right = x + now.column.width
    line_top = block.top - now.top
    y = line_top + px(_MIDDLE - _SIGN / 2)
    for number, here in enumerate(under):
        text, rest = role_shown(role_text(here), metrics), len(under) - number
        is_count = False
        width = metrics.pill.metrics.horizontalAdvance(text) + px(14)
        if left + width > right - (px(_REST + 6) if rest > 1 else 0):
            text, width, is_count = f"+{rest}", px(_REST), True
            if left + width > right:
                # Not even that has room: the edge of the view tells of them.
                return {ends[0].key for ends in under[:number]}
        rect = QRectF(left, y, width, px(_SIGN))
        found.stubs.append(Stub(rect, text, "", here[0], is_above=False, line_top=line_top))
        left = rect.right() + px(6)
        if is_count:
            break
    return {ends[0].key for ends in under}
