"""The words of the search index, or those with letters that are rare, read of its pages.

All words of an index take long to be listed, since it goes through where each of them is. Its pages
say where words begin, so all of them are known in a third of the time where they are not very
many, and those with rare letters in a sixth: few pages have the bytes that such letters begin with.
Words of what was taken out may be among them. The form of the pages is that of version 4 of FTS5.
"""

from __future__ import annotations

from collections.abc import Callable
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
_TOLD_EVERY, _MANY, _MOST = 200, 100_000, 50
"""Pages; words that are read in any case, and on a page otherwise: SQLite itself lists more of them
as soon, and without Python's lock."""


def rare_words(connection: Any) -> list[str] | None:
    """Return the words that have other letters than Latin and Cyrillic ones, digits and accents.

    None: the index is written in a form that is not known, or a page of it is damaged.
    """
    if not _is_of_known_form(connection):
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


def all_words(connection: Any, watch: Callable[[], None]) -> str | None:
    """Return all words in their order, a line feed before and after each.

    None: as of `rare_words`, or they are so many that SQLite itself lists them as soon. `watch` is
    called now and then, and may raise to stop.
    """
    if not _is_of_known_form(connection):
        return None
    found: set[bytes] = set()
    count = 0
    try:
        for number, (page,) in enumerate(connection.execute(_PAGES), start=1):
            words = words_on(page)
            found.update(words)
            count += len(words)
            if number % _TOLD_EVERY == 0:
                watch()
                if count > max(_MANY, number * _MOST):
                    return None
        listed = [word[1:] for word in sorted(found) if word.startswith(_OURS)]
        return b"\n".join((b"", *listed, b"")).decode() if listed else "\n"
    except (IndexError, UnicodeDecodeError):
        return None


def _is_of_known_form(connection: Any) -> bool:
    form = connection.execute("SELECT v FROM search_config WHERE k = 'version'").fetchone()
    return form is not None and form[0] == _FORM


def _has_greek(page: bytes) -> bool:
    """Say whether a page has what looks like a Greek letter, or like one beside it."""
    for lead in (b"\xcd", b"\xce"):
        at = page.find(lead)
        while at >= 0:
            if page[at + 1 : at + 2] >= b"\x80":
                return True
            at = page.find(lead, at + 1)
    return False


def words_on(page: bytes) -> list[bytes]:
    """Return the words on a page, in bytes, with what stands before each; IndexError if torn.

    At its end it says where each begins; a word leaves out what it has in common with the one
    before.
    """
    found: list[bytes] = []
    at, place, size = page[2] << 8 | page[3], 0, len(page)
    word = b""
    # Most numbers are one byte, and there are many.
    while at < size:
        step = page[at]
        at += 1
        if step & 0x80:
            step, at = _number(page, at - 1)
        place += step
        common, begin = 0, place
        if word:
            common, begin = page[place], place + 1
            if common & 0x80:
                common, begin = _number(page, place)
        length = page[begin]
        begin += 1
        if length & 0x80:
            length, begin = _number(page, begin - 1)
        word = word[:common] + page[begin : begin + length]
        found.append(word)
    return found


def _number(page: bytes, at: int) -> tuple[int, int]:
    """Return a number of as many bytes as it needs, and what stands behind it."""
    found = page[at] & 0x7F
    while page[at] & 0x80:
        at += 1
        found = found << 7 | page[at] & 0x7F
    return found, at + 1
