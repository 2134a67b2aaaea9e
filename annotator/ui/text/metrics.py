"""Sizes of everything on the text surface for one look and zoom, in pixels."""

from __future__ import annotations

from dataclasses import dataclass, field
from math import ceil

from PySide6.QtGui import QFont, QFontMetricsF

from annotator.ui.look.look import Look
from annotator.ui.text.label_room import LabelRoom
from annotator.ui.text.stacks import Reaches

STRIP = 14
_SPARE_LEFT = 0.38
_TYPE_OF_MEASURE = 17
_LABELS_OVER = 6.0
"""So far over capitals, in pixels of the design, stands the baseline of labels."""


@dataclass(frozen=True, slots=True)
class Typeface:
    """A font with the heights that are asked for again and again, and what reaches farther."""

    font: QFont
    ascent: int
    descent: int
    cap: float
    metrics: QFontMetricsF
    reaches: Reaches = field(compare=False)

    @classmethod
    def of(cls, font: QFont) -> Typeface:
        """Measure a font."""
        metrics = QFontMetricsF(font)
        cap = metrics.capHeight() or metrics.ascent() * 0.7
        ascent, descent = ceil(metrics.ascent()), ceil(metrics.descent())
        return cls(font, ascent, descent, cap, metrics, Reaches(font, ascent, descent))


@dataclass(frozen=True, slots=True)
class Metrics:
    """All sizes at one zoom; `unit` is how many pixels one pixel of the design is."""

    unit: float
    text: Typeface
    teaser: Typeface
    letter: Typeface
    value: Typeface
    pill: Typeface
    cap: Typeface
    margin: Typeface
    margin_bold: Typeface
    header: Typeface
    quote: Typeface
    band: int
    under: int
    lane: int
    tail: int
    gap: int
    teaser_gap: int
    header_height: int
    measure: int
    margin_wide: int
    margin_narrow: int
    margin_none: int
    edge: int
    top: int
    bottom: int
    labels: LabelRoom = field(compare=False)

    def px(self, size: float) -> float:
        """Return a size of the design in pixels at this zoom."""
        return size * self.unit

    def line_height(self, ascent: int, descent: int, lanes: int | None = None) -> int:
        """Return the height of a line of annotated text with `lanes` pixels of lanes."""
        room = self.lane if lanes is None else lanes
        return self.band + ascent + descent + self.under + room + self.tail

    def under_labels(self, ascent: int) -> float:
        """Return how far over that of a line with this ascent the baseline of labels is."""
        return self.text.cap + max(0, ascent - self.text.ascent) + self.px(_LABELS_OVER)

    def over_labels(self, ascent: int) -> float:
        """Return how many pixels of a line are over the baseline of its labels."""
        return self.band + ascent - self.under_labels(ascent)


def metrics_for(look: Look, zoom: int) -> Metrics:
    """Measure the fonts of a look at a zoom in percent."""
    unit = zoom / 100

    def whole(size: float) -> int:
        return max(1, round(size * unit))

    def interface(size: float, weight: int) -> Typeface:
        font = look.interface_font(1, weight)
        font.setPixelSize(max(7, round(size * unit)))
        return Typeface.of(font)

    letter, value = interface(9, 700), interface(10, 450)
    return Metrics(
        unit=unit,
        text=Typeface.of(look.text_font(look.text_size * unit)),
        teaser=Typeface.of(look.text_font(look.text_size * 14 / _TYPE_OF_MEASURE * unit)),
        letter=letter,
        value=value,
        pill=interface(10, 600),
        cap=interface(10.5, 600),
        margin=interface(11, 400),
        margin_bold=interface(11, 700),
        header=interface(12, 400),
        quote=Typeface.of(look.text_font(13 * unit)),
        band=whole(11),
        under=whole(1),
        lane=whole(5),
        tail=whole(4 + look.leading),
        gap=whole(12),
        teaser_gap=whole(7),
        header_height=whole(34),
        measure=round(look.measure * look.text_size / _TYPE_OF_MEASURE * unit),
        margin_wide=whole(150),
        margin_narrow=whole(124),
        margin_none=whole(36),
        edge=whole(28),
        top=whole(24),
        bottom=whole(60),
        labels=LabelRoom(letter.font, value.font),
    )


@dataclass(frozen=True, slots=True)
class Column:
    """Where the text stands in the viewport: its left edge, its width, the margin before it."""

    left: int
    width: int
    margin: int


def column_for(metrics: Metrics, width: int, *, has_margin: bool) -> Column:
    """Return the place of the text in a viewport of `width` pixels.

    The margin comes first, then the measure; what is to spare goes 38 % to the left. Where
    that does not fit, the margin shrinks, and then the measure.
    """
    margin = metrics.margin_wide if has_margin else metrics.margin_none
    if has_margin and width < margin + metrics.measure + metrics.edge:
        margin = metrics.margin_narrow
        if width < margin + 12 * metrics.text.font.pixelSize() + metrics.edge:
            margin = metrics.margin_none
    measure = min(metrics.measure, width - margin - metrics.edge)
    measure = max(measure, 4 * metrics.text.font.pixelSize())
    spare = max(0, width - margin - measure)
    if spare <= metrics.edge:
        return Column(margin, measure, margin)
    return Column(margin + round(spare * _SPARE_LEFT), measure, margin)
