"""Paints the margin: stripes along long annotations with their names, or what readers differ in."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable
from functools import partial
from itertools import chain
from typing import NamedTuple

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPen

from annotator.ui.text import margin as margins
from annotator.ui.text.blocks import HEADER
from annotator.ui.text.glimpse import Glimpse
from annotator.ui.text.kit import DETAIL, NAME, Kit
from annotator.ui.text.layout import DocumentLayout
from annotator.ui.text.margin import Name, Stripe
from annotator.ui.text.marks import MARGIN, Difference, Mark
from annotator.ui.text.metrics import Column
from annotator.ui.text.scene import Scene
from annotator.ui.text.sketch import runs

_PER_CHARACTER = 8.9
_TICK = "✓"
_Column = tuple[tuple[int, str, bool, bool], list[tuple[float, float]]]
_BEFORE_STRIPES, _EDGE = 12.0, 4.0
"""Pixels of the design between a name and the stripes, and between it and the view's edge."""
_NAME_LEAST = 64.0
"""So much room names have, whatever stripes there are, if the margin is as wide at all."""
_FEW_LINES = 10.0
"""What has the characters of so many lines stands on more than three, however narrow they are."""


def _in_order(column: _Column) -> tuple[bool, int, str, bool]:
    """Sort key: the solid ones last, over the others, and those of a track always alike."""
    track, ink, is_dim, is_strong = column[0]
    return is_strong, track, ink, is_dim


class _Written(NamedTuple):
    """A name in its rows, each with its kind, and where it stands."""

    mark: Mark
    box: QRectF
    rows: list[tuple[str, str]]


class _Arranged(NamedTuple):
    """Stripes and names of one state of the viewport, whatever is selected there."""

    state: tuple[object, ...]
    tracks: dict[str, int]
    stripes: list[Stripe]
    names: list[_Written]


class _Tracked(NamedTuple):
    """The marks that have a stripe, found in one state of the layout, and the track of each.

    Of what is not of the margin none was longer than `longest` characters, nor as long as what
    makes more than one line of `per_line`.
    """

    state: tuple[object, ...]
    found_in: tuple[int, int, int]
    marks: list[Mark]
    tracks: dict[str, int]
    per_line: float
    longest: int

    def is_so(self, found_in: tuple[int, int, int], per_line: float) -> bool:
        """Say whether they are the same where so many characters make a line."""
        is_same = found_in == self.found_in and per_line >= self.per_line / 2
        return is_same and self.longest < min(per_line, self.per_line)


