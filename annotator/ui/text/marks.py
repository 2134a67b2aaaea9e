"""Plain view data of the annotated text, and the index that finds annotations by offset.

A mark is one annotation as the text surface sees it. Offsets are code points, half-open.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from typing import cast

from annotator.ui.text.ordered import Ordered

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


Row = tuple[int, int, str]
"""Where a mark is: its begin, its end and its key."""
MakeOne = Callable[[str], Mark | None]
Hides = Callable[[str], bool]
_Rows = dict[tuple[int, bool], list[Row]]
_BITS = 64
"""No length in characters has more of them."""


class MarkIndex:
    """Marks of one document, found by offset.

    Marks are kept in classes by length (powers of two) and by whether they are drawn in the
    margin, each sorted by begin, so a query looks
    back by the length of its class only: one mark over the whole document costs nothing to
    the search for short ones. Adding or removing one mark costs the same among any number.

    Where only the places are given, a mark is made when it is first asked for; `unmade` are left.
    What is hidden is kept as all else is, so it costs nothing to hide or show it: it is passed over
    when somebody asks what is where.
    """

    __slots__ = ("_classes", "_hides", "_make", "_marks", "unmade")

    def __init__(self, marks: Iterable[Mark] = ()) -> None:
        """Sort all `marks` once. Raises ValueError for two marks with one key."""
        self._marks: dict[str, Mark | Row] = {}
        self._make: MakeOne = _nobody
        self._hides: Hides | None = None
        self.unmade = 0
        classes: _Rows = {}
        for mark in marks:
            if mark.key in self._marks:
                raise ValueError(f"two marks have the key {mark.key!r}")
            self._marks[mark.key] = mark
            rows = classes.setdefault(_class_of(mark), [])
            rows.append((mark.spans[0][0], mark.spans[-1][1], mark.key))
        self._classes = {kind: Ordered(rows) for kind, rows in classes.items()}

    @classmethod
    def of_places(cls, places: Iterable[tuple[Row, bool]], make: MakeOne) -> MarkIndex:
        """Return an index of marks that `make` makes by their keys, each when it is asked for.

        Any thread may do so. A place is begin, end and key, with whether the mark is drawn in the
        margin. `make` gives None for what is gone already. Raises ValueError for two places with
        one key.
        """
        found, rows = cls(), list(places)
        found._marks = {row[2]: row for row, _ in rows}
        if len(rows) != len(found._marks):
            raise ValueError("two marks have one key")
        classes: tuple[list[list[Row]], ...] = tuple([[] for _ in range(_BITS)] for _ in range(2))
        for row, is_of_margin in rows:
            classes[is_of_margin][(row[1] - row[0]).bit_length()].append(row)
        found._classes = {
            (bits, is_of_margin): Ordered(members)
            for is_of_margin in (False, True)
            for bits, members in enumerate(classes[is_of_margin])
            if members
        }
        found._make, found.unmade = make, len(rows)
        return found

    def make_by(self, make: MakeOne) -> None:
        """Make what is not made yet in another way."""
        self._make = make

    def hide(self, hides: Hides | None) -> None:
        """Pass over the marks whose keys `hides` says are hidden; None: show all."""
        self._hides = hides

    def forget(self) -> None:
        """Make each mark anew when it is asked for next; all stay where they are."""
        for key, found in self._marks.items():
            if isinstance(found, Mark):
                self._marks[key] = (found.begin, found.end, key)
        self.unmade = len(self._marks)

    def __len__(self) -> int:
        """How many marks there are, with those that are hidden."""
        return len(self._marks)

    def __contains__(self, key: object) -> bool:
        """Say whether a mark with this key is there and not hidden."""
        return key in self._marks and not (self._hides and self._hides(str(key)))

    def __iter__(self) -> Iterator[Mark]:
        """Yield the marks in the order in which they were added."""
        return (mark for mark in self.each() if mark is not None)

    def each(self) -> Iterator[Mark | None]:
        """Yield the same, and None for each that is hidden: it takes time to pass over many."""
        hides = self._hides
        if hides is None:
            return map(self._made, self._marks.values())
        return (None if hides(key) else self._made(at) for key, at in self._marks.items())

    def _made(self, found: Mark | Row) -> Mark:
        """Return a mark, made now if it was not before."""
        if isinstance(found, Mark):
            return found
        made = self._make(found[2])
        if made is None:
            return Mark(found[2], (found[:2],), drawing=NOTHING)
        self._marks[found[2]] = made
        self.unmade -= 1
        return made

    def get(self, key: str) -> Mark | None:
        """Return the mark with this key; None if it is not there, or hidden."""
        found = self._marks.get(key)
        if found is None or (self._hides and self._hides(key)):
            return None
        return self._made(found)

    def add(self, mark: Mark) -> None:
        """Add one mark; one with the same key is replaced."""
        if mark.key in self._marks:
            self.remove(mark.key)
        self._marks[mark.key] = mark
        kind = _class_of(mark)
        rows = self._classes.get(kind)
        if rows is None:
            rows = self._classes[kind] = Ordered()
        rows.add((mark.begin, mark.end, mark.key))

    def place(self, row: Row, *, is_of_margin: bool) -> None:
        """Add a place, whose mark is made when it is asked for; its key must be a new one."""
        if row[2] in self._marks:
            raise ValueError(f"two marks have the key {row[2]!r}")
        self._marks[row[2]] = row
        self.unmade += 1
        kind = ((row[1] - row[0]).bit_length(), is_of_margin)
        rows = self._classes.get(kind)
        if rows is None:
            rows = self._classes[kind] = Ordered()
        rows.add(row)

    def remove(self, key: str) -> Mark | None:
        """Take a mark out and return it, also a hidden one; None if it is not there.

        One that was never made, and so never seen, comes with its place alone.
        """
        found = self._marks.pop(key, None)
        if found is None:
            return None
        if isinstance(found, Mark):
            row, kinds = (found.begin, found.end, key), (_class_of(found),)
        else:
            self.unmade -= 1
            bits = (found[1] - found[0]).bit_length()
            row, kinds = found, ((bits, False), (bits, True))
            found = Mark(key, (found[:2],))
        for kind in kinds:
            rows = self._classes.get(kind)
            if rows is not None and rows.discard(row):
                if not rows:
                    del self._classes[kind]
                if kind[1]:
                    found = found if found.drawing == MARGIN else replace(found, drawing=MARGIN)
        return found

    def peek(self, key: str) -> Mark | Row | None:
        """Return a mark if it was made, else its place, hidden or not; None if it is not there."""
        return self._marks.get(key)

    def rows_in(self, begin: int, end: int, *, least: int = 0) -> list[Row]:
        """Return the places of what `marks_in` returns, and make nothing."""
        found: list[Row] = []
        fewest = least.bit_length()
        for (bits, is_of_margin), rows in self._classes.items():
            if bits < fewest and not is_of_margin:
                continue
            if bits == 0:
                found += rows.between((begin,), (end + 1,))
                continue
            near = rows.between((begin - (1 << bits) + 1,), (end,))
            found += [row for row in near if row[1] > begin]
        if self._hides:
            found = [row for row in found if not self._hides(row[2])]
        # In reading order, by their places: to ask each mark takes twice as long.
        found.sort(key=lambda row: (row[0], -row[1], row[2]))
        return found

    def marks_in(self, begin: int, end: int, *, least: int = 0) -> list[Mark]:
        """Return the marks whose extent (gaps included) shares a character with `[begin, end)`.

        In reading order. A mark of no length counts where it stands, both ends included. With
        `least` those of the margin alone, and others of about so many characters or more.
        """
        marks = self._marks
        known = [marks[row[2]] for row in self.rows_in(begin, end, least=least)]
        return cast("list[Mark]", known) if not self.unmade else list(map(self._made, known))

    def marks_at(self, offset: int) -> list[Mark]:
        """Return the marks one of whose spans holds the character at `offset`, smallest first."""
        found = [mark for mark in self.marks_in(offset, offset + 1) if mark.covers(offset)]
        found.sort(key=smallest_first)
        return found


def _class_of(mark: Mark) -> tuple[int, bool]:
    return (mark.spans[-1][1] - mark.spans[0][0]).bit_length(), mark.drawing == MARGIN


def _nobody(_key: str) -> None:
    """Make nothing: all marks are there."""
