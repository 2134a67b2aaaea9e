"""The open document on paper: its text with the annotations numbered, and a list of them."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable
from itertools import pairwise

from PySide6.QtGui import (
    QBrush,
    QColor,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextTableFormat,
)
from PySide6.QtPrintSupport import QPrinter

from annotator.model.annotation import Annotation
from annotator.model.presentation import label_values, layer_slot
from annotator.text.names import visible
from annotator.ui.bars.document_head import title_of
from annotator.ui.look.look import LIGHT, Look
from annotator.ui.sitting.session import Session

_TEXT, _SMALL, _NUMBER = 10.5, 8.5, 6.5
"""Sizes in points: paper has no zoom."""
_BREAKS = re.compile(r"\r\n|[\n\r\u2028\u2029]")


def print_session(session: Session, look: Look, printer: QPrinter) -> None:
    """Print the open document with the annotations that are shown, in the light colours."""
    made = paper(session, look)
    made.setPageSize(printer.pageRect(QPrinter.Unit.Point).size())
    made.print_(printer)


def paper(session: Session, look: Look) -> QTextDocument:
    """Return the open document as it is printed."""
    assert session.document is not None
    document = session.store.read().document(session.document)
    made = QTextDocument()
    made.setDefaultFont(look.text_font(14))
    cursor = QTextCursor(made)
    cursor.insertText(title_of(document), _form(look, _TEXT + 3, weight=600))
    cursor.insertBlock(_block(12))
    shown = session.shown()
    _insert_text(cursor, document.text, shown, session, look)
    if shown:
        _insert_list(cursor, shown, session, look)
    return made


def _form(
    look: Look, points: float, *, weight: int = 400, is_text: bool = False
) -> QTextCharFormat:
    form = QTextCharFormat()
    form.setFont(look.text_font(14) if is_text else look.interface_font(13, weight))
    form.setFontPointSize(points)
    form.setForeground(QColor("#000000"))
    return form


def _block(below: float) -> QTextBlockFormat:
    form = QTextBlockFormat()
    form.setBottomMargin(below)
    form.setLineHeight(130, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
    return form


def _insert_text(
    cursor: QTextCursor, text: str, shown: list[Annotation], session: Session, look: Look
) -> None:
    """Insert the text in pieces, between all begins and ends; numbers stand after the ends."""
    light = look.with_mode(LIGHT)
    numbers: dict[int, list[int]] = {}
    for number, annotation in enumerate(shown, start=1):
        if annotation.spans:
            numbers.setdefault(annotation.spans[-1].end, []).append(number)
    borders = sorted({0, len(text), *(n for a in shown for span in a.spans for n in span)})
    colours = _colours(borders, shown, session, light)
    for place, (begin, end) in enumerate(pairwise(borders)):
        form = _form(light, _TEXT, is_text=True)
        if colours[place]:
            form.setBackground(QBrush(QColor(colours[place])))
        for count, line in enumerate(_BREAKS.split(text[begin:end])):
            if count:
                cursor.insertBlock(_block(4))
            cursor.insertText("\t".join(map(visible, line.split("\t"))), form)
        if end in numbers:
            over = _form(light, _NUMBER, weight=600)
            over.setVerticalAlignment(QTextCharFormat.VerticalAlignment.AlignSuperScript)
            cursor.insertText(" ".join(map(str, numbers[end])), over)


def _colours(
    borders: list[int], shown: Iterable[Annotation], session: Session, look: Look
) -> list[str]:
    """Return the fill of each piece between two borders: that of the shortest annotation there."""
    found = [""] * max(0, len(borders) - 1)
    longest_first = sorted(shown, key=lambda a: -sum(s.end - s.begin for s in a.spans))
    for annotation in longest_first:
        if session.maker.drawings.get(annotation.layer) == "margin":
            continue
        fill = look.layer(layer_slot(session.scheme, annotation.layer)).fill
        for span in annotation.spans:
            first = bisect_right(borders, span.begin) - 1
            last = bisect_right(borders, span.end - 1)
            found[first:last] = [fill] * (last - first)
    return found


def _insert_list(
    cursor: QTextCursor, shown: list[Annotation], session: Session, look: Look
) -> None:
    cursor.insertBlock(_block(6))
    form = QTextTableFormat()
    form.setBorder(0)
    form.setCellPadding(2)
    form.setTopMargin(12)
    table = cursor.insertTable(len(shown), 4, form)
    for row, annotation in enumerate(shown):
        values = label_values(session.scheme, annotation, session.language, in_line=True)
        cells = (
            str(row + 1),
            session.layer_name(annotation.layer),
            " ".join(annotation.quote.split())[:200],
            ", ".join(values),
        )
        for column, said in enumerate(cells):
            inside = table.cellAt(row, column).firstCursorPosition()
            inside.insertText(visible(said), _form(look, _SMALL, is_text=column == 2))
    cursor.movePosition(QTextCursor.MoveOperation.End)
