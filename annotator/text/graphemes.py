"""Steps of a caret: where one user-perceived character ends and the next begins.

Borders are those of extended grapheme clusters (Unicode UAX 29). Each function looks at a
few characters round the offset only. A cluster, or a row of flags, that runs over more than
4,096 code points without a plain letter, digit, space or mark between is cut there.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from annotator.text.characters import is_plain

if TYPE_CHECKING:
    import regex

_FARTHEST = 4096
_AHEAD = 32
_BREAKING = frozenset("\n\r\t\u2028\u2029")


def next_grapheme(text: str, offset: int) -> int:
    """Return the first border after `offset`, in code points; the length at the end.

    `offset` may lie inside a cluster: the end of that cluster is the answer.
    """
    _check(text, offset)
    if offset == len(text):
        return offset
    if offset + 1 < len(text) and _is_sure(text[offset], text[offset + 1]):
        return offset + 1
    begin = _safe_begin(text, offset)
    while begin <= offset:
        begin = _end_of_cluster(text, begin)
    return begin


def previous_grapheme(text: str, offset: int) -> int:
    """Return the last border before `offset`, in code points; 0 at the begin.

    `offset` may lie inside a cluster: the begin of that cluster is the answer.
    """
    _check(text, offset)
    if offset == 0:
        return 0
    if offset == 1 or _is_sure(text[offset - 2], text[offset - 1]):
        return offset - 1
    begin = _safe_begin(text, offset - 1)
    while (end := _end_of_cluster(text, begin)) < offset:
        begin = end
    return begin


def borders(text: str) -> list[int]:
    """Return all borders of the clusters of `text` in order, 0 and its length included."""
    if len(text) < 2:
        # A window begins with an empty text: no table of clusters is read for it.
        return list(range(len(text) + 1))
    found, at = [0], 0
    for cluster in _cluster().findall(text):
        while len(cluster) > 1 and (cut := _conjunct_end(cluster, len(cluster))) < len(cluster):
            # What does not belong to it is a cluster of its own.
            at, cluster = at + cut, cluster[cut:]
            found.append(at)
        at += len(cluster)
        found.append(at)
    return found


def is_boundary(text: str, offset: int) -> bool:
    """Say whether a caret may stand at `offset`: no cluster is cut there."""
    if offset in (0, len(text)):
        return True
    _check(text, offset)
    return _is_sure(text[offset - 1], text[offset]) or next_grapheme(text, offset - 1) == offset


def _check(text: str, offset: int) -> None:
    if not 0 <= offset <= len(text):
        raise ValueError(f"offset {offset} is outside 0 to {len(text)} code points")


def _safe_begin(text: str, offset: int) -> int:
    """Return a sure border at or before `offset`, for which no farther look is needed."""
    lowest = max(0, offset - _FARTHEST)
    for place in range(offset, lowest, -1):
        if _is_sure(text[place - 1], text[place]):
            return place
    return lowest


def _is_sure(before: str, after: str) -> bool:
    """Say whether there is a border between two characters whatever stands round them."""
    if before in _BREAKING or after in _BREAKING:
        return before != "\r" or after != "\n"
    return is_plain(before) and is_plain(after)


def _end_of_cluster(text: str, begin: int) -> int:
    reach = _AHEAD
    while True:
        part = text[begin : begin + reach]
        match = _cluster().match(part)
        end = match.end() if match else 1
        if end > 1:
            end = _conjunct_end(part, end)
        if end < len(part) or begin + len(part) == len(text) or reach >= _FARTHEST:
            return begin + end
        reach *= 8


def _conjunct_end(part: str, end: int) -> int:
    """Return where the cluster `part[:end]` ends by rule GB9c of UAX 29.

    `\\X` joins a consonant to any virama before it; it belongs to one that joins consonants only.
    """
    wrong = _wrongly_joined().search(part, 1, end)
    return wrong.start() if wrong else end


def make_ready() -> None:
    """Compile what finds joined characters before it is waited for."""
    _cluster()
    _wrongly_joined()


@cache
def _wrongly_joined() -> regex.Pattern[str]:
    import regex

    joining = r"[\p{InCB=Extend}\p{InCB=Linker}]"
    conjunct = rf"\p{{InCB=Consonant}}{joining}*\p{{InCB=Linker}}{joining}*"
    return regex.compile(rf"(?<={joining})(?<!{conjunct})\p{{InCB=Consonant}}")


@cache
def _cluster() -> regex.Pattern[str]:
    # Imported here because it costs 20 ms of the start.
    import regex

    return regex.compile(r"\X")
