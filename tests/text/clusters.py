"""The rules of UAX 29 for extended grapheme clusters, one by one, as tests know them.

Properties of characters are asked of `regex`, the rules are written out: `\\X` is not asked.
"""

from __future__ import annotations

from functools import cache

import regex

_BREAKS = ("CR", "LF", "Control")
_CLASSES = (
    ("CR", r"\r"),
    ("LF", r"\n"),
    ("Control", r"\p{GCB=Control}"),
    ("ZWJ", "\u200d"),
    ("Extend", r"\p{GCB=Extend}"),
    ("SpacingMark", r"\p{GCB=SpacingMark}"),
    ("Prepend", r"\p{GCB=Prepend}"),
    ("Flag", r"\p{Regional_Indicator}"),
    *((kind, rf"\p{{GCB={kind}}}") for kind in ("LVT", "LV", "L", "V", "T")),
    ("Picture", r"\p{Extended_Pictographic}"),
)
_HANGUL = {"L": ("L", "V", "LV", "LVT"), "LV": ("V", "T"), "V": ("V", "T")}
_HANGUL |= {"LVT": ("T",), "T": ("T",)}


@cache
def class_of(char: str) -> str:
    """Return the class of a character in these rules, `Other` for most."""
    return next((kind for kind, pattern in _CLASSES if regex.fullmatch(pattern, char)), "Other")


@cache
def conjunct_class_of(char: str) -> str:
    """Return what a character is in a conjunct: `Linker`, `Extend`, `Consonant` or nothing."""
    kinds = ("Linker", "Consonant", "Extend")
    return next((k for k in kinds if regex.fullmatch(rf"\p{{InCB={k}}}", char)), "")


def clusters_of(text: str) -> list[int]:
    """Return the borders of the clusters of `text`, 0 and its length included."""
    if not text:
        return [0]
    return [0, *(at for at in range(1, len(text)) if _parts(text, at)), len(text)]


def _parts(text: str, at: int) -> bool:
    before, after = class_of(text[at - 1]), class_of(text[at])
    if (before, after) == ("CR", "LF"):
        return False  # GB3
    if before in _BREAKS or after in _BREAKS:
        return True  # GB4, GB5
    if after in _HANGUL.get(before, ()):
        return False  # GB6, GB7, GB8
    if after in ("Extend", "ZWJ", "SpacingMark") or before == "Prepend":
        return False  # GB9, GB9a, GB9b
    if conjunct_class_of(text[at]) == "Consonant" and _is_linked(text, at):
        return False  # GB9c
    if after == "Picture" and before == "ZWJ" and _is_picture(text, at - 1):
        return False  # GB11
    # GB12, GB13, GB999
    return not (before == after == "Flag" and _flags_before(text, at) % 2)


def _is_linked(text: str, at: int) -> bool:
    is_linked = False
    for char in reversed(text[:at]):
        kind = conjunct_class_of(char)
        is_linked |= kind == "Linker"
        if kind not in ("Linker", "Extend"):
            return is_linked and kind == "Consonant"
    return False


def _is_picture(text: str, end: int) -> bool:
    for char in reversed(text[:end]):
        if class_of(char) != "Extend":
            return class_of(char) == "Picture"
    return False


def _flags_before(text: str, at: int) -> int:
    count = 0
    for char in reversed(text[:at]):
        if class_of(char) != "Flag":
            break
        count += 1
    return count
