"""What of the annotations is selected, hovered, linked or found at this moment."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass, field

from annotator.ui.text.differences import NO_DIFFERENCES, Differences
from annotator.ui.text.marks import Difference, Flags, Frame, FrameEnd, Mark

FramesOf = Callable[[Collection[str]], list[Frame]]
"""Returns the frames that have one of these annotations as hub or end, in the order of the text."""


@dataclass(slots=True)
class Scene:
    """All that changes the look of the surface but never the place of anything on it."""

    current: str = ""
    selected: frozenset[str] = frozenset()
    hovered: str = ""
    flashed: str = ""
    lit: frozenset[str] = frozenset()
    frame: Frame | None = None
    ends: dict[str, list[FrameEnd]] = field(default_factory=dict[str, list[FrameEnd]])
    others: FramesOf | None = None
    hits: list[tuple[int, int]] = field(default_factory=list[tuple[int, int]])
    current_hit: int = -1
    selection: tuple[int, int] = (0, 0)
    hints: dict[int, str] = field(default_factory=dict[int, str])
    names_shown: bool = True
    fold_words: tuple[str, str] = ("1 paragraph", "{count} paragraphs")
    fold_marks: tuple[str, str] = ("1 annotation", "{count} annotations")
    readers: tuple[str, ...] = ()
    differences: Differences = NO_DIFFERENCES
    current_difference: int = 0
    _given: object = None
    _longest_hit: int = 0

    def letter_of(self, reader: int) -> str:
        """Return the letter of a reader, who are counted from 1."""
        return self.readers[reader - 1] if reader <= len(self.readers) else ""

    @property
    def is_plain(self) -> bool:
        """Say whether each line is painted by itself: no arcs, hints or names of differences."""
        return not (self.frame or self.others or self.hints or self.differences or self.lit)

    def set_frame(self, frame: Frame | None) -> None:
        """Open a frame, or close it."""
        self.frame = frame
        self.ends = {}
        for end in frame.ends if frame else ():
            self.ends.setdefault(end.key, []).append(end)

    def set_differences(self, places: Iterable[Difference] | Differences, current: int) -> None:
        """Name places where readers differ; the one with the number `current` is read now.

        If they are the very places that are named, they are taken to be as they were.
        """
        self.current_difference = current
        if places is not self._given:
            self._given = places
            self.differences = places if isinstance(places, Differences) else Differences.of(places)

    def set_hits(self, spans: Iterable[tuple[int, int]], current: int) -> None:
        """Mark found places, in the order of the text, and one of them as the current one.

        A list is kept as it is, not copied.
        """
        self.hits = spans if isinstance(spans, list) else list(spans)
        self.current_hit = current
        self._longest_hit = max((end - begin for begin, end in self.hits), default=0)

    @property
    def current_span(self) -> tuple[int, int] | None:
        """The span of the found place that is the current one."""
        return self.hits[self.current_hit] if 0 <= self.current_hit < len(self.hits) else None

    def hits_in(self, begin: int, end: int) -> Iterator[tuple[int, tuple[int, int]]]:
        """Yield the number and the span of the found places that touch `[begin, end)`."""
        first = bisect_left(self.hits, (begin - self._longest_hit, 0))
        for number in range(first, len(self.hits)):
            if self.hits[number][0] > end:
                return
            yield number, self.hits[number]

    def frames_with(self, keys: Collection[str]) -> list[Frame]:
        """Return the frames that have one of these annotations as hub or end, in their order."""
        return self.others(keys) if self.others is not None else []

    @property
    def meant(self) -> tuple[str, ...] | None:
        """The keys of the only marks that look otherwise than they do by themselves.

        None where any may do so, as in an open frame. Asked once where a screen full of marks is
        painted.
        """
        return None if self.frame is not None or self.lit else (self.current, self.hovered)

    def is_linked(self, key: str) -> bool:
        """Say whether an annotation is an end of the open frame with a role in it."""
        found = self.ends.get(key)
        return found is not None and any(end.role for end in found)

    def is_dim(self, mark: Mark) -> bool:
        """Say whether a mark is out of the open frame, or agrees where differences are read."""
        if self.frame is None or mark.key == self.frame.key:
            return bool(mark.flags & Flags.AGREES) and not self._is_meant(mark)
        if self._is_meant(mark):
            return False
        return not self.is_linked(mark.key) and mark.key not in self.lit

    def _is_meant(self, mark: Mark) -> bool:
        return mark.key == self.hovered or mark.key == self.current

    def is_strong(self, mark: Mark) -> bool:
        """Say whether a mark has the strong fill."""
        key = mark.key
        if key == self.hovered or key in self.lit or self.is_linked(key):
            return True
        return key == self.current and not (self.frame and self.frame.key == key)


def frames_of(frames: Iterable[Frame]) -> FramesOf:
    """Return what finds those of given frames that have an annotation as hub or end."""
    all_of_them = tuple(frames)

    def found(keys: Collection[str]) -> list[Frame]:
        asked = set(keys)
        return [f for f in all_of_them if f.key in asked or any(e.key in asked for e in f.ends)]

    return found
