"""Where a frame stands on the text: pills at its ends, arcs in the margin and between lines."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence, Set
from dataclasses import dataclass, field
from typing import NamedTuple

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainterPath

from annotator.text.directions import set_in
from annotator.ui.text.dress import Line
from annotator.ui.text.marks import Frame, FrameEnd, Mark, MarkIndex
from annotator.ui.text.metrics import Metrics
from annotator.ui.text.rows import Row

BUS = 10.0
STUB_STRIP = 26.0
_TURN, _ABOVE = 4.0, 2.0
_BUSES_APART = 5.0
_MOST_BUSES = 4
_BESIDE_LETTERS = (4.0, 16.0, 18.5, 18.5)
"""Where buses run, in pixels of the design before the text, if letters of readers stand there."""
_LIFT = 1.5
_TIP = 2.5
_WIDEST = 180.0
"""Pixels of the design that roles have at most: a longer one covers the begins of others' words."""
_BEFORE, _APART, _AROUND = 2.0, 2.0, 8.0
"""How far signs begin before words, stand apart, and are wider than what they say."""
_FOOT = 4.0
"""So far from the begin of an end an arc comes down where no pill stands."""


class Pill(NamedTuple):
    """A drawn end: where, what it says and the end it stands for. A hint has no role."""

    rect: QRectF
    text: str
    end: FrameEnd
    line_top: float


class Stub(NamedTuple):
    """An end that is not seen: its sign at the edge, or on the header of the fold it lies under.

    One on a header has a `line_top`, the upper edge of the header.
    """

    rect: QRectF
    role: str
    quote: str
    end: FrameEnd
    is_above: bool
    line_top: float | None = None


@dataclass(slots=True)
class FrameGeometry:
    """Where everything of a frame is drawn, in pixels of the viewport.

    `hub_side` says where a hub that is not in view is: -1 above, 1 below; `leads_up` and
    `leads_down` that ends are there which no stub tells of. Trunks lie `lift`
    pixels of the design lower than usual, so that those of several frames are told apart.
    """

    pills: list[Pill] = field(default_factory=list[Pill])
    hints: list[Pill] = field(default_factory=list[Pill])
    stubs: list[Stub] = field(default_factory=list[Stub])
    bus_x: float = 0.0
    hub_y: float | None = None
    hub_side: int = 0
    leads_up: bool = False
    leads_down: bool = False
    lift: float = 0.0

    def top(self) -> float:
        """Return the y of the uppermost thing that the bus reaches."""
        heights = [pill.line_top for pill in self.pills]
        heights += [] if self.hub_y is None else [self.hub_y]
        is_over = self.hub_side < 0 or self.leads_up
        return float("-inf") if is_over else min(heights, default=0.0)

    def bottom(self) -> float:
        """Return the y of the lowest thing that the bus reaches."""
        heights = [pill.line_top for pill in self.pills]
        heights += [] if self.hub_y is None else [self.hub_y]
        is_over = self.hub_side > 0 or self.leads_down
        return float("inf") if is_over else max(heights, default=0.0)

    def at_edge(self, *, is_above: bool) -> list[Stub]:
        """Return the signs at the upper or the lower edge of the view."""
        return [s for s in self.stubs if s.line_top is None and s.is_above == is_above]

    def key_at(self, point: QPointF) -> str:
        """Return the key of the end whose pill, hint or stub is at a point, or ""."""
        for drawn in (*self.stubs, *self.pills, *self.hints):
            if drawn.rect.contains(point):
                return drawn.end.key
        return ""


def role_text(ends: Iterable[FrameEnd]) -> str:
    """Return the roles of one annotation in a frame, as they stand in its pill."""
    return " · ".join(dict.fromkeys(end.role for end in ends if end.role))


