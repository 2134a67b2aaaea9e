"""Aligns two texts: which stretches of the one stand unchanged in the other."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from annotator.text.paragraphs import LINE_BREAKS

_UNIT = re.compile(r"\w+|\s+|[^\w\s]")
_LINE = re.compile("[^\n\r\u2028\u2029]*(?:\r\n|[\n\r\u2028\u2029]|$)")
_MOST_STEPS = 300_000


class Stretch(NamedTuple):
    """A stretch of `size` code points that begins at `old` and stands unchanged at `new`."""

    old: int
    new: int
    size: int


def align(old: str, new: str) -> list[Stretch]:
    """Return the unchanged stretches in the order of both texts, joined where they touch.

    Compares paragraphs first, then the tokens of those that changed, and in replaced tokens
    the characters at both ends. What changed its place counts as changed.
    """
    stretches: list[Stretch] = []
    _align_level(old, new, 0, 0, 0, stretches)
    return _joined(stretches)


def _align_level(
    old: str, new: str, old_base: int, new_base: int, level: int, stretches: list[Stretch]
) -> None:
    """Append the unchanged stretches of two parts; `level` 0 lines, 1 tokens, 2 characters."""
    head = _common_prefix(old, new)
    if level < 2 and old != new:
        # What only begins or ends alike is another line or word: "The" is not kept in "Then".
        while not (_is_border(old, head, level) and _is_border(new, head, level)):
            head = _border_before(old, head, level)
    tail = _common_prefix(old[head:][::-1], new[head:][::-1])
    if level < 2 and old != new:
        while not (
            _is_border(old, len(old) - tail, level) and _is_border(new, len(new) - tail, level)
        ):
            tail = len(old) - _border_after(old, len(old) - tail, level)
    if head:
        stretches.append(Stretch(old_base, new_base, head))
    old_part, new_part = old[head : len(old) - tail], new[head : len(new) - tail]
    if old_part and new_part and level < 2:
        pattern = _LINE if level == 0 else _UNIT
        old_units, new_units = _cut(pattern, old_part), _cut(pattern, new_part)
        _align_units(old_units, new_units, old_base + head, new_base + head, level, stretches)
    if tail:
        stretches.append(Stretch(old_base + len(old) - tail, new_base + len(new) - tail, tail))


def _is_border(text: str, offset: int, level: int) -> bool:
    """Say whether a unit of the level may begin or end at an offset."""
    if offset in (0, len(text)):
        return True
    before, after = text[offset - 1], text[offset]
    if level == 0:
        return before in LINE_BREAKS and not (before == "\r" and after == "\n")
    pair = _UNIT.match(before + after)
    return pair is None or pair.end() < 2


def _border_before(text: str, offset: int, level: int) -> int:
    if level:
        return offset - 1
    return max(text.rfind(mark, 0, offset - 1) for mark in LINE_BREAKS) + 1


def _border_after(text: str, offset: int, level: int) -> int:
    if level:
        return offset + 1
    found = [text.find(mark, offset) + 1 for mark in LINE_BREAKS]
    return min((at for at in found if at), default=len(text))


def _align_units(
    old: list[str],
    new: list[str],
    old_base: int,
    new_base: int,
    level: int,
    stretches: list[Stretch],
) -> None:
    old_at, new_at = _offsets(old, old_base), _offsets(new, new_base)
    old_done = new_done = 0
    for old_index, new_index, count in (*_matches(old, new), (len(old), len(new), 0)):
        _align_level(
            "".join(old[old_done:old_index]),
            "".join(new[new_done:new_index]),
            old_at[old_done],
            new_at[new_done],
            level + 1,
            stretches,
        )
        if count:
            size = old_at[old_index + count] - old_at[old_index]
            stretches.append(Stretch(old_at[old_index], new_at[new_index], size))
        old_done, new_done = old_index + count, new_index + count


def _matches(old: list[str], new: list[str]) -> list[tuple[int, int, int]]:
    """Return `(index in old, index in new, count)` of the units that match, in order.

    Large parts are first divided at units that are unique in both, so that the quadratic
    comparison meets small parts only.
    """
    if _steps(old, new) <= _MOST_STEPS:
        return _compared(old, new)
    result: list[tuple[int, int, int]] = []
    old_done = new_done = 0
    for old_index, new_index in (*_unique_pairs(old, new), (len(old), len(new))):
        part = _compared(old[old_done:old_index], new[new_done:new_index])
        result.extend((old_done + a, new_done + b, count) for a, b, count in part)
        if old_index < len(old):
            result.append((old_index, new_index, 1))
        old_done, new_done = old_index + 1, new_index + 1
    return result


def _steps(old: list[str], new: list[str]) -> int:
    """Return how many pairs of equal units there are: what a comparison costs."""
    counts = Counter(old)
    return sum(counts[unit] for unit in new)


def _compared(old: list[str], new: list[str]) -> list[tuple[int, int, int]]:
    if not old or not new:
        return []
    # Imported here because only corrections of a text need it.
    from difflib import SequenceMatcher

    # Where even this part is costly, frequent units are left out of the first look.
    is_costly = _steps(old, new) > _MOST_STEPS
    matcher = SequenceMatcher(None, old, new, autojunk=is_costly)
    return [(a, b, n) for a, b, n in matcher.get_matching_blocks() if n]


def _unique_pairs(old: list[str], new: list[str]) -> list[tuple[int, int]]:
    """Return the longest rising row of units that stand once in each (patience)."""
    old_counts, new_counts = Counter(old), Counter(new)
    new_places = {unit: index for index, unit in enumerate(new) if new_counts[unit] == 1}
    pairs = [
        (index, new_places[unit])
        for index, unit in enumerate(old)
        if old_counts[unit] == 1 and unit in new_places
    ]
    tops: list[int] = []
    top_pairs: list[int] = []
    links: list[int] = []
    for number, (_, new_index) in enumerate(pairs):
        pile = bisect_left(tops, new_index)
        links.append(top_pairs[pile - 1] if pile else -1)
        if pile == len(tops):
            tops.append(new_index)
            top_pairs.append(number)
        else:
            tops[pile], top_pairs[pile] = new_index, number
    row: list[tuple[int, int]] = []
    number = top_pairs[-1] if top_pairs else -1
    while number >= 0:
        row.append(pairs[number])
        number = links[number]
    return row[::-1]


def _common_prefix(one: str, other: str) -> int:
    low, high = 0, min(len(one), len(other))
    if one[:high] == other[:high]:
        return high
    while high - low > 1:
        middle = (low + high) // 2
        if one[low:middle] == other[low:middle]:
            low = middle
        else:
            high = middle
    return low


def _cut(pattern: re.Pattern[str], text: str) -> list[str]:
    return [unit for unit in pattern.findall(text) if unit]


def _offsets(units: Sequence[str], base: int) -> list[int]:
    result = [base]
    for unit in units:
        base += len(unit)
        result.append(base)
    return result


def _joined(stretches: list[Stretch]) -> list[Stretch]:
    result: list[Stretch] = []
    for stretch in stretches:
        last = result[-1] if result else None
        if last and last.old + last.size == stretch.old and last.new + last.size == stretch.new:
            result[-1] = Stretch(last.old, last.new, last.size + stretch.size)
        else:
            result.append(stretch)
    return result
