"""Measures what is painted by its ink: each kind of thing is painted alone and laid on the others.

What the painters say of their places is not asked: only pixels count. Used by `tests.painted`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import combinations
from math import ceil, floor
from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QRectF
from PySide6.QtGui import QColor, QImage, QPainter, QPen

from annotator.ui.text import frame as frames
from annotator.ui.text.dress import Line
from annotator.ui.text.glimpse import Glimpse
from annotator.ui.text.labels import Label
from annotator.ui.text.marks import NOTHING

if TYPE_CHECKING:
    from annotator.ui.text.view import TextView

_INKED = 110
"""From this alpha (of 255) on a pixel counts: edges of letters are fainter."""
_FEW = 3
"""So many common pixels are the rounding of curves."""
_ONES = bytes(int(value >= _INKED) for value in range(256))

Paint = Callable[[QPainter], object]


def ink(view: TextView, paint: Paint) -> QImage:
    """Return what `paint` paints on a transparent picture of the size of the text's viewport."""
    size = view.viewport().size()
    # Rows of a whole number of words, so that no byte stands between them.
    wide = size.width() + -size.width() % 4
    image = QImage(wide, size.height(), QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(0)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    paint(painter)
    painter.end()
    return image


def mask(image: QImage) -> int:
    """Return the inked pixels of a picture as the bytes of a number, one for each pixel."""
    alpha = image.convertToFormat(QImage.Format.Format_Alpha8)
    return int.from_bytes(bytes(alpha.constBits()).translate(_ONES), "big")


def common(one: int, other: int) -> int:
    """Return how many pixels two masks have in common."""
    return (one & other).bit_count()


def glimpse(view: TextView) -> Glimpse:
    """Return what is in view, with all that its painters ask."""
    area = QRectF(view.viewport().rect())
    visible = view._scroller.settle()
    return Glimpse(visible, view._scene, view._column, view._scroller.top(), area, area, 0)


def kinds(view: TextView) -> dict[str, Paint]:
    """Return how each kind of thing is painted alone."""
    now, stage = glimpse(view), view._stage
    lines, x = now.painted_lines(), view._column.left
    inner = stage.painter
    drawn = [(_only(line, is_nothing=False), top) for line, top in lines]
    lacking = [(_only(line, is_nothing=True), top) for line, top in lines]
    found: dict[str, Paint] = {
        "words": lambda painter: inner._words(painter, now),
        "labels": lambda painter: inner.labels.paint(painter, lines, now.scene, x),
        "lanes": lambda painter: inner.lanes.paint(painter, drawn, now.scene, x),
        "words for nothing": lambda painter: inner.lanes.paint(painter, lacking, now.scene, x),
        "names": lambda painter: stage.margin.paint(painter, now),
    }
    margin = stage.margin
    if margin.is_shown and now.visible and not now.scene.differences:
        arranged = margin._arrange(now)
        found["names"] = lambda painter: [
            margin._paint_name(painter, name, now.scene) for name in arranged.names
        ]
        found["stripes"] = lambda painter: margin._paint_stripes(
            painter, arranged.stripes, now.scene
        )
    return found


def _only(line: Line, *, is_nothing: bool) -> Line:
    """Return a line without, or with nothing but, the rows that say that a reader has nothing."""
    rows = [row for row in line.rows if (row.mark.drawing == NOTHING) is is_nothing]
    return line._replace(rows=rows, rungs=() if is_nothing else line.rungs)


def covering(view: TextView) -> Iterator[str]:
    """Yield kinds of things of this page that are painted on each other, or cut by its edges."""
    masks = {name: mask(ink(view, paint)) for name, paint in kinds(view).items()}
    for one, other in combinations(masks, 2):
        count = common(masks[one], masks[other])
        if count > _FEW:
            yield f"{one} on {other}: {count} pixels"
    edges = mask(ink(view, lambda painter: _paint_edges(painter, view)))
    for name, found in masks.items():
        count = common(found, edges)
        if count > _FEW:
            yield f"{name} cut at the edge: {count} pixels"


def labels_astray(view: TextView) -> Iterator[str]:
    """Yield how much of the labels on this page is painted outside of their own lines."""
    now = glimpse(view)
    lines, paint = now.painted_lines(), view._stage.painter.labels.paint

    def labels(some: list[tuple[Line, float]]) -> QImage:
        return ink(view, lambda painter: paint(painter, some, now.scene, view._column.left))

    for first in (0, 1):
        # Every other line, so that what is painted on a neighbour is seen.
        some = lines[first::2]
        image = labels(some)
        painter = QPainter(image)
        painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Clear)
        for line, top in some:
            low, high = floor(top + line.top), ceil(top + line.top + line.height)
            painter.fillRect(0, low, image.width(), high - low, QColor("#000000"))
        painter.end()
        if (count := mask(image).bit_count()) > _FEW:
            yield f"labels out of their lines: {count} pixels"


def arcs_covering(view: TextView) -> Iterator[str]:
    """Yield what the arcs of all frames on this page are painted on."""
    now, found = glimpse(view), kinds(view)
    arcs = mask(ink(view, lambda painter: view._stage.frames.paint_all(painter, now, {})))
    for name in ("words", "labels", "lanes", "names"):
        if (count := common(arcs, mask(ink(view, found[name])))) > _FEW:
            yield f"arcs on {name}: {count} pixels"


