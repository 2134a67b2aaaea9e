"""The words of the search index with letters that are rare, read of its pages without the rest.

All words of an index take long to be listed, since it goes through where each of them is. Its pages
have them in front of that, so those with rare letters are known in a sixth of the time: few pages
have the bytes that such letters begin with. The form of the pages is that of version 4 of FTS5.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

_FORM = 4
_PAGES = "SELECT block FROM search_data WHERE id >= 1 << 37 AND (id >> 31) & 63 = 0"
"""Of each part of the index the pages with words, without those that say where a page is."""
_RARE = (0xCD, 0xCE, *range(0xD4, 0xD9), *range(0xDC, 0x100))
"""Bytes with which letters begin, but those of Latin and Cyrillic ones."""
_OTHERS = bytes(byte for byte in range(0x100) if byte not in _RARE)
_NUMBERS = b"\xcd\xce"
"""Those of them that are frequent as numbers as well."""
_OURS = b"0"
"""Stands before each word that was not made for begins of words."""


def rare_words(connection: Any) -> list[str] | None:
    """Return the words that have other letters than Latin and Cyrillic ones, digits and accents.

    None: the index is written in a form that is not known, or a page of it is damaged.
    """
    form = connection.execute("SELECT v FROM search_config WHERE k = 'version'").fetchone()
    if form is None or form[0] != _FORM:
        return None
    found: set[bytes] = set()
    try:
        for (page,) in connection.execute(_PAGES):
            signs = page.translate(None, _OTHERS)
            # Most pages have none of them, or numbers that look like one.
            if signs and (signs.strip(_NUMBERS) or _has_greek(page)):
                found.update(word for word in words_on(page) if word.translate(None, _OTHERS))
        return sorted(word[1:].decode() for word in found if word.startswith(_OURS))
    except (IndexError, UnicodeDecodeError):
        return None


def _has_greek(page: bytes) -> bool:
    """Say whether a page has what looks like a Greek letter, or like one beside it."""
    for lead in (b"\xcd", b"\xce"):
        at = page.find(lead)
        while at >= 0:
            if page[at + 1 : at + 2] >= b"\x80":
                return True
            at = page.find(lead, at + 1)
    return False


def words_on(page: bytes) -> Iterator[bytes]:
    """Yield the words on a page, in bytes, with what stands before each; IndexError if torn.

    At its end it says where each begins; a word leaves out what it has in common with the one
    before.
    """
    at, place = int.from_bytes(page[2:4], "big"), 0
    word = b""
    while at < len(page):
        step, at = _number(page, at)
        place += step
        common, begin = _number(page, place) if word else (0, place)
        length, begin = _number(page, begin)
        word = word[:common] + page[begin : begin + length]
        yield word


def _number(page: bytes, at: int) -> tuple[int, int]:
    """Return a number of as many bytes as it needs, and what stands behind it."""
    found = page[at] & 0x7F
    while page[at] & 0x80:
        at += 1
        found = found << 7 | page[at] & 0x7F
    return found, at + 1
