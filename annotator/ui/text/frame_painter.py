"""Paints the open frame, or the arcs of all frames, over the text in view."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from annotator.ui.text import frame as frames
from annotator.ui.text import frame_signs
from annotator.ui.text.dress import Line
from annotator.ui.text.folds import fold_over, place_in_folds
from annotator.ui.text.frame import FrameGeometry
from annotator.ui.text.glimpse import Glimpse
from annotator.ui.text.kit import Kit
from annotator.ui.text.layout import DocumentLayout
from annotator.ui.text.marks import Frame, Mark
from annotator.ui.text.metrics import Column

_QUOTE = 28
_ARCS_OF_ALL = 0.55


class FramePainter:
    """Paints frames of one document; remembers where pills and stubs are, for the mouse."""

    def __init__(self, layout: DocumentLayout, kit: Kit, column: Column) -> None:
        """Paint over the text of `layout`, which stands at `column`."""
        self.layout, self.kit, self.column = layout, kit, column
        self.drawn = FrameGeometry()

    def paint(self, painter: QPainter, now: Glimpse, stripe_x: float | None) -> None:
        """Paint the open frame; its hub's stripe, if there is one, stands at `stripe_x`."""
        self.drawn = FrameGeometry()
        frame = now.scene.frame
        hub = self.layout.index.get(frame.key) if frame else None
        if frame is None or hub is None or not now.visible:
            return
        metrics = self.kit.metrics
        inner = QRectF(now.area)
        found = FrameGeometry()
        for _ in range(2):
            found = self._frame_in(now, frame, inner)
            found.hub_y, found.hub_side = self._hub_y(hub, now)
            strip = metrics.px(frames.STUB_STRIP)
            above, below = found.at_edge(is_above=True), found.at_edge(is_above=False)
            # What lies under the signs at the edges counts as off the screen too.
            inner = now.area.adjusted(0, strip if above else 0, 0, -strip if below else 0)
        ink = self.kit.look.layer(hub.slot).ink
        frame_signs.paint(
            painter, found, frame, ink, self.kit.look, metrics, now.area, stripe_x=stripe_x
        )
        self.drawn = found

    def _frame_in(self, now: Glimpse, frame: Frame, inner: QRectF) -> FrameGeometry:
        """Place pills on the lines that are wholly in `inner`, signs for all other ends."""
        metrics = self.kit.metrics
        slack = metrics.px(2)
        lines = [
            (line, top)
            for line, top in now.lines()
            if top + line.top >= inner.top() - slack
            and top + line.baseline + line.descent <= inner.bottom()
        ]
        left, has_letters = self.column.left, bool(now.scene.readers)
        found = frames.geometry(now.scene.ends, lines, metrics, left)
        found.bus_x = frames.bus_of_one(left, metrics, has_letters=has_letters)
        span = (now.visible[0].block.begin, now.visible[-1].block.end)
        if lines:
            span = self._span_of(lines, now)
        told = place_in_folds(found, now.scene.ends, self.layout, now, inner, self.kit)
        index = self.layout.index
        frames.place_stubs(found, frame, index, span, self.quote_of, metrics, now.area, told)
        return found

    def _span_of(self, lines: list[tuple[Line, float]], now: Glimpse) -> tuple[int, int]:
        """Return from which to which offset whole lines are seen."""
        first = lines[0][1] + lines[0][0].top + now.top
        last = lines[-1][1] + lines[-1][0].top + now.top
        low, high = self.layout.place_at(first), self.layout.place_at(last)
        return (
            self.layout.shape(low.number).line_begin(low.line),
            self.layout.shape(high.number).line_end(high.line),
        )

    def _hub_y(self, hub: Mark, now: Glimpse) -> tuple[float | None, int]:
        """Return the height of a hub's first visible line; where none is, -1 above or 1 below."""
        for line, top in now.lines():
            if top + line.baseline < 0:
                continue
            if any(row.mark.key == hub.key for row in line.rows):
                return top + line.baseline - self.kit.metrics.text.cap / 2, 0
        folded = fold_over(self.layout, now, hub, self.kit)
        if folded is not None:
            return folded, 0
        return None, -1 if hub.begin <= now.visible[0].block.begin else 1

    def quote_of(self, mark: Mark) -> str:
        """Return the begin of an annotation's words, for a sign of one line."""
        begin, end = mark.spans[0]
        text = self.layout.text[begin : min(end, begin + _QUOTE)]
        text = " ".join(text.split())
        return text + " …" if end - begin > _QUOTE or len(mark.spans) > 1 else text

    def paint_all(self, painter: QPainter, now: Glimpse, stripes: Mapping[str, float]) -> None:
        """Paint the arcs of all frames that have a hub or an end in view, muted.

        Each is joined to the stripe of its hub, whose x `stripes` has by key.
        """
        if now.scene.others is None or now.scene.frame is not None:
            return
        metrics, lines = self.kit.metrics, now.lines()
        shown = self._shown_frames(now, lines)
        tracks = frames.tracks([(found.top(), found.bottom()) for _, found in shown])
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for (hub, found), track in zip(shown, tracks, strict=True):
            found.bus_x = frames.bus_of(
                track, self.column.left, metrics, has_letters=bool(now.scene.readers)
            )
            found.lift = frames.lift_of(track)
            ink = self.kit.look.layer(hub.slot).ink
            pen = QPen(self.kit.faded(ink, _ARCS_OF_ALL), metrics.px(1.1))
            # Feet end over labels, and not half a line lower.
            pen.setCapStyle(Qt.PenCapStyle.FlatCap)
            painter.setPen(pen)
            painter.drawPath(frames.arcs(found, metrics, now.area))
            if found.hub_y is not None and hub.key in stripes:
                joint = QPointF(found.bus_x, found.hub_y)
                painter.drawLine(QPointF(stripes[hub.key], found.hub_y), joint)
                painter.setBrush(self.kit.faded(ink, _ARCS_OF_ALL))
                painter.drawEllipse(joint, metrics.px(1.6), metrics.px(1.6))
                painter.setBrush(Qt.BrushStyle.NoBrush)

    def _shown_frames(
        self, now: Glimpse, lines: list[tuple[Line, float]]
    ) -> list[tuple[Mark, FrameGeometry]]:
        seen = {row.mark.key for line, _ in lines for row in line.rows}
        span = (now.visible[0].block.begin, now.visible[-1].block.end)
        if lines:
            span = self._span_of(lines, now)
        shown: list[tuple[Mark, FrameGeometry]] = []
        for one in now.scene.frames_with(seen):
            hub = self.layout.index.get(one.key)
            if hub is None:
                continue
            ends = {end.key: [end] for end in one.ends if end.role}
            found = frames.feet(ends, lines, self.kit.metrics, self.column.left)
            found.hub_y, found.hub_side = self._hub_y(hub, now)
            others = map(self.layout.index.get, ends)
            frames.lead_out(found, (mark for mark in others if mark), span)
            if found.pills or (found.hub_y is not None and (found.leads_up or found.leads_down)):
                shown.append((hub, found))
        return shown
