"""Which signs of a text may reach farther over and under a line than fonts say: letters that bear
marks or hang in each other, and single signs that are larger than letters.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import regex

# Letters, digits and punctuation of scripts whose fonts have room for all of them.
_USUAL = (
    "\x00-\u02ff\u0370-\u0482\u048a-\u058f\u05be\u05d0-\u05f4\u0600-\u060f\u061b-\u064a\u0660-\u066f"
    "\u0671-\u0677\u0679-\u0680\u0682-\u06b7\u06ba-\u06bb\u06bd-\u06cf\u06d2-\u06d5\u10a0-\u10ff"
    "\u1100-\u1380\u1c80-\u1cbf\u1e00-\u2027\u202a-\u20cf\u2100-\u2109\u210b-\u22ff\u2500-\u27bf"
    "\u2c00-\u2cee\u2d00-\u2d2f\u2e00-\u3029\u3030\u3033-\u3098\u309b-\ua48f\uac00-\ud7ff"
    "\uf900-\ufb1d\ufb1f-\ufbe3\ufbe6-\ufdfb\ufe00-\ufe0f\ufe30-\ufeff\uff00-\uffff"
    "\U0001f000-\U0001faff\U00020000-\U0003ffff\U000e0000-\U000effff"
)
_UNUSUAL = re.compile(f"[^{_USUAL}]")
# Marks that any letter may bear, as stress in Russian.
_MARKS = "\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20f0\ufe20-\ufe2f"
_UNUSUAL_LETTER = re.compile(f"[^{_USUAL}{_MARKS}]")
_WITH_MARKS = re.compile(f"[^\\s\x00-\x1f{_MARKS}][{_MARKS}]+")


def marked_letters(text: str) -> set[str]:
    """Return the different letters of `text` that bear marks, each with all of them and with what
    hangs below it, and its single signs that are larger than letters.

    Marks without a letter are left out. Of usual text nothing is found, in one fast look.
    """
    if text.isascii() or _UNUSUAL.search(text) is None:
        return set()
    if _UNUSUAL_LETTER.search(text) is None:
        return set(_WITH_MARKS.findall(text))
    return set(_marked().findall(text))


@cache
def _marked() -> regex.Pattern[str]:
    # Imported here because it costs 20 ms of the start.
    import regex

    joined = r"(?<=[\p{InSC=Virama}\p{InSC=Invisible_Stacker}]\u200d?)\p{L}[\p{M}\u200c\u200d]*"
    bearing = rf"[^\s\p{{M}}\p{{C}}]\p{{M}}[\p{{M}}\u200c\u200d]*(?:{joined})*"
    return regex.compile(
        rf"{bearing}|(?![\p{{L}}\p{{M}}\s\p{{C}}])[^{_USUAL}]|[\u0681\u06d0\u06d1]"
    )