class MarginPainter:
    """Paints the margin of one document; remembers where names and stripes are, for the mouse."""

    def __init__(self, layout: DocumentLayout, kit: Kit, column: Column) -> None:
        """Paint beside the text of `layout`, which stands at `column`."""
        self.layout, self.kit, self.column = layout, kit, column
        self.is_shown = True
        self.names: list[tuple[QRectF, str]] = []
        self._stripes: list[Stripe] = []
        self._arranged: _Arranged | None = None
        self._tracked: _Tracked | None = None
        self._longest = 0

    def know(self, before: MarginPainter) -> None:
        """Take what was found for the same text, in another width or size."""
        self._tracked = before._tracked

    def key_at(self, found: Callable[[QRectF], bool]) -> str:
        """Return the key of the first name or stripe whose box `found` accepts, or ""."""
        # Boxes of stripes are made for the mouse alone: on a full screen there are hundreds.
        stripes = ((self._stripe_box(stripe), stripe.mark.key) for stripe in self._stripes)
        return next((key for box, key in chain(self.names, stripes) if found(box)), "")

    def paint(self, painter: QPainter, now: Glimpse) -> dict[str, int]:
        """Paint what meets the clip; return the track of each stripe by the key of its mark."""
        if not now.visible or not self.is_shown:
            self.names, self._stripes, self._arranged = [], [], None
            return {}
        if now.scene.differences:
            self.names, self._stripes, self._arranged = [], [], None
            self._differences(painter, now)
            return {}
        found = self._arrange(now)
        low, high = now.clip.top(), now.clip.bottom()
        self._paint_stripes(
            painter, (s for s in found.stripes if s.top <= high and s.bottom >= low), now.scene
        )
        room = self.kit.metrics.px(margins.ROW)
        for name in found.names:
            if name.box.top() - room <= high and name.box.bottom() + room >= low:
                self._paint_name(painter, name, now.scene)
        return found.tracks

    def _arrange(self, now: Glimpse) -> _Arranged:
        """Place stripes and names in view, or return them as they were placed before."""
        begin, end = now.visible[0].block.begin, now.visible[-1].block.end + 1
        state = (self.layout.version, now.top, now.area, self.column, begin, end)
        if self._arranged is not None and self._arranged.state == state:
            return self._arranged
        marks, tracks = self._on_tracks(begin, end)
        places = _line_places(now, tracks)
        above, below = now.area.top() - 60, now.area.bottom() + 60
        is_seen = {track: self.track_x(track) > 0 for track in set(tracks.values())}
        stripes: list[Stripe] = []
        for mark in marks:
            place, track = places.get(mark.key), tracks[mark.key]
            starts, ends = mark.spans[0][0] >= begin, mark.spans[-1][1] <= end
            if is_seen[track] and (place is not None or not (starts or ends)):
                top, bottom = place or (above, below)
                stripes.append(
                    Stripe(mark, track, top if starts else above, bottom if ends else below)
                )
        deepest = max((stripe.track for stripe in stripes), default=0)
        top, bottom = now.area.top(), now.area.bottom()
        placed_names = margins.names(stripes, self.kit.metrics.unit, top, bottom)
        names = self._written(placed_names, self.track_x(deepest))
        found = self._arranged = _Arranged(state, tracks, stripes, names)
        self._stripes = stripes
        self.names = [(name.box, name.mark.key) for name in names]
        return found

    def _on_tracks(self, begin: int, end: int) -> tuple[list[Mark], dict[str, int]]:
        """Return the marks with a stripe in view and the track of each.

        As they were found before if only the place of the column is another, as in a window that
        is made wider; or its width, where no mark is as long as a line but those of the margin.
        """
        layout, per_line, known = self.layout, self._characters_of_line(), self._tracked
        state = (layout.version, self.column.width, begin, end)
        if known is None or known.state != state:
            found_in = layout.marked, begin, end
            if known is not None and known.is_so(found_in, per_line):
                known = known._replace(state=state)
            else:
                self._longest, least = 0, int(per_line / 2)
                marks = margins.marks_of_margin(layout.index, begin, end, self._lines_of, least)
                tracks = margins.tracks(marks)
                known = _Tracked(state, found_in, marks, tracks, per_line, self._longest)
            self._tracked = known
        return known.marks, margins.sharing(known.tracks, self._most_tracks())

    def _most_tracks(self) -> int:
        """Return how many tracks leave room for names; where there is none, how many there are."""
        px = self.kit.metrics.px
        room = self.column.left - px(margins.FIRST_TRACK)
        names = px(_BEFORE_STRIPES + _EDGE + _NAME_LEAST)
        spare = room - names if room >= names else room - 1
        return max(1, int(spare / px(margins.BETWEEN_TRACKS)) + 1)

    def may_show(self, mark: Mark) -> bool:
        """Say whether a mark may have a stripe, and so a say in where names stand."""
        return mark.drawing == MARGIN or mark.length > self._characters_of_line()

    def _characters_of_line(self) -> float:
        return self.column.width / max(1.0, self.kit.metrics.px(_PER_CHARACTER))

    def _lines_of(self, mark: Mark) -> int:
        """Return on how many lines a mark stands: exactly where they are few.

        They are counted whether they are in view or not, else a stripe would come and go.
        """
        layout, per_line = self.layout, self._characters_of_line()
        self._longest = max(self._longest, mark.length)
        if mark.length < per_line:
            return 1
        first, last = layout.blocks.at(mark.begin), layout.blocks.at(max(mark.begin, mark.end - 1))
        if mark.length > _FEW_LINES * per_line:
            return int(mark.length / per_line) + 1 + (last - first) // 2
        count = 0
        for number in range(first, last + 1):
            block = layout.blocks[number]
            if block.end > block.begin and block.kind != HEADER and not layout.is_hidden(number):
                count += len(layout.shape(number).lines_between(mark.begin, mark.end))
        return count

    def track_x(self, track: int) -> float:
        """Return the x of the middle of a stripe's track."""
        px = self.kit.metrics.px
        return self.column.left - px(margins.FIRST_TRACK) - track * px(margins.BETWEEN_TRACKS)

    def _stripe_box(self, stripe: Stripe) -> QRectF:
        px = self.kit.metrics.px
        left = self.track_x(stripe.track) - px(4)
        return QRectF(left, stripe.top, px(8), stripe.bottom - stripe.top)

    def _paint_stripes(self, painter: QPainter, stripes: Iterable[Stripe], scene: Scene) -> None:
        """Paint stripes; those that lie over each other on one track, as one."""
        hub = scene.frame.key if scene.frame is not None else ""
        columns: dict[tuple[int, str, bool, bool], list[tuple[float, float]]] = {}
        for stripe in stripes:
            mark = stripe.mark
            is_strong = mark.key in (scene.current, hub)
            ink = self.kit.look.layer(mark.slot).ink
            key = (stripe.track, ink, scene.is_dim(mark), is_strong)
            columns.setdefault(key, []).append((stripe.top, stripe.bottom))
        px = self.kit.metrics.px
        wide, thin = px(2), max(1.0, px(1.2))
        for (track, ink, is_dim, is_strong), found in sorted(columns.items(), key=_in_order):
            x, kit = self.track_x(track), self.kit
            colour = kit.faded(ink, kit.look.dimmed) if is_dim else kit.colour(ink)
            for top, bottom in runs(found):
                height = bottom - top
                if is_strong:
                    painter.fillRect(QRectF(x - wide, top, 2 * wide, height), colour)
                else:
                    painter.fillRect(QRectF(x - wide, top, thin, height), colour)
                    painter.fillRect(QRectF(x + wide - thin, top, thin, height), colour)

    def _written(self, names: Iterable[Name], stripes_x: float) -> list[_Written]:
        """Return names in rows that end before the stripes; none where they have no room."""
        px = self.kit.metrics.px
        right = stripes_x - px(_BEFORE_STRIPES)
        width = min(right - px(_EDGE), float(self.column.margin))
        if width < px(24):
            return []
        found: list[_Written] = []
        for name in names:
            rows = self._rows(name, width)
            box = QRectF(right - width, name.y, width, max(2, len(rows)) * px(margins.ROW))
            found.append(_Written(name.mark, box, rows))
        return found

    def _rows(self, name: Name, room: float) -> list[tuple[str, str]]:
        """Return value and detail of a name in rows that fit; a last one may end in dots."""
        texts = [(NAME, name.mark.value or name.mark.letter), (DETAIL, name.mark.detail)]
        texts = [(kind, text) for kind, text in texts if text]
        found: list[tuple[str, str]] = []
        for number, (kind, text) in enumerate(texts):
            most = name.most - len(found) - (len(texts) - 1 - number)
            for row in margins.rows(text, most, room, partial(self.kit.width, kind)):
                found.append((kind, self.kit.elided(kind, row, room)))
        return found

    def _paint_name(self, painter: QPainter, name: _Written, scene: Scene) -> None:
        px, mark, y = self.kit.metrics.px, name.mark, name.box.y()
        tokens, inks = self.kit.tokens, self.kit.look.layer(mark.slot)
        # A colour that shines through could no longer be read; grey recedes and can be.
        names = (tokens.faint, tokens.faint) if scene.is_dim(mark) else (inks.ink, tokens.muted)
        ink, muted = map(self.kit.colour, names)
        for kind, text in name.rows:
            face = self.kit.face(kind)
            painter.setFont(face.font)
            painter.setPen(ink if kind == NAME else muted)
            left = name.box.right() - self.kit.width(kind, text)
            top = y + (px(14) - face.metrics.height()) / 2
            static, rise = self.kit.static(kind, text)
            painter.drawStaticText(QPointF(left, top - rise), static)
            y += px(margins.ROW)

    # what readers differ in

    def _differences(self, painter: QPainter, now: Glimpse) -> None:
        """Name the places where readers differ beside the lines on which they begin."""
        px = self.kit.metrics.px
        begin, end = now.visible[0].block.begin, now.visible[-1].block.end
        lowest = float("-inf")
        for place in now.scene.differences.between(begin, end):
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


def _line_places(now: Glimpse, keys: Container[str]) -> dict[str, tuple[float, float]]:
    """Return for some annotations the y of their first and their last visible line of words."""
    found: dict[str, tuple[float, float]] = {}
    for line, top in now.lines():
        begin = top + line.baseline - line.ascent + 3
        end = top + line.baseline + line.descent + 3
        for mark in line.rows.marks():
            key = mark.key
            if key in keys:
                seen = found.get(key)
                found[key] = (seen[0] if seen else begin, end)
    return found
