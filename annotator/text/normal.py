"""Gives normal forms of a text: NFC for search with a map of positions, and folding."""

from __future__ import annotations

import unicodedata
from bisect import bisect_right
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    import regex

_STRESSABLE = frozenset("аеиоуъыэюяєіѣѫѭ")
_STRESSES = "\u0300\u0301"


class NfcMap:
    """Positions of a text beside those of its NFC form, both in code points."""

    __slots__ = ("_nfc", "_original", "_sizes", "length", "nfc_length")

    def __init__(self, changes: list[tuple[int, int, int, int]], length: int) -> None:
        """Take the changed stretches `(begin, end, NFC begin, NFC end)` in order."""
        # Rows of (changed stretch, plain stretch): begins in both texts, and both sizes.
        self._original = [0]
        self._nfc = [0]
        self._sizes: list[tuple[int, int] | None] = [None]
        for begin, end, nfc_begin, nfc_end in changes:
            self._add(begin, nfc_begin, (end - begin, nfc_end - nfc_begin))
            self._add(end, nfc_end, None)
        self.length = length
        self.nfc_length = self._nfc[-1] + length - self._original[-1]

    def _add(self, original: int, nfc: int, sizes: tuple[int, int] | None) -> None:
        if self._original[-1] == original and self._sizes[-1] is None:
            self._sizes[-1] = sizes
        else:
            self._original.append(original)
            self._nfc.append(nfc)
            self._sizes.append(sizes)

    def to_nfc(self, offset: int) -> int:
        """Return the NFC position of an offset; inside a changed stretch, that of its begin.

        Raises ValueError for an offset outside the text.
        """
        if not 0 <= offset <= self.length:
            raise ValueError(f"offset {offset} is outside 0 to {self.length} code points")
        row = bisect_right(self._original, offset) - 1
        return self._nfc[row] + (0 if self._sizes[row] else offset - self._original[row])

    def to_original(self, position: int) -> int:
        """Return the offset of an NFC position; inside a changed stretch, that of its begin.

        Raises ValueError for a position outside the NFC text.
        """
        if not 0 <= position <= self.nfc_length:
            raise ValueError(f"position {position} is outside 0 to {self.nfc_length} code points")
        row = bisect_right(self._nfc, position) - 1
        return self._original[row] + (0 if self._sizes[row] else position - self._nfc[row])

    def span_to_original(self, begin: int, end: int) -> tuple[int, int]:
        """Return the span that an NFC span covers, widened over changed stretches it cuts."""
        low = self.to_original(begin)
        row = bisect_right(self._nfc, end) - 1
        sizes = self._sizes[row]
        if sizes and end > self._nfc[row]:
            return low, self._original[row] + sizes[0]
        return low, self.to_original(end)


class Normalized(NamedTuple):
    """The NFC form of a text, and the map of positions where the text is not NFC itself."""

    text: str
    map: NfcMap | None


def nfc_map(text: str) -> Normalized:
    """Return the NFC form of `text` with a map both ways; no map if `text` is NFC."""
    if unicodedata.is_normalized("NFC", text):
        return Normalized(text, None)
    pieces: list[str] = []
    changes: list[tuple[int, int, int, int]] = []
    done = nfc_done = 0
    for match in _clusters().finditer(text):
        old = match.group()
        new = unicodedata.normalize("NFC", old)
        if new == old:
            continue
        begin, end = match.span()
        nfc_begin = nfc_done + begin - done
        pieces += (text[done:begin], new)
        done, nfc_done = end, nfc_begin + len(new)
        changes.append((begin, end, nfc_begin, nfc_done))
    pieces.append(text[done:])
    return Normalized("".join(pieces), NfcMap(changes, len(text)))


def fold(text: str) -> str:
    """Return a form of `text` in which equal words are equal strings; the length may differ.

    Full case folding, NFC, and without the stress marks (acute, grave) over Cyrillic vowels;
    й and ё and the accents of Latin and Greek stay.
    """
    if text.isascii():
        return text.lower()
    folded = unicodedata.normalize("NFD", text.casefold())
    if any(mark in folded for mark in _STRESSES):
        folded = _without_stress(folded)
    return unicodedata.normalize("NFC", folded)


def _without_stress(decomposed: str) -> str:
    kept: list[str] = []
    base = ""
    for char in decomposed:
        if char in _STRESSES and base in _STRESSABLE:
            continue
        if not unicodedata.combining(char):
            base = char
        kept.append(char)
    return "".join(kept)


@cache
def _clusters() -> regex.Pattern[str]:
    """What can change under NFC: a character with marks, Hangul letters, single characters."""
    # Imported here because it costs 20 ms of the start.
    import regex

    joining = r"[\p{M}\u1160-\u11FF\uD7B0-\uD7FF\p{NFC_QC=Maybe}]"
    return regex.compile(rf"[^\p{{M}}]?{joining}+|\p{{NFC_QC=No}}{joining}*")