def role_shown(role: str, metrics: Metrics, room: float = _WIDEST) -> str:
    """Return a role as its sign says it: one that is longer than the room for it ends in dots.

    One from right to left ends at its left, whatever stands before it in the sign.
    """
    pixels = min(metrics.px(_WIDEST), room)
    return set_in(metrics.pill.metrics.elidedText(role, Qt.TextElideMode.ElideRight, pixels))


def feet(
    ends: dict[str, list[FrameEnd]],
    lines: Sequence[tuple[Line, float]],
    metrics: Metrics,
    x: float,
) -> FrameGeometry:
    """Place an arc's foot at the begin of each end on these lines, as `geometry` does pills.

    Nothing is written there, so none gives way to another: each points to its own words.
    """
    found, px = FrameGeometry(bus_x=x - metrics.px(BUS)), metrics.px
    for line, top in lines:
        for row in line.rows:
            if row.begin_x is not None and row.mark.key in ends:
                middle = x + row.begin_x + px(-_FOOT if row.is_rtl else _FOOT)
                low = top + _over_labels(line, metrics)
                rect = QRectF(middle - px(_FOOT), low, px(2 * _FOOT), px(12.5))
                found.pills.append(Pill(rect, "", ends[row.mark.key][0], top + line.top))
    return found


def _over_labels(line: Line, metrics: Metrics) -> float:
    """Return the y of the lowest pixel over the labels of a line."""
    high = max(metrics.letter.cap, line.over) + max(1.0, metrics.px(1))
    return line.baseline - metrics.under_labels(line.ascent) - line.lift - high


def geometry(
    ends: dict[str, list[FrameEnd]],
    lines: Sequence[tuple[Line, float]],
    metrics: Metrics,
    x: float,
) -> FrameGeometry:
    """Place pills and hints over the begins of the ends on these lines, left to right.

    `lines` are the visible ones with the y of their block's top, `x` is the left edge of the
    text. A pill that would meet the one before it is pushed to the right, and back if it would
    be cut off there.
    """
    found = FrameGeometry(bus_x=x - metrics.px(BUS))
    for line, top in lines:
        rows = [r for r in line.rows if r.begin_x is not None and r.mark.key in ends]
        rows.sort(key=lambda row: (row.begin_x, -row.mark.length))
        placed = _signs_of(rows, ends, line, top + line.top, metrics, x, line.width)
        least = x - metrics.px(_BEFORE)
        if placed and placed[0].rect.left() < least - 0.01:
            # There is no room for all of them: long roles end in dots sooner.
            room = _room_each(placed, x + line.width + metrics.edge - least, metrics)
            placed = _signs_of(rows, ends, line, top + line.top, metrics, x, room)
        for pill in placed:
            (found.pills if pill.end.role else found.hints).append(pill)
    return found


def _signs_of(
    rows: Iterable[Row],
    ends: dict[str, list[FrameEnd]],
    line: Line,
    line_top: float,
    metrics: Metrics,
    x: float,
    room: float,
) -> list[Pill]:
    """Return the signs over the begins of `rows`; a role takes `room` pixels at most."""
    px, placed = metrics.px, list[Pill]()
    right = x - px(_BEFORE + _APART)
    height = px(12.5)
    for row in rows:
        here = ends[row.mark.key]
        role = role_shown(role_text(here), metrics, room)
        text = role or here[0].letter
        if not text:
            continue
        face = metrics.pill if role else metrics.cap
        width = face.metrics.horizontalAdvance(text) + px(_AROUND)
        if not role:
            width = max(width, height)
        begin_x = row.begin_x or 0.0
        left = x + begin_x - px(_BEFORE) - (width - px(2 * _BEFORE) if row.is_rtl else 0)
        rect = QRectF(max(left, right + px(_APART)), line_top + px(1), width, height)
        right = rect.right()
        placed.append(Pill(rect, text, here[0], line_top))
    limit = x + line.width + metrics.edge
    for pill in reversed(placed):
        if pill.rect.right() > limit:
            pill.rect.moveRight(limit)
        limit = pill.rect.left() - px(_APART)
    return placed


