"""Words that stand nowhere else, put where a corpus holds words, and a look for them in files.

The look knows nothing of the corpus: it reads bytes, in every encoding that is likely, and whatever
in them can be decompressed.
"""

from __future__ import annotations

import base64
import zlib
from collections.abc import Iterable, Iterator
from hashlib import sha256
from pathlib import Path

_HEADS = (b"\x78\x01", b"\x78\x5e", b"\x78\x9c", b"\x78\xda")
_LEAST = 8
"""Bytes that decompressing must have given to be more than an accident."""
_LETTERS = "bcdfghjklmnpqrstvwxz"
_CYRILLIC = "бвгджзклмнпрстфхцчшщ"


class Markers:
    """Words by what they mark; the same name has the same word."""

    def __init__(self) -> None:
        """Begin without any."""
        self.words: dict[str, str] = {}

    def __call__(self, name: str, *, is_cyrillic: bool = False) -> str:
        """Return the word for a place, twelve letters long."""
        letters = _CYRILLIC if is_cyrillic else _LETTERS
        digest = sha256(name.encode()).digest()
        word = "".join(letters[byte % len(letters)] for byte in digest[:12])
        self.words[name] = word
        return word

    def found(self, files: Iterable[Path]) -> dict[str, list[str]]:
        """Return which files have which marks, by their names."""
        seen: dict[str, list[str]] = {}
        for file in files:
            haystack = b"\x00".join(_readings(file.read_bytes()))
            for name, word in self.words.items():
                if any(form in haystack for form in _forms(word)):
                    seen.setdefault(file.name, []).append(name)
        return seen


def files_in(*folders: Path) -> list[Path]:
    """Return all files of folders, whatever they are called."""
    return [path for folder in folders for path in sorted(folder.rglob("*")) if path.is_file()]


def _forms(word: str) -> Iterator[bytes]:
    # An index keeps of a word only what differs from the one before.
    end = word[4:]
    for text in (end, end.upper()):
        yield text.encode()
        yield text.encode("utf-16-le")
    yield end.encode("utf-16-be")
    yield end.encode().hex().encode()
    yield end.encode("ascii", "backslashreplace")
    for shift in range(3):
        # The first and last characters of base64 depend on what stands around.
        yield base64.b64encode(b" " * shift + word.encode())[4:-4]


def _readings(data: bytes) -> Iterator[bytes]:
    yield data
    seen: set[bytes] = set()
    for head in _HEADS:
        at = data.find(head)
        while at >= 0:
            inflated = _inflated(data[at:])
            if len(inflated) > _LEAST and inflated not in seen:
                seen.add(inflated)
                yield inflated
            at = data.find(head, at + 1)


def _inflated(data: bytes) -> bytes:
    """Return what can be decompressed from here on, as far as that goes."""
    inflater, whole = zlib.decompressobj(), b""
    try:
        for at in range(0, min(len(data), 1 << 20), 256):
            whole += inflater.decompress(data[at : at + 256])
            if inflater.eof:
                break
    except zlib.error:
        # A page of another table interrupts it; what came before is told.
        return whole
    return whole
