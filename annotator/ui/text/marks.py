"""Plain view data of the annotated text, and the index that finds annotations by offset.

A mark is one annotation as the text surface sees it. Offsets are code points, half-open.
"""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

FILL, LINE, MARGIN, NOTHING = "fill", "line", "margin", "nothing"


class Flags:
    """States of an annotation that are drawn, as bits of a whole number.

    (Plain numbers, not an enum: each is asked for with every row of every line painted.)

    Of several readers' work one that `AGREES` with all is a dim lane; one that `ECHOES` that of a
    reader before has a lane alone; one that `DISAGREES` has no fill.
    """

    NONE = 0
    INCOMPLETE = 1
    UNSURE = 2
    COMMENTED = 4
    SUGGESTED = 8
    DISAGREES = 16
    AGREES = 32
    ECHOES = 64


@dataclass(frozen=True, slots=True)
class Mark:
    """One annotation: where it is and how it looks.

    `spans` are sorted and do not overlap; several make it discontinuous. `slot` is the place
    of its layer in the table of colours and patterns. `drawing` is fill, line or margin, or
    nothing: then `value` stands where a reader's lane would be. `letter` and `value` stand over
    its begin, `value` and `detail` in the margin. `reader` says in whose row the lane is, 0 where
    rows are not told apart; `hatched` are the characters that another reader has otherwise.
    """

    key: str
    spans: tuple[tuple[int, int], ...]
    slot: int = 0
    drawing: str = FILL
    letter: str = ""
    value: str = ""
    detail: str = ""
    flags: int = Flags.NONE
    reader: int = 0
    hatched: tuple[tuple[int, int], ...] = ()

    @property
    def begin(self) -> int:
        """The first offset."""
        return self.spans[0][0]

    @property
    def end(self) -> int:
        """The offset after the last character."""
        return self.spans[-1][1]

    @property
    def length(self) -> int:
        """How many code points from the first begin to the last end."""
        return self.spans[-1][1] - self.spans[0][0]

    def covers(self, offset: int) -> bool:
        """Say whether one of the spans holds the character at `offset`."""
        return any(begin <= offset < end for begin, end in self.spans)


@dataclass(frozen=True, slots=True)
class SegmentView:
    """A stretch of the document; dimmed ones are small, muted and fold under their title."""

    begin: int
    end: int
    is_dimmed: bool = False
    title: str = ""


@dataclass(frozen=True, slots=True)
class Difference:
    """A place where readers differ, as the margin names it: `[begin, end)` and what it is.

    `key` is that of the mark that a click on the name selects. A settled one is ticked.
    """

    key: str
    begin: int
    end: int
    name: str
    number: int
    is_settled: bool = False


@dataclass(frozen=True, slots=True)
class FrameEnd:
    """One end of a frame: the annotation, its role in words, the letter that links it or none.

    An end without a role is only offered: its letter is shown and nothing is drawn to it.
    """

    key: str
    role: str = ""
    letter: str = ""


@dataclass(frozen=True, slots=True)
class Frame:
    """An annotation with the ends of its relations; `current` is the end that is walked."""

    key: str
    ends: tuple[FrameEnd, ...] = ()
    current: str = ""


def reading_order(mark: Mark) -> tuple[int, int, str]:
    """Sort key: by begin, of two with one begin the outer first."""
    return mark.begin, -mark.end, mark.key


def smallest_first(mark: Mark) -> tuple[int, int, str]:
    """Sort key: the shortest first, then by begin."""
    return mark.length, mark.begin, mark.key


class MarkIndex:
    """Marks of one document, found by offset.

    Marks are kept in classes by length (powers of two) and by whether they are drawn in the
    margin, each sorted by begin, so a query looks
    back by the length of its class only: one mark over the whole document costs nothing to
    the search for short ones. Adding or removing one mark is a bisection and a list insert.
    """

    __slots__ = ("_classes", "_marks")

    def __init__(self, marks: Iterable[Mark] = ()) -> None:
        """Sort all `marks` once. Raises ValueError for two marks with one key."""
        self._marks: dict[str, Mark] = {}
        self._classes: dict[tuple[int, bool], list[tuple[int, int, str]]] = {}
        classes = self._classes
        for mark in marks:
            if mark.key in self._marks:
                raise ValueError(f"two marks have the key {mark.key!r}")
            self._marks[mark.key] = mark
            kind = _class_of(mark)
            found = classes.get(kind)
            if found is None:
                found = classes[kind] = []
            found.append((mark.spans[0][0], mark.spans[-1][1], mark.key))
        for rows in classes.values():
            rows.sort()

    def __len__(self) -> int:
        """How many marks there are."""
        return len(self._marks)

    def __contains__(self, key: object) -> bool:
        """Say whether a mark with this key is there."""
        return key in self._marks

    def __iter__(self) -> Iterator[Mark]:
        """Yield the marks in the order in which they were added."""
        return iter(self._marks.values())

    def get(self, key: str) -> Mark | None:
        """Return the mark with this key, or None."""
        return self._marks.get(key)

    def add(self, mark: Mark) -> None:
        """Add one mark; one with the same key is replaced."""
        if mark.key in self._marks:
            self.remove(mark.key)
        self._marks[mark.key] = mark
        rows = self._classes.setdefault(_class_of(mark), [])
        insort(rows, (mark.begin, mark.end, mark.key))

    def remove(self, key: str) -> Mark | None:
        """Take a mark out and return it; None if it is not there."""
        mark = self._marks.pop(key, None)
        if mark is None:
            return None
        kind = _class_of(mark)
        rows = self._classes[kind]
        del rows[bisect_left(rows, (mark.begin, mark.end, key))]
        if not rows:
            del self._classes[kind]
        return mark

    def marks_in(self, begin: int, end: int, *, least: int = 0) -> list[Mark]:
        """Return the marks whose extent (gaps included) shares a character with `[begin, end)`.

        In reading order. A mark of no length counts where it stands, both ends included. With
        `least` those of the margin alone, and others of about so many characters or more.
        """
        found: list[Mark] = []
        marks, fewest = self._marks, least.bit_length()
        for (bits, is_of_margin), rows in self._classes.items():
            if bits < fewest and not is_of_margin:
                continue
            if bits == 0:
                first = bisect_left(rows, (begin,))
                last = bisect_left(rows, (end + 1,))
                found += [marks[row[2]] for row in rows[first:last]]
                continue
            first = bisect_left(rows, (begin - (1 << bits) + 1,))
            last = bisect_left(rows, (end,), first)
            found += [marks[row[2]] for row in rows[first:last] if row[1] > begin]
        found.sort(key=reading_order)
        return found

    def marks_at(self, offset: int) -> list[Mark]:
        """Return the marks one of whose spans holds the character at `offset`, smallest first."""
        found = [mark for mark in self.marks_in(offset, offset + 1) if mark.covers(offset)]
        found.sort(key=smallest_first)
        return found

    def neighbours(self, begin: int) -> tuple[Mark | None, Mark | None]:
        """Return the last mark that begins before `begin` and the first that begins after it."""
        before = after = None
        for rows in self._classes.values():
            low = bisect_left(rows, (begin,))
            if low and (before is None or rows[low - 1] > before):
                before = rows[low - 1]
            high = bisect_left(rows, (begin + 1,))
            if high < len(rows) and (after is None or rows[high] < after):
                after = rows[high]
        return (
            self._marks[before[2]] if before else None,
            self._marks[after[2]] if after else None,
        )


def _class_of(mark: Mark) -> tuple[int, bool]:
    return (mark.spans[-1][1] - mark.spans[0][0]).bit_length(), mark.drawing == MARGIN