def _room_each(placed: Sequence[Pill], room: float, metrics: Metrics) -> float:
    """Return how many pixels each role may take, so that all signs of a line fit in `room`.

    Short ones leave theirs to the long ones.
    """
    px = metrics.px
    room -= px(_APART) * (len(placed) - 1)
    room -= sum(pill.rect.width() for pill in placed if not pill.end.role)
    widths = sorted(pill.rect.width() for pill in placed if pill.end.role)
    for number, width in enumerate(widths):
        share = room / (len(widths) - number)
        if width > share:
            return max(0.0, share - px(_AROUND))
        room -= width
    return max(widths, default=0.0)


def place_stubs(
    found: FrameGeometry,
    frame: Frame,
    index: MarkIndex,
    visible: tuple[int, int],
    quote_of: Callable[[Mark], str],
    metrics: Metrics,
    area: QRectF,
    told: Set[str] = frozenset(),
) -> None:
    """Add the ends that are off the screen, side by side at its upper or lower edge.

    Those `told` of elsewhere are left out. Where there is no room for all, the last sign counts
    the others and leads to the first of them.
    """
    px = metrics.px
    more = max(px(26), metrics.pill.metrics.horizontalAdvance(f"+{len(frame.ends)}") + px(14))
    drawn = {pill.end.key for pill in found.pills} | told
    xs = {True: found.bus_x + px(8), False: found.bus_x + px(8)}
    rest: dict[bool, list[FrameEnd]] = {True: [], False: []}
    used: set[bool] = set()
    grouped: dict[str, list[FrameEnd]] = {}
    for end in frame.ends:
        if end.role and end.key not in drawn:
            grouped.setdefault(end.key, []).append(end)
    for key, ends in grouped.items():
        mark = index.get(key)
        if mark is None:
            continue
        is_above = mark.begin < visible[0] or (mark.begin < visible[1] and area.height() <= 0)
        role, quote = role_shown(role_text(ends), metrics), quote_of(mark)
        arrow = "↑ " if is_above else "↓ "
        width = (
            metrics.pill.metrics.horizontalAdvance(arrow + role)
            + metrics.quote.metrics.horizontalAdvance(quote)
            + px(22)
        )
        left = xs[is_above]
        over = left + width - (area.right() - more - px(10))
        if over > 0 and is_above not in used:
            # The first one at an edge says at least its role, and what there is room for.
            room = metrics.quote.metrics.horizontalAdvance(quote) - over
            quote = metrics.quote.metrics.elidedText(quote, Qt.TextElideMode.ElideRight, room)
            if room < 0:
                role = role_shown(role_text(ends), metrics, _role_width(role, metrics) + room)
            width, over = width - over, 0.0
        used.add(is_above)
        if over > 0:
            rest[is_above].append(ends[0])
            continue
        y = area.top() + px(3) if is_above else area.bottom() - px(STUB_STRIP - 3)
        rect = QRectF(left, y, width, px(STUB_STRIP - 6))
        found.stubs.append(Stub(rect, arrow + role, quote, ends[0], is_above))
        xs[is_above] = rect.right() + px(6)
    for is_above, others in rest.items():
        if others:
            y = area.top() + px(3) if is_above else area.bottom() - px(STUB_STRIP - 3)
            rect = QRectF(xs[is_above], y, more, px(STUB_STRIP - 6))
            found.stubs.append(Stub(rect, f"+{len(others)}", "", others[0], is_above))


def _role_width(role: str, metrics: Metrics) -> float:
    return metrics.pill.metrics.horizontalAdvance(role)


