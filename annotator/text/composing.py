"""Normalization form C where only little of a text needs it, which is the usual case."""

from __future__ import annotations

import re
import unicodedata
from functools import cache

_CHANGING = (
    "[\u0300-\u036f\u0374\u037e\u0387\u0483-\u0487\u0591-\u1fff\u2000\u2001\u20d0-\u20ff"
    "\u2126-\u218f\u2329-\u24ff\u2adc-\u2bff\u2cef-\u2cf1\u2d7f\u2de0-\u2dff\u302a-\u30ff"
    "\ua66f-\ua6f1\ua802-\uabff\uac00-\ud7ff\uf900-\ufdff\ufe20-\ufe2f"
    "\U00010000-\U0001efff\U0002f800-\U0002fa1f]"
)


@cache
def _may_change() -> re.Pattern[str]:
    """Return what finds runs of what form C changes, of what composes, and of all marks.

    The blocks are wider than need be: what is in them is normalized with the character before.
    Written with `*` and not `+`, because `re` then looks for the first character of a run by
    itself, which is twice as fast. Compiled when a text is first composed, which no start does.
    """
    return re.compile(f"{_CHANGING}{_CHANGING}*")


def nfc(text: str) -> str:
    """Return `text` in NFC; only runs of characters that can change are looked at."""
    if text.isascii():
        return text
    pieces: list[str] = []
    done = 0
    for match in _may_change().finditer(text):
        begin, end = match.span()
        begin = max(done, begin - 1)
        old = text[begin:end]
        new = unicodedata.normalize("NFC", old)
        if new != old:
            pieces += (text[done:begin], new)
            done = end
    if not pieces:
        return text
    pieces.append(text[done:])
    return "".join(pieces)
