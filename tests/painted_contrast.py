"""The contrast of what is written in a picture with what it is written on, from its pixels."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QImage

from tests import painted_ink

if TYPE_CHECKING:
    from annotator.ui.text.view import TextView


def _luminance(colour: QColor) -> float:
    def linear(part: float) -> float:
        return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4

    red, green, blue = (linear(x) for x in (colour.redF(), colour.greenF(), colour.blueF()))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: QColor, other: QColor) -> float:
    """Return the contrast of two colours as WCAG 2.2 computes it."""
    low, high = sorted((_luminance(one), _luminance(other)))
    return (high + 0.05) / (low + 0.05)


def painted_contrast(image: QImage, area: QRectF) -> float:
    """Return the contrast of what is written in an area with what it is written on."""
    ratio = image.devicePixelRatio()
    scaled = QRectF(area.topLeft() * ratio, area.size() * ratio)
    box = scaled.toAlignedRect().intersected(image.rect())
    pixels = Counter(
        image.pixel(x, y)
        for x in range(box.left(), box.right() + 1)
        for y in range(box.top(), box.bottom() + 1)
    )
    ground = QColor(pixels.most_common(1)[0][0])
    return max(contrast(ground, QColor(pixel)) for pixel in pixels)


def words_measured(view: TextView, image: QImage, *, step: int = 3) -> Iterator[tuple[str, float]]:
    """Yield pieces of the words in view with the contrast in which they are painted."""
    text = view.text()
    low, high = view.visible_span()
    for begin in range(low, min(high, len(text)) - 3, step):
        if not text[begin : begin + 3].isalpha():
            continue
        for box in view.boxes_of(begin, begin + 3):
            if box.top() >= 0 and box.bottom() < view.viewport().height() and box.width() > 8:
                inner = box.adjusted(1, 3, -1, -3)
                yield f"{begin} {text[begin : begin + 3]}", painted_contrast(image, inner)


def labels_measured(view: TextView, image: QImage) -> Iterator[tuple[str, float]]:
    """Yield the labels in view with the contrast in which they are painted.

    Those of nothing but pictures, as emoji are, have colours of their own.
    """
    room = QRectF(view.viewport().rect())
    for label, box in painted_ink.label_boxes(view):
        is_written = any(c.isalnum() for sign in label.signs for c in sign.text)
        if is_written and room.top() < box.top() and box.bottom() < room.bottom():
            yield str(label), painted_contrast(image, box)


def names_measured(view: TextView, image: QImage) -> Iterator[tuple[str, float]]:
    """Yield the names in the margin with the contrast in which they are painted."""
    room = QRectF(view.viewport().rect())
    for what, box in painted_ink.name_boxes(view):
        if room.contains(box):
            yield what, painted_contrast(image, box)