def arcs(found: FrameGeometry, metrics: Metrics, area: QRectF) -> QPainterPath:
    """Return the bus and its trunks: one line above each line with ends, turning into each pill.

    The bus of a hub that is not in view runs to the edge of `area` behind which it is.
    """
    px = metrics.px
    path = QPainterPath()
    turn, bus, hub = px(_TURN), found.bus_x, found.hub_y
    low_y, high_y = area.top() + px(1), area.bottom() - px(1)
    if found.hub_side:
        hub = area.top() if found.hub_side < 0 else area.bottom()
    heights: list[float] = [hub] if hub is not None else []
    heights += [area.top()] if found.leads_up else []
    heights += [area.bottom()] if found.leads_down else []
    boxes = [(pill.rect, pill.line_top) for pill in found.pills]
    boxes += [(stub.rect, stub.line_top) for stub in found.stubs if stub.line_top is not None]
    for rect, line_top in boxes:
        y = line_top - px(_ABOVE - found.lift)
        heights.append(y)
        from_above = hub is not None and hub < y
        path.moveTo(bus, y - turn if from_above else y + turn)
        path.quadTo(bus, y, bus + turn, y)
        down = max(min(rect.left() + px(8), rect.center().x()), bus + 2 * turn)
        path.lineTo(down - px(3), y)
        # Labels begin soon below trunks that lie lower, and over the small words of teasers.
        foot = max(y + px(1), min(y + px(3), rect.top()))
        path.quadTo(down, y, down, foot)
        path.lineTo(down, max(rect.top(), foot))
    for is_above in (True, False):
        stubs = found.at_edge(is_above=is_above)
        if stubs:
            y = stubs[0].rect.center().y()
            heights.append(y)
            path.moveTo(bus, y + turn if is_above else y - turn)
            path.quadTo(bus, y, bus + turn, y)
            path.lineTo(stubs[0].rect.left(), y)
    if len(heights) > 1:
        low, high = min(heights), max(heights)
        ends = (hub, area.top(), area.bottom())
        path.moveTo(bus, low + (turn if low not in ends else 0))
        path.lineTo(bus, high - (turn if high not in ends else 0))
    for is_there, y, step in ((found.leads_up, low_y, 1), (found.leads_down, high_y, -1)):
        if is_there:
            path.moveTo(bus - px(_TIP), y + step * px(_TIP))
            path.lineTo(bus, y)
            path.lineTo(bus + px(_TIP), y + step * px(_TIP))
    return path


def lead_out(found: FrameGeometry, ends: Iterable[Mark], visible: tuple[int, int]) -> None:
    """Let the bus point to where ends without a pill are out of view."""
    drawn = {pill.end.key for pill in found.pills}
    for mark in ends:
        if mark.key not in drawn:
            found.leads_up = found.leads_up or mark.end <= visible[0]
            found.leads_down = found.leads_down or mark.begin >= visible[1]


def tracks(extents: Sequence[tuple[float, float]]) -> list[int]:
    """Return for each bus (its upper and lower y) the first track that is free there.

    Where four are taken, the last one is shared.
    """
    taken: list[list[tuple[float, float]]] = [[] for _ in range(_MOST_BUSES)]
    found: list[int] = []
    for low, high in extents:
        free = (
            number
            for number, others in enumerate(taken)
            if all(low < other_high or other_low < high for other_low, other_high in others)
        )
        track = next(free, _MOST_BUSES - 1)
        taken[track].append((low, high))
        found.append(track)
    return found


def lift_of(track: int) -> float:
    """Return how much lower the trunks of a track lie, in pixels of the design."""
    return min(track, _MOST_BUSES - 1) * _LIFT


def bus_of_one(x: float, metrics: Metrics, *, has_letters: bool) -> float:
    """Return the x of the bus of the open frame: where letters of readers stand, beside them."""
    return x - metrics.px(_BESIDE_LETTERS[0] if has_letters else BUS)


def bus_of(track: int, x: float, metrics: Metrics, *, has_letters: bool) -> float:
    """Return the x of one of several buses; the fifth and further ones share the last."""
    track = min(track, _MOST_BUSES - 1)
    return x - metrics.px(_BESIDE_LETTERS[track] if has_letters else _BUSES_APART * (1 + track))
