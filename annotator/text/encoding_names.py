"""What people call the encodings that Python's codecs have names of their own for."""

from __future__ import annotations

import codecs

_NAMES = {
    "utf-8": "UTF-8",
    "utf-16-le": "UTF-16 LE",
    "utf-16-be": "UTF-16 BE",
    "utf-32-le": "UTF-32 LE",
    "utf-32-be": "UTF-32 BE",
    "koi8-r": "KOI8-R",
    "koi8-u": "KOI8-U",
    "cp866": "IBM866",
    "cp855": "IBM855",
    "mac-cyrillic": "Mac Cyrillic",
    "mac-roman": "Mac Roman",
    "gb18030": "GB18030",
    "big5": "Big5",
    "shift_jis": "Shift JIS",
}
CHOICES = (
    "utf-8", "cp1251", "koi8-r", "koi8-u", "iso8859-5", "cp866", "mac-cyrillic", "cp1252",
    "iso8859-1", "iso8859-15", "cp1250", "iso8859-2", "cp1253", "iso8859-7", "cp1254",
    "cp1255", "cp1256", "cp1257", "utf-16-le", "utf-16-be", "gb18030", "big5", "shift_jis",
)  # fmt: skip
"""Encodings that a person may choose from, the likelier first."""


def shown_encoding(name: str) -> str:
    """Return the usual name of a codec of Python's: cp1251 is windows-1251."""
    known = codecs.lookup(name).name
    if known in _NAMES:
        return _NAMES[known]
    if known.startswith("cp125"):
        return f"windows-{known[2:]}"
    if known.startswith("iso8859-"):
        return f"ISO 8859-{known[8:]}"
    return known
