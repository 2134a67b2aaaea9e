"""Paints the margin: stripes along long annotations with their names, or what readers differ in."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPen

from annotator.ui.text import margin as margins
from annotator.ui.text.glimpse import Glimpse
from annotator.ui.text.kit import Kit
from annotator.ui.text.layout import DocumentLayout
from annotator.ui.text.margin import Name, Stripe
from annotator.ui.text.marks import Difference, Mark
from annotator.ui.text.metrics import Column
from annotator.ui.text.scene import Scene

_PER_CHARACTER = 8.9
_TICK = "✓"


class MarginPainter:
    """Paints the margin of one document; remembers where names and stripes are, for the mouse."""

    def __init__(self, layout: DocumentLayout, kit: Kit, column: Column) -> None:
        """Paint beside the text of `layout`, which stands at `column`."""
        self.layout, self.kit, self.column = layout, kit, column
        self.is_shown = True
        self.names: list[tuple[QRectF, str]] = []
        self.stripes: list[tuple[QRectF, str]] = []

    def key_at(self, found: Callable[[QRectF], bool]) -> str:
        """Return the key of the first name or stripe whose box `found` accepts, or ""."""
        return next((key for box, key in (*self.names, *self.stripes) if found(box)), "")

    def paint(self, painter: QPainter, now: Glimpse) -> dict[str, int]:
        """Paint what is in view; return the track of each stripe by the key of its mark."""
        self.names, self.stripes = [], []
        if not now.visible or not self.is_shown:
            return {}
        if now.scene.differences:
            self._differences(painter, now)
            return {}
        begin, end = now.visible[0].block.begin, now.visible[-1].block.end + 1
        least = int(self._characters_of_line())
        marks = margins.marks_of_margin(self.layout.index, begin, end, self._lines_of, least)
        tracks = margins.tracks(marks)
        places = _line_places(now)
        stripes: list[Stripe] = []
        for mark in marks:
            stripe = self._stripe(mark, tracks[mark.key], places, begin, end, now.area)
            if stripe is not None and self.track_x(stripe.track) > 0:
                stripes.append(stripe)
                self._paint_stripe(painter, stripe, now.scene)
        deepest = max((stripe.track for stripe in stripes), default=0)
        for name in margins.names(stripes, self.kit.metrics.unit, now.area.top()):
            if name.y > now.area.bottom():
                break
            self._paint_name(painter, name, deepest, now.scene)
        return tracks

    def _characters_of_line(self) -> float:
        return self.column.width / max(1.0, self.kit.metrics.px(_PER_CHARACTER))

    def _lines_of(self, mark: Mark) -> int:
        """Return on how many lines a mark stands: exactly where it is laid out."""
        layout = self.layout
        per_line = self._characters_of_line()
        if mark.length < per_line:
            return 1
        first, last = layout.blocks.at(mark.begin), layout.blocks.at(max(mark.begin, mark.end - 1))
        if first == last and layout.is_laid_out(first):
            return len(layout.shape(first).lines_between(mark.begin, mark.end))
        return int(mark.length / per_line) + 1 + (last - first) // 2

    def _stripe(
        self,
        mark: Mark,
        track: int,
        places: dict[str, tuple[float, float]],
        begin: int,
        end: int,
        area: QRectF,
    ) -> Stripe | None:
        seen = places.get(mark.key)
        above, below = area.top() - 60, area.bottom() + 60
        if seen is None:
            if mark.begin >= begin or mark.end <= end:
                return None
            return Stripe(mark, track, above, below)
        top = seen[0] if mark.begin >= begin else above
        bottom = seen[1] if mark.end <= end else below
        return Stripe(mark, track, top, bottom)

    def track_x(self, track: int) -> float:
        """Return the x of the middle of a stripe's track."""
        px = self.kit.metrics.px
        return self.column.left - px(margins.FIRST_TRACK) - track * px(margins.BETWEEN_TRACKS)

    def _paint_stripe(self, painter: QPainter, stripe: Stripe, scene: Scene) -> None:
        px, mark = self.kit.metrics.px, stripe.mark
        opacity = self.kit.look.dimmed if scene.is_dim(mark) else 1.0
        ink = self.kit.faded(self.kit.look.layer(mark.slot).ink, opacity)
        is_hub = scene.frame is not None and scene.frame.key == mark.key
        x = self.track_x(stripe.track)
        height = stripe.bottom - stripe.top
        if mark.key == scene.current or is_hub:
            painter.fillRect(QRectF(x - px(2), stripe.top, px(4), height), ink)
        else:
            thin = max(1.0, px(1.2))
            painter.fillRect(QRectF(x - px(2), stripe.top, thin, height), ink)
            painter.fillRect(QRectF(x + px(2) - thin, stripe.top, thin, height), ink)
        self.stripes.append((QRectF(x - px(4), stripe.top, px(8), height), mark.key))

    def _paint_name(self, painter: QPainter, name: Name, deepest: int, scene: Scene) -> None:
        metrics, mark = self.kit.metrics, name.mark
        px = metrics.px
        right = self.track_x(deepest) - px(12)
        width = min(right - px(4), float(self.column.margin))
        if width < px(24):
            return
        is_dim = scene.is_dim(mark)
        ink = self.kit.faded(self.kit.look.layer(mark.slot).ink, 0.6 if is_dim else 1)
        muted = self.kit.faded(self.kit.tokens.muted, 0.75 if is_dim else 1)
        y = name.y
        for text, face, colour in (
            (mark.value or mark.letter, metrics.margin_bold, ink),
            (mark.detail, metrics.margin, muted),
        ):
            if text:
                shown = face.metrics.elidedText(text, Qt.TextElideMode.ElideRight, width)
                painter.setFont(face.font)
                painter.setPen(colour)
                at = QRectF(right - width, y, width, px(14))
                aligned = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
                painter.drawText(at, aligned, shown)
            y += px(13.5)
        self.names.append((QRectF(right - width, name.y, width, y - name.y), mark.key))

    # what readers differ in

    def _differences(self, painter: QPainter, now: Glimpse) -> None:
        """Name the places where readers differ beside the lines on which they begin."""
        px = self.kit.metrics.px
        begin, end = now.visible[0].block.begin, now.visible[-1].block.end
        lowest = float("-inf")
        for place in now.scene.differences:
            if not begin <= place.begin <= end:
                continue
            rect = self.layout.rect_of(place.begin).translated(now.origin)
            y = max(rect.center().y() - px(9), lowest)
            lowest = y + px(20)
            if y < now.area.bottom():
                self._paint_difference(painter, place, y, now.scene)

    def _paint_difference(
        self, painter: QPainter, place: Difference, y: float, scene: Scene
    ) -> None:
        metrics, tokens = self.kit.metrics, self.kit.tokens
        px = metrics.px
        is_current = place.number == scene.current_difference
        face = metrics.margin_bold if is_current else metrics.margin
        sign = _TICK if place.is_settled else str(place.number)
        right = self.column.left - px(28)
        room = right - px(12)
        if room < px(24):
            return
        text = face.metrics.elidedText(f"{place.name}  {sign}", Qt.TextElideMode.ElideLeft, room)
        width = face.metrics.horizontalAdvance(text)
        box = QRectF(right - width - px(7), y, width + px(14), px(18))
        painter.setFont(face.font)
        painter.setPen(self.kit.colour(tokens.muted))
        if is_current:
            path = QPainterPath()
            path.addRoundedRect(box, px(4), px(4))
            painter.fillPath(path, self.kit.colour(tokens.button))
            painter.setPen(QPen(self.kit.colour(tokens.button_text)))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text)
        self.names.append((box, place.key))


def _line_places(now: Glimpse) -> dict[str, tuple[float, float]]:
    """Return for each annotation the y of its first and its last visible line of words."""
    found: dict[str, tuple[float, float]] = {}
    for line, top in now.lines():
        begin = top + line.baseline - line.ascent + 3
        end = top + line.baseline + line.descent + 3
        for row in line.rows:
            seen = found.get(row.mark.key)
            found[row.mark.key] = (seen[0] if seen else begin, end)
    return found
