"""The surface that shows a document with its annotations; what is current, selected and found.

It answers to no key and no press; `view.py` adds the caret and the hands.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from math import ceil

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from annotator.text.graphemes import next_grapheme, previous_grapheme
from annotator.ui.look.look import Look
from annotator.ui.text.differences import Differences
from annotator.ui.text.marks import (
    NOTHING,
    Difference,
    Frame,
    Mark,
    MarkIndex,
    reading_order,
    smallest_first,
)
from annotator.ui.text.moved import Spots, move_painted, moved, spots_of
from annotator.ui.text.painter import BESIDE
from annotator.ui.text.repaint import rects_of
from annotator.ui.text.scene import FramesOf, frames_of
from annotator.ui.text.sheet import Sheet

_FLASH_MS = 300


class Surface(Sheet):
    """Shows a text with marks."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        """Show an empty document."""
        super().__init__(look, parent)
        self._flash_timer = QTimer(self)
        self._flash_timer.setSingleShot(True)
        self._flash_timer.timeout.connect(self._on_flashed)

    def set_marks(self, marks: Iterable[Mark], readers: Sequence[str] = ()) -> None:
        """Show these marks instead of all there were. Raises ValueError for equal keys.

        Each of several `readers` (their letters) has a row under the lines of their marks.
        """
        self._scene.readers = tuple(readers)
        index = marks if isinstance(marks, MarkIndex) else MarkIndex(marks)
        self._layout.set_marks(index, len(readers))
        self._background.wake()
        self._background.show_all()
        self.viewport().update()

    def patch_marks(self, removed: Iterable[str] = (), added: Iterable[Mark] = ()) -> None:
        """Take marks out by key and add others; only the lines they touch are laid out again."""
        index = self._layout.index
        added_marks = list(added)
        gone = {mark.key: mark for mark in map(index.remove, removed) if mark is not None}
        touched = list(gone.values())
        before = spots_of(self._scroller.settle(), self._scroller.top())
        for mark in added_marks:
            old = index.get(mark.key)
            if old is not None:
                gone[mark.key] = old
                touched.append(old)
            index.add(mark)
            touched.append(mark)
        if not touched:
            return
        for mark in touched:
            self._layout.touch(mark)
        after = spots_of(self._scroller.settle(), self._scroller.top())
        if before != after:
            self._repaint_moved(before, after)
        if any(map(self._stage.margin.may_show, touched)):
            # Names push each other.
            self.viewport().update(0, 0, self._column.left, self.viewport().height())
        self._repaint_marks(touched)
        self._background.add(added_marks, gone)

    def _repaint_moved(self, before: Spots, after: Spots) -> None:
        """Move what is painted where it only moves, and paint the lines that are others."""
        found = moved(before, after)
        is_whole = self.devicePixelRatioF() == int(self.devicePixelRatioF())
        is_still = is_whole and not self._scroller.is_gliding()
        if found is None or not is_still or not self._scene.is_plain:
            self.viewport().update()
            return
        left = max(0, self._column.left - ceil(self._metrics.px(BESIDE)))
        move_painted(self.viewport(), found, left, self._metrics.tail)

    def _repaint_marks(self, marks: Iterable[Mark | None]) -> None:
        """Paint the lines of these marks again; in an open frame it may be any line.

        Where one lies under a fold, the header counts it.
        """
        known = [mark for mark in marks if mark is not None]
        is_any = self._scene.frame is not None or self._scene.others is not None
        if is_any or any(map(self._is_folded, known)):
            self.viewport().update()
            return
        for mark in known:
            self._repaint_span(mark.begin, mark.end)

    def _is_folded(self, mark: Mark) -> bool:
        return self._layout.is_hidden(self._layout.blocks.at(mark.begin))

    def _repaint_span(self, begin: int, end: int) -> None:
        area = self.viewport().rect()
        top = self._scroller.top()
        for rect in rects_of(self._layout, begin, end, top, area.width(), area.height()):
            self.viewport().update(rect)

    def set_names_shown(self, is_shown: bool) -> None:
        """Show the values over the text, or the letters alone."""
        self._scene.names_shown = is_shown
        self.viewport().update()

    def set_fold_words(self, paragraphs: tuple[str, str], marks: tuple[str, str]) -> None:
        """Say what a folded group holds: the words of one, and of `{count}` of them."""
        self._scene.fold_words, self._scene.fold_marks = paragraphs, marks

    # what is selected and found: the place of nothing depends on it

    def select_mark(self, key: str | None) -> None:
        """Make an annotation the current one, or none."""
        before, self._scene.current = self._scene.current, key or ""
        if before != self._scene.current:
            self._repaint_marks(map(self.mark, (before, self._scene.current)))

    def current_key(self) -> str | None:
        """Return the key of the current annotation."""
        return self._scene.current or None

    def set_selected_marks(self, keys: Iterable[str]) -> None:
        """Outline several annotations."""
        self._scene.selected = frozenset(keys)
        self.viewport().update()

    def set_frame(self, frame: Frame | None) -> None:
        """Open the frame of an annotation, or close it; nothing moves."""
        self._scene.set_frame(frame)
        self.viewport().update()

    def set_all_frames(self, frames: Iterable[Frame]) -> None:
        """Show the arcs of all these frames, muted; none with an empty sequence."""
        found = tuple(frames)
        self.show_frames_of(frames_of(found) if found else None)

    def show_frames_of(self, others: FramesOf | None) -> None:
        """Show the arcs of the frames, muted, that are found for what is in view; or none."""
        self._scene.others = others
        self.viewport().update()

    def has_all_frames(self) -> bool:
        """Say whether the arcs of all frames are shown."""
        return self._scene.others is not None

    def all_frames(self) -> tuple[Frame, ...]:
        """Return the frames whose arcs are shown, muted, in view or not."""
        return tuple(self._scene.frames_with([mark.key for mark in self._layout.index]))

    def set_hits(self, spans: Iterable[tuple[int, int]], current: int = -1) -> None:
        """Mark found places, in the order of the text, and one of them as the current one.

        If it is the very list that is shown, it is taken to be as it was: there may be 100,000.
        """
        if spans is self._scene.hits:
            self._set_current_hit(current)
            return
        had_hits = bool(self._scene.hits)
        self._scene.set_hits(spans, current)
        if not had_hits and not self._scene.hits:
            return
        self._background.show_found()
        self.viewport().update()

    def _set_current_hit(self, current: int) -> None:
        hits, before = self._scene.hits, self._scene.current_hit
        self._scene.current_hit = current
        for number in {before, current}:
            if 0 <= number < len(hits):
                self._repaint_span(*hits[number])

    def set_differences(self, places: Iterable[Difference] | Differences, current: int = 0) -> None:
        """Name places where readers differ in the margin instead of stripes; one is current."""
        before = self._scene.differences
        self._scene.set_differences(places, current)
        if self._scene.differences is not before:
            self._background.show_found()
        self.viewport().update()

    def has_differences(self) -> bool:
        """Say whether places where readers differ are named in the margin."""
        return bool(self._scene.differences)

    def set_hints(self, hints: Mapping[int, str]) -> None:
        """Show letters over words, by the offset of the word's begin."""
        self._scene.hints = dict(hints)
        self.viewport().update()

    def flash(self, key: str) -> None:
        """Outline an annotation for 300 ms."""
        self._scene.flashed = key
        self._flash_timer.start(_FLASH_MS)
        self._repaint_marks([self.mark(key)])

    def _on_flashed(self) -> None:
        key, self._scene.flashed = self._scene.flashed, ""
        self._repaint_marks([self.mark(key)])

    # what it can be asked

    def mark(self, key: str) -> Mark | None:
        """Return a mark by its key."""
        return self._layout.index.get(key)

    def marks(self) -> list[Mark]:
        """Return all marks in reading order."""
        return sorted(self._layout.index, key=reading_order)

    def marks_at(self, offset: int) -> list[Mark]:
        """Return the marks over the character at `offset`, all of a joined one, smallest first."""
        text, index = self._layout.text, self._layout.index
        end = next_grapheme(text, offset)
        begin = previous_grapheme(text, end) if end > offset else offset
        found = index.marks_at(offset)
        for other in range(begin, end) if end - begin > 1 else ():
            found += [mark for mark in index.marks_at(other) if mark not in found]
        return [mark for mark in sorted(found, key=smallest_first) if mark.drawing != NOTHING]

    def marks_in(self, begin: int, end: int) -> list[Mark]:
        """Return the marks that touch `[begin, end)` in reading order."""
        return self._layout.index.marks_in(begin, end)
