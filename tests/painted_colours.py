"""Measures whether each annotation is painted in the colours of its own layer, at its own words.

Only pixels count, and what is stored: a stroke in its lane in the ink of its layer, and behind its
words its fill, where no smaller one lies on it. Used by `tests.painted`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from PySide6.QtGui import QColor, QImage

from annotator.ui.text import lanes
from annotator.ui.text.marks import FILL, NOTHING, Flags

if TYPE_CHECKING:
    from annotator.ui.text.dress import Line
    from annotator.ui.text.rows import Row
    from annotator.ui.text.view import TextView

_BARE = Flags.SUGGESTED | Flags.DISAGREES | Flags.AGREES | Flags.ECHOES
"""Marks with one of these have no fill, and may have a fainter lane."""
_NEAR = 18
"""So far from an ink on its way to the paper may a pixel be, in levels of 255."""
_INKED = 0.45
"""How much of an ink a pixel must have to tell it from another."""
_LEAST = 5
"""Narrower stretches, as of points, may be under the ticks of others."""

Pixel = tuple[int, int, int]


def colours_wrong(
    view: TextView, image: QImage, lines: Iterable[tuple[Line, float]]
) -> Iterator[str]:
    """Yield lanes without the ink of their layer and words without its fill, in a picture of now.

    `lines` are those in view with the tops of their blocks; cut ones are left out, and so is
    whatever is current, hovered or dimmed.
    """
    room = image.deviceIndependentSize().height()
    for line, top in lines:
        if top + line.top < 0 or top + line.top + line.height > room:
            continue
        for row in line.rows:
            if row.mark.drawing == NOTHING or view._scene.is_dim(row.mark):
                continue
            if row.lane < lanes.MOST and not row.mark.flags & _BARE:
                yield from _lane_wrong(view, image, line, top, row)
            if row.mark.drawing == FILL and not row.mark.flags & _BARE:
                yield from _fill_wrong(view, image, line, top, row)


def _lane_wrong(view: TextView, image: QImage, line: Line, top: float, row: Row) -> Iterator[str]:
    paper = _pixel(QColor(view._look.tokens.paper).rgb())
    ink = _pixel(QColor(view._look.layer(row.mark.slot).ink).rgb())
    first = top + line.baseline + line.descent + view._metrics.under + row.drop
    ratio = image.devicePixelRatio()
    heights = range(int(first * ratio), int((first + view._metrics.lane) * ratio))
    for left, right in row.boxes:
        columns = _columns(view, image, left, right)
        if len(columns) < _LEAST:
            continue
        seen = {image.pixel(x, y) for x in columns for y in heights}
        if not any(_is_of(_pixel(one), ink, paper) for one in seen):
            yield f"lane without the ink of its layer: {row.mark.key} {row.mark.spans}"


def _fill_wrong(view: TextView, image: QImage, line: Line, top: float, row: Row) -> Iterator[str]:
    layer = view._look.layer(row.mark.slot)
    wanted = {QColor(layer.strong).rgb()}
    if layer.fill:
        wanted.add(QColor(layer.fill).rgb())
    elif not view._scene.is_strong(row.mark):
        return
    # From over its capitals to under its letters: signs may be as large as that, and opaque.
    ratio = image.devicePixelRatio()
    heights = range(
        int((top + line.baseline - view._metrics.text.cap - view._metrics.px(2)) * ratio),
        int((top + line.baseline + view._metrics.px(4)) * ratio),
    )
    over = [
        box
        for other in line.rows
        if other.mark.drawing == FILL and other.depth > row.depth
        for box in other.boxes
    ]
    for left, right in row.boxes:
        columns = _columns(view, image, left, right)
        seen = [x for x in columns if not _is_under(x / ratio - view._column.left, over)]
        is_seen = any(image.pixel(x, y) in wanted for x in seen for y in heights)
        if len(seen) >= _LEAST and not is_seen:
            yield f"words without their fill: {row.mark.key} {row.mark.spans}"


def _columns(view: TextView, image: QImage, left: float, right: float) -> range:
    ratio = image.devicePixelRatio()
    begin = max(0, int((view._column.left + left) * ratio) + 1)
    return range(begin, min(image.width(), int((view._column.left + right) * ratio)))


def _is_under(x: float, boxes: Iterable[tuple[float, float]]) -> bool:
    return any(left - 4 <= x <= right + 4 for left, right in boxes)


def _pixel(colour: int) -> Pixel:
    return colour >> 16 & 255, colour >> 8 & 255, colour & 255


def _is_of(pixel: Pixel, ink: Pixel, paper: Pixel) -> bool:
    """Say whether a pixel is an ink on a paper, as softened as edges are."""
    way = [one - other for one, other in zip(ink, paper, strict=True)]
    gone = [one - other for one, other in zip(pixel, paper, strict=True)]
    part = sum(a * b for a, b in zip(way, gone, strict=True)) / max(1, sum(a * a for a in way))
    if not _INKED <= part <= 1.1:
        return False
    return all(abs(a * part - b) <= _NEAR for a, b in zip(way, gone, strict=True))
