"""The sentence of a frame in pieces, shortened until its lines hold it."""

from __future__ import annotations

import html
from collections.abc import Callable, Iterable
from typing import NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QFontMetricsF, QTextCharFormat, QTextLayout

from annotator.text.directions import set_in
from annotator.text.names import visible
from annotator.ui.spoken.frames import SHORTEST, FrameSentence, Named

_LEAST_OF_CHAINS, _MOST_OF_VERBS = 0.4, 0.5
"""What part of the sentence is left to who reports whom, and what part what is done has at most."""
MOST = 160
"""How many letters of names are said where the lines have room for them."""
_LONG_WORD = 5
"""The letters by which each line may stay shorter."""


class Inks(NamedTuple):
    """Colours of the sentence: of names, of what is done, of what stands between them."""

    names: str
    verbs: str
    between: str


class Part(NamedTuple):
    """A piece of the sentence; with the id of an end it can be clicked."""

    text: str
    end: str = ""
    is_bold: bool = False


class Said(NamedTuple):
    """The pieces of a sentence: who reports whom, and what is done to whom."""

    who: list[Part]
    what: list[Part]


def pieces(found: FrameSentence, no_target: str) -> Said:
    """Return a sentence in pieces; `no_target` is said where it has no target."""
    who: list[Part] = []
    for chain in found.chains:
        if who:
            who.append(Part("; "))
        for number, group in enumerate(chain):
            if number:
                who.append(Part(" ← "))
            who += _names(group)
    what = [Part(": ")] if found.chains and found.verbs else []
    verbs = ", ".join(map(set_in, found.verbs))
    what += [Part(verbs, is_bold=True)] if verbs else []
    what.append(Part(" → "))
    what += _names(found.targets) or [Part(no_target)]
    return Said(who, what)


def fitted(said: Callable[[int], Said], font: QFont, line: float, lines: int = 2) -> Said:
    """Return what is `said` with names of as many letters as `lines` of `line` pixels hold.

    Where not even the shortest fit, verbs give way, then chains: to whom it is done is seen.
    """
    found = said(MOST)
    if lines_of(found, font, line, lines) <= lines:
        return found
    low, high = SHORTEST, MOST - 1
    while low < high:
        middle = (low + high + 1) // 2
        if lines_of(said(middle), font, line, lines) <= lines:
            low = middle
        else:
            high = middle - 1
    found = said(low)
    if lines_of(found, font, line, lines) <= lines:
        return found
    room = in_lines(line, font, lines)
    what = [_shorter(part, font, room * _MOST_OF_VERBS) for part in found.what]
    least = max(room * _LEAST_OF_CHAINS, room - _width(what, font))
    who = _cut(found.who, font, least)
    return Said(who, _cut(what, font, room - _width(who, font)))


def width_of(said: Said, font: QFont) -> float:
    """Return how many pixels a sentence takes in one line."""
    return _width((*said.who, *said.what), font)


def _names(group: Iterable[Named]) -> list[Part]:
    found: list[Part] = []
    for named in group:
        if found:
            found.append(Part(", "))
        found.append(Part(set_in(visible(named.name)), named.end))
    return found


def in_lines(width: float, font: QFont, lines: int) -> int:
    """Return how much fits in `lines`; a long word is not broken, so they may end before."""
    return round(lines * width - lines * font.pixelSize() * _LONG_WORD)


def lines_of(said: Said, font: QFont, width: float, most: int) -> int:
    """Return how many lines pieces take, wrapped between words; one over `most` if too many."""
    formats: list[QTextLayout.FormatRange] = []
    text = ""
    weight = QTextCharFormat()
    weight.setFontWeight(QFont.Weight.Bold)
    for part in (*said.who, *said.what):
        if part.is_bold:
            bold = QTextLayout.FormatRange()
            bold.start, bold.length, bold.format = len(text), len(part.text), weight
            formats.append(bold)
        text += part.text
    layout = QTextLayout(text, font)
    layout.setFormats(formats)
    layout.beginLayout()
    for number in range(most):
        line = layout.createLine()
        if not line.isValid():
            return number
        line.setLineWidth(width)
        if line.naturalTextWidth() > width:
            break
    else:
        return most + layout.createLine().isValid()
    return most + 1


def _width(parts: Iterable[Part], font: QFont) -> float:
    return sum(_metrics(part, font).horizontalAdvance(part.text) for part in parts)


def _metrics(part: Part, font: QFont) -> QFontMetricsF:
    if not part.is_bold:
        return QFontMetricsF(font)
    bold = QFont(font)
    bold.setBold(True)
    return QFontMetricsF(bold)


def _shorter(part: Part, font: QFont, room: float) -> Part:
    """Return a piece as it is, or what is done shortened to `room` pixels."""
    if not part.is_bold:
        return part
    return part._replace(
        text=_metrics(part, font).elidedText(part.text, Qt.TextElideMode.ElideRight, room)
    )


def _cut(parts: list[Part], font: QFont, room: float) -> list[Part]:
    """Return as many pieces as fit; the last one ends in an ellipsis if there are more."""
    if _width(parts, font) <= room:
        return parts
    found: list[Part] = []
    least = QFontMetricsF(font).horizontalAdvance("……")
    for part in parts:
        metrics = _metrics(part, font)
        width = metrics.horizontalAdvance(part.text)
        if width > room - least:
            text = metrics.elidedText(part.text + " ", Qt.TextElideMode.ElideRight, room)
            found.append(part._replace(text=text if text.endswith("…") else "…"))
            break
        found.append(part)
        room -= width
    return found


def rich(part: Part, inks: Inks) -> str:
    """Return a piece of the sentence: an end is a link, what is done is bold."""
    shown = html.escape(part.text).replace("  ", "&nbsp; ")
    if part.is_bold:
        return f'<span style="color: {inks.verbs}"><b>{shown}</b></span>'
    if not part.end:
        return f'<span style="color: {inks.between}">{shown}</span>'
    style = f"color: {inks.names}; text-decoration: none"
    return f'<a href="{html.escape(part.end)}" style="{style}">{shown}</a>'
