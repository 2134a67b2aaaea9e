"""How typed words find rows: each begins a word, in any order, in whatever alphabet."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Any

from annotator.text.normal import fold
from annotator.ui.action_table.action import TWINS

_LATIN = str.maketrans(TWINS)
_WORDS = re.compile(r"\w+")
WHOLE, BEGINS, WITHIN, TOLD = 0, 1, 2, 3
"""How well a row fits: its first name is what was typed, begins with it, or has its words; or they
stand only in what is told of it."""
_TOLD = "\n"
"""Between the names of a row and what is told of it; no word has it."""


def key_of(text: str) -> str:
    """Return the words of a text as they are compared: folded, twin letters as one."""
    return " ".join(_WORDS.findall(fold(text).translate(_LATIN)))


def hay_of(*names: str) -> str:
    """Return the words of all names of a row, each after a space; the first name comes first."""
    return " " + " ".join(key_of(name) for name in names if name)


def told_of(*sentences: str) -> str:
    """Return what is told of a row, to stand after its names; it is found after what is named."""
    return _TOLD + hay_of(*sentences)


def needles_of(typed: str) -> list[str]:
    """Return what must be found in the words of a row: begins of words, the longest first."""
    return sorted({f" {word}" for word in key_of(typed).split()}, key=lambda n: (-len(n), n))


def matches(hays: Sequence[str], typed: str) -> Iterable[tuple[int, int]]:
    """Return the number of each row that fits with how well it does, in the order of the rows."""
    needles, whole = needles_of(typed), f" {key_of(typed)}"
    if not needles:
        return [(number, WITHIN) for number in range(len(hays))]
    first, others = needles[0], needles[1:]
    found: list[tuple[int, int]] = []
    for number, hay in enumerate(hays):
        if first in hay and all(needle in hay for needle in others):
            found.append((number, _fit(hay.partition(_TOLD)[0], whole, needles)))
    return found


def fits(typed: str, *names: str) -> bool:
    """Say whether every typed word begins a word of the names, in whatever alphabet."""
    hay = hay_of(*names)
    return all(needle in hay for needle in needles_of(typed))


def named_first(found: list[tuple[Any, str]], typed: str) -> list[tuple[Any, str]]:
    """Return options with those first whose name, as it is shown, is or begins with what was typed.

    Then come those that have the words in that name, then those that have them in another language.
    """
    words = f" {key_of(typed)}"
    if not words.strip():
        return found

    def rank(option: tuple[Any, str]) -> int:
        hay = hay_of(option[1])
        return 0 if hay == words else 1 if hay.startswith(words) else 3 - fits(typed, option[1])

    return sorted(found, key=rank)


def _fit(names: str, whole: str, needles: Sequence[str]) -> int:
    """Return how well the names of a row fit that has all that is typed somewhere."""
    if names.startswith(whole):
        return WHOLE if names == whole else BEGINS
    return WITHIN if all(needle in names for needle in needles) else TOLD
