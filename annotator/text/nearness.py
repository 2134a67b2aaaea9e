"""Finds where a text resembles a pattern, by edit distance."""

from __future__ import annotations

from collections.abc import Iterator

_MOST_HITS = 20


def find_similar(pattern: str, text: str, *, most: int) -> list[tuple[int, int, int]]:
    """Return up to 20 places `(begin, end, distance)` of `text` that resemble `pattern`.

    `distance` counts inserted, deleted and replaced characters and is at most `most`; the
    least distance comes first. Of overlapping places only the best is given. Costs one step
    of big integers of `len(pattern)` bits for each character of `text`.
    """
    if not pattern:
        return []
    ends = sorted(
        (distance, end) for end, distance in _distances_at_ends(pattern, text) if distance <= most
    )
    hits: list[tuple[int, int, int]] = []
    for distance, end in ends:
        if any(begin < end <= last for begin, last, _ in hits):
            continue
        begin = _begin_of(pattern, text, end, distance)
        if any(begin < last and first < end for first, last, _ in hits):
            continue
        hits.append((begin, end, distance))
        if len(hits) == _MOST_HITS:
            break
    return hits


def _begin_of(pattern: str, text: str, end: int, distance: int) -> int:
    """Return where the match of `distance` that ends at `end` begins.

    Of several begins one with the first character of `pattern` is better, then the length
    nearest to that of `pattern`.
    """
    low = max(0, end - len(pattern) - distance)
    backwards = text[low:end][::-1]
    lengths = [
        length
        for length, found in _distances_at_ends(pattern[::-1], backwards, is_anchored=True)
        if found == distance
    ]
    if not lengths:
        return end
    best = max(
        lengths,
        key=lambda length: (text[end - length] == pattern[0], -abs(length - len(pattern))),
    )
    return end - best


def _distances_at_ends(
    pattern: str, text: str, *, is_anchored: bool = False
) -> Iterator[tuple[int, int]]:
    """Yield `(end, distance)`: the least distance of `pattern` to any text ending there.

    With `is_anchored` the text must begin at 0. This is the bit-parallel form of the edit
    distance table by Myers (1999): one integer holds a whole column.
    """
    size = len(pattern)
    mask = (1 << size) - 1
    last = 1 << (size - 1)
    places: dict[str, int] = {}
    for index, char in enumerate(pattern):
        places[char] = places.get(char, 0) | (1 << index)
    plus, minus, distance = mask, 0, size
    for end, char in enumerate(text, start=1):
        equal = places.get(char, 0)
        across = equal | minus
        down = (((equal & plus) + plus) ^ plus) | equal
        up_plus = minus | (~(down | plus) & mask)
        up_minus = plus & down
        if up_plus & last:
            distance += 1
        if up_minus & last:
            distance -= 1
        up_plus = ((up_plus << 1) | (1 if is_anchored else 0)) & mask
        up_minus = (up_minus << 1) & mask
        plus = up_minus | (~(across | up_plus) & mask)
        minus = up_plus & across
        yield end, distance
