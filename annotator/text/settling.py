"""Decides once which characters a text may keep, before it is frozen."""

from __future__ import annotations

import re
import unicodedata
from typing import NamedTuple

REPLACEMENT = "\ufffd"
_SHOWN = 10
_KINDS: tuple[tuple[str, str, str], ...] = (
    ("nul", "\0", REPLACEMENT),
    ("control", "[\x01-\x08\x0e-\x1f]", REPLACEMENT),
    ("noncharacter", "[\ufffe\uffff]", REPLACEMENT),
    ("surrogate", "[\ud800-\udfff]", REPLACEMENT),
    ("form_feed", "\x0c", "\n"),
    ("vertical_tab", "\x0b", "\n"),
)
_ANY = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_EACH = tuple((kind, re.compile(pattern), new) for kind, pattern, new in _KINDS)


class Settled(NamedTuple):
    """A text that XML and SQLite can hold, and what was changed to make it so.

    `counts` maps each kind of change that happened to how often: nul, control, noncharacter
    and surrogate became U+FFFD, form_feed and vertical_tab became LF, crlf and cr became LF,
    nfc is 1 if the text was composed. `first` maps the kinds that became U+FFFD to a list of
    their first ten offsets, in code points of the text as it came; it is missing if there
    are none.
    """

    text: str
    counts: dict[str, int | dict[str, list[int]]]


def settle(text: str, *, keep: bool) -> Settled:
    """Replace, length kept, what cannot be stored; count it and list the first offsets.

    `keep` says that annotations came with the text: then line breaks and composition stay as
    they are. Otherwise CRLF and CR become LF and the text becomes NFC, which may change its
    length.
    """
    counts: dict[str, int | dict[str, list[int]]] = {}
    if _ANY.search(text):
        text = _replaced(text, counts)
    if not keep:
        text = _normalized(text, counts)
    return Settled(text, counts)


def settle_like(text: str, old: str) -> str:
    """Return a corrected text settled as the old one was.

    Line breaks, composition and a line break at the end are those of `old` where it is of one
    mind about them: an editor that changes these by the way has corrected nothing.
    """
    text = settle(text, keep=True).text
    if "\r" not in old:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    elif "\r" not in text and old.count("\n") == old.count("\r\n") == old.count("\r"):
        text = text.replace("\n", "\r\n")
    if unicodedata.is_normalized("NFC", old):
        text = unicodedata.normalize("NFC", text)
    if text.endswith("\n") and not old.endswith(("\n", "\r")):
        text = text.removesuffix("\n").removesuffix("\r")
    return text


def settled_name(name: str) -> str:
    """Return the name of a file as a text that can be stored.

    Names may hold any bytes; those that are no text in the system's encoding come as surrogates.
    """
    return settle(name, keep=True).text


def _replaced(text: str, counts: dict[str, int | dict[str, list[int]]]) -> str:
    first: dict[str, list[int]] = {}
    original = text
    for kind, pattern, new in _EACH:
        text, count = pattern.subn(new, text)
        if not count:
            continue
        counts[kind] = count
        if new == REPLACEMENT:
            found = pattern.finditer(original)
            first[kind] = [match.start() for match, _ in zip(found, range(_SHOWN), strict=False)]
    if first:
        counts["first"] = first
    return text


def _normalized(text: str, counts: dict[str, int | dict[str, list[int]]]) -> str:
    if "\r" in text:
        crlf = text.count("\r\n")
        text = text.replace("\r\n", "\n")
        cr = text.count("\r")
        text = text.replace("\r", "\n")
        counts.update({kind: count for kind, count in (("crlf", crlf), ("cr", cr)) if count})
    if not unicodedata.is_normalized("NFC", text):
        text = unicodedata.normalize("NFC", text)
        counts["nfc"] = 1
    return text
