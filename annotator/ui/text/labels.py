"""Places the letters and values over a line, so that no two labels ever meet."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import inf
from operator import attrgetter, itemgetter
from typing import NamedTuple

from annotator.ui.text.marks import MARGIN, Flags, Mark

LETTER, VALUE, RING, BUBBLE, MORE = "letter", "value", "ring", "bubble", "more"
MOST = 8
"""So many annotations that begin at one place have letters; of the others it is said how many."""
RING_WIDTH, BUBBLE_WIDTH = 6.0, 8.0
GAP = 3.0
_BETWEEN = 4.0
_FARTHEST = 18.0

Measure = Callable[[str, str], float]
Cut = Callable[[str, str, float], str]


def _whole(_kind: str, text: str, _room: float) -> str:
    return text


class Begin(NamedTuple):
    """An annotation that begins on a line: where, how far it reaches there, in which direction."""

    mark: Mark
    x: float
    reach: float
    is_rtl: bool = False


class Sign(NamedTuple):
    """One drawn piece of a label; `kind` is letter, value, ring, bubble or more."""

    x: float
    kind: str
    text: str
    mark: Mark


class Label(NamedTuple):
    """The signs of the annotations that begin at one place, and the room they take."""

    left: float
    right: float
    signs: tuple[Sign, ...]


class Placed(NamedTuple):
    """The labels of a line from left to right, as they are in any room of `needed` pixels."""

    labels: list[Label]
    needed: float


_PLACE = itemgetter(1, 3)
"""What a `Begin` is sorted by: x and direction."""
_Sized = tuple[str, str, Mark, float]
"""Kind, text and mark of a sign, and its width with the gap after it."""


@dataclass(slots=True)
class _Group:
    """Annotations that begin at one x; `signs` are all of theirs but the value."""

    x: float
    is_rtl: bool
    begins: list[Begin]
    left: float = 0.0
    right: float = 0.0
    has_value: bool = False
    # The key of the one that shows its value always.
    forced: str = ""
    hidden: int = 0
    shortened: str = ""
    signs: Sequence[_Sized] = ()


def place(
    begins: Sequence[Begin],
    measure: Measure,
    unit: float,
    forced: str = "",
    room: float = inf,
    cut: Cut = _whole,
) -> Placed:
    """Return the labels of a line.

    `measure(kind, text)` is the width of a text in pixels. Annotations that begin at one x
    share a label: letters side by side, outermost first, and the value of the innermost, if it
    fits before the next label and within its annotation. The annotation whose key is `forced`
    shows its value always; labels that would meet it are left out. None goes further than `room`
    pixels from the left edge of the text: of letters without room the outermost are counted only,
    and a value that is longer than that is what `cut(kind, text, pixels)` makes of it.
    """
    groups = _groups(begins)
    needed = 0.0
    for group in groups:
        many = len(group.begins) - MOST
        if forced and any(b.mark.key == forced for b in group.begins):
            group.forced = forced
        width = _thinned(group, measure, unit, room)
        left = group.x - width if group.is_rtl else min(group.x, room - width)
        group.left = max(0.0, left) if room < inf else left
        group.right = group.left + width
        if group.is_rtl or group.hidden > max(0, many):
            needed = inf
        needed = max(needed, group.x + width, group.begins[-1].reach + unit)
    for group in groups:
        if group.forced:
            _force(group, measure, room, cut)
            needed = inf
    groups, pushed = _without_collisions(groups, unit, room)
    for number, group in enumerate(groups):
        _widen(group, groups, number, measure, unit, room)
    return Placed([_label(group, measure) for group in groups], max(needed, pushed))


def _thinned(group: _Group, measure: Measure, unit: float, room: float) -> float:
    """Leave out letters that have no room, the outermost first; return the width of the rest."""
    spare = group.x if group.is_rtl else room - group.x
    while True:
        group.signs = _signs(group, measure, unit)
        width = _width(group.signs)
        count = len(group.begins)
        if count <= 1 or (count <= MOST and width <= spare):
            return width
        first = 1 if group.begins[0].mark.key == group.forced else 0
        del group.begins[first]
        group.hidden += 1


def _groups(begins: Sequence[Begin]) -> list[_Group]:
    groups: list[_Group] = []
    last = None
    for begin in sorted(begins, key=_PLACE):
        _, x, _, is_rtl = begin
        if last and last.is_rtl == is_rtl and x - last.x < 1:
            last.begins.append(begin)
        else:
            last = _Group(x, is_rtl, [begin])
            groups.append(last)
    for group in groups:
        if len(group.begins) > 1:
            group.begins.sort(key=_outermost_first)
    return groups


def _outermost_first(begin: Begin) -> tuple[int, str]:
    mark = begin.mark
    return mark.spans[0][0] - mark.spans[-1][1], mark.key


def _width(signs: Sequence[_Sized]) -> float:
    width = 0.0
    for sign in signs:
        width += sign[3]
    return width


def _signs(group: _Group, measure: Measure, unit: float) -> list[_Sized]:
    """Return the signs of a group in the order of drawing, without its value."""
    signs: list[_Sized] = []
    gap = GAP * unit
    if group.hidden:
        more = f"+{group.hidden}"
        signs.append((MORE, more, group.begins[0].mark, measure(VALUE, more) + gap))
    for begin in group.begins:
        mark = begin.mark
        letter, flags = mark.letter, mark.flags
        signs.append((LETTER, letter, mark, measure(LETTER, letter) + gap))
        if not flags:
            continue
        if flags & Flags.INCOMPLETE:
            signs.append((RING, "", mark, RING_WIDTH * unit + gap))
        if flags & Flags.UNSURE:
            signs.append((LETTER, "?", mark, measure(LETTER, "?") + gap))
        if flags & Flags.COMMENTED:
            signs.append((BUBBLE, "", mark, BUBBLE_WIDTH * unit + gap))
    return signs


def _value(group: _Group, measure: Measure) -> _Sized:
    mark = _valued(group)
    value = group.shortened or mark.value
    return VALUE, value, mark, measure(VALUE, value)


def _valued(group: _Group) -> Mark:
    for begin in group.begins:
        if begin.mark.key == group.forced:
            return begin.mark
    return group.begins[-1].mark


def _force(group: _Group, measure: Measure, room: float, cut: Cut) -> None:
    """Give a group its value and the room for it, at the left of its place if there is none."""
    group.has_value = True
    letters, (_, value, _, wide) = _width(group.signs), _value(group, measure)
    if letters + wide > room:
        group.shortened = cut(VALUE, value, room - letters)
        wide = _value(group, measure)[3]
    width = letters + wide
    left = group.right - width if group.is_rtl else min(group.left, room - width)
    group.left = max(0.0, left) if room < inf else left
    group.right = group.left + width


def _without_collisions(
    groups: list[_Group], unit: float, room: float
) -> tuple[list[_Group], float]:
    """Return the groups that have a place, and how much room all of them would have needed."""
    kept: list[_Group] = []
    needed = 0.0
    forced_group = next((g for g in groups if g.forced), None)
    for group in sorted(groups, key=attrgetter("left")):
        if (
            forced_group
            and group is not forced_group
            and group.left < forced_group.right
            and forced_group.left < group.right
        ):
            continue
        push = kept[-1].right - group.left if kept else 0.0
        if push > 0 and not group.forced:
            if push > _FARTHEST * unit:
                continue
            needed = max(needed, group.right + push)
            if group.right + push > room:
                continue
            group.left += push
            group.right += push
        elif push > 0:
            while kept and kept[-1].right > group.left:
                kept.pop()
        kept.append(group)
    return kept, needed


def _widen(
    group: _Group, groups: list[_Group], number: int, measure: Measure, unit: float, room: float
) -> None:
    begin = group.begins[-1]
    mark = begin.mark
    if group.forced or not mark.value or mark.drawing == MARGIN:
        return
    width = measure(VALUE, mark.value)
    if group.is_rtl:
        limit = max(begin.reach, 0.0) if room < inf else begin.reach
        if number:
            limit = max(limit, groups[number - 1].right + _BETWEEN * unit)
        if group.left - width - GAP * unit >= limit:
            group.left -= width + GAP * unit
            group.has_value = True
        return
    limit = min(begin.reach + unit, room)
    if number + 1 < len(groups):
        limit = min(limit, groups[number + 1].left - _BETWEEN * unit)
    if group.right + width <= limit:
        group.right += width
        group.has_value = True


def _label(group: _Group, measure: Measure) -> Label:
    signs: list[Sign] = []
    x = group.left
    sized = [*group.signs, _value(group, measure)] if group.has_value else group.signs
    for kind, text, mark, width in sized:
        signs.append(Sign(x, kind, text, mark))
        x += width
    return Label(group.left, group.right, tuple(signs))