def arcs_astray(view: TextView) -> Iterator[str]:
    """Yield ends on this page over whose begin no arc comes down, where all frames are drawn.

    Measured for one frame: trunks of several lie lower, where arcs come down.
    """
    now = glimpse(view)
    image = ink(view, lambda painter: view._stage.frames.paint_all(painter, now, {}))
    lines, px, x = now.lines(), view._metrics.px, view._column.left
    shown = now.scene.frames_with({row.mark.key for line, _ in lines for row in line.rows})
    ends = {end.key for frame in shown for end in frame.ends if end.role}
    for line, top in lines:
        for row in line.rows:
            y = round(top + line.top)
            if row.begin_x is None or row.mark.key not in ends or y < px(4):
                continue
            left, right = (-px(10), px(2)) if row.is_rtl else (-px(2), px(10))
            begin = x + row.begin_x
            columns = range(max(0, round(begin + left)), round(begin + right))
            if y < image.height() and not any(image.pixel(at, y) >> 24 for at in columns):
                yield f"no arc comes down at {row.mark.key} {row.mark.spans}"


def _paint_edges(painter: QPainter, view: TextView) -> None:
    """Paint the first and the last column: what has ink there is not whole for certain."""
    size = view.viewport().size()
    for x in (0, size.width() - 1):
        painter.fillRect(x, 0, 1, size.height(), QColor("#000000"))


def unpainted(view: TextView) -> Iterator[str]:
    """Yield what has a place on this page and no ink at it: labels, names, words."""
    found = kinds(view)
    room = QRectF(view.viewport().rect())
    for name, boxes in (("labels", label_boxes(view)), ("names", name_boxes(view))):
        image = ink(view, found[name])
        for what, box in boxes:
            if room.contains(box) and not mask(image.copy(_whole(box))):
                yield f"{name} without ink: {what}"


def _whole(box: QRectF) -> QRect:
    """Return a box in whole pixels whose rows are whole words too."""
    found = box.toAlignedRect()
    return found.adjusted(0, 0, -found.width() % 4, 0)


def label_boxes(view: TextView) -> Iterator[tuple[Label, QRectF]]:
    """Yield the labels on this page and the boxes in which their letters stand."""
    stage, metrics = view._stage, view._metrics
    for block in view._scroller.settle():
        top = block.top - view._scroller.top()
        for line in block.dress.lines:
            over = metrics.under_labels(line.ascent) + line.lift
            bottom = top + line.baseline - over + metrics.px(1)
            for label in stage.painter.labels.labels_of(line, view._scene):
                left = view._column.left + label.left
                box = QRectF(left, bottom - metrics.px(9), label.right - label.left, metrics.px(8))
                yield label, box


def name_boxes(view: TextView) -> Iterator[tuple[str, QRectF]]:
    """Yield the names in the margin and their boxes."""
    for box, key in view._stage.margin.names:
        yield f"margin name of {key}", box


def sign_boxes(view: TextView) -> Iterator[tuple[str, QRectF]]:
    """Yield what the signs of an open frame say, and the boxes inside their edges."""
    drawn, edge = view._stage.frames.drawn, view._metrics.px(2)
    for pill in (*drawn.pills, *drawn.hints):
        yield pill.text, pill.rect.adjusted(edge, edge, -edge, -edge)
    for stub in drawn.stubs:
        yield stub.role, stub.rect.adjusted(edge, edge, -edge, -edge)


def signs_cut(view: TextView) -> Iterator[str]:
    """Yield signs of an open frame that are narrower than what they say."""
    drawn, metrics = view._stage.frames.drawn, view._metrics
    for pill in drawn.pills:
        if metrics.pill.metrics.horizontalAdvance(pill.text) > pill.rect.width():
            yield f"pill narrower than its role: {pill.text}"
    for stub in drawn.stubs:
        wide = metrics.pill.metrics.horizontalAdvance(stub.role)
        wide += metrics.quote.metrics.horizontalAdvance(stub.quote)
        # What stands before its first letter, between the two, and at least after the last.
        wide += metrics.px(7 + (6 if stub.quote else 0) + 4)
        if wide > stub.rect.width():
            yield f"sign narrower than what it says: {stub.role} {stub.quote}"


def frame_covering(view: TextView) -> Iterator[str]:
    """Yield what the arcs of the open frame are painted on: lanes, letters of readers, names."""
    stage, found = view._stage, kinds(view)
    area = QRectF(view.viewport().rect())
    strip = view._metrics.px(frames.STUB_STRIP)
    path = frames.arcs(stage.frames.drawn, view._metrics, area)

    def paint(painter: QPainter) -> None:
        if stage.frames.drawn.stubs:
            # What lies under the signs at the edges is covered by paper.
            painter.setClipRect(area.adjusted(0, strip, 0, -strip))
        painter.setPen(QPen(QColor("#000000"), view._metrics.px(1.1)))
        painter.drawPath(path)

    arcs = mask(ink(view, paint))
    for name in ("lanes", "names"):
        if (count := common(arcs, mask(ink(view, found[name])))) > _FEW:
            yield f"arcs of the frame on {name}: {count} pixels"
