"""Ids: random for what a person makes, computed for what is imported, so machines agree."""

from __future__ import annotations

import hashlib
import uuid
from collections.abc import Callable, Iterable

NAMESPACE = uuid.UUID("5d3c8a52-8f0e-5b0e-9a55-0c1c5c1f8a01")
_BASE = hashlib.sha1(NAMESPACE.bytes, usedforsecurity=False)


def new_key() -> str:
    """Return a random id for what a person makes."""
    return str(uuid.uuid4())


def key_of(*parts: str) -> str:
    """Return the name-based id (uuid version 5) of `parts`, joined by U+001F."""
    digest = _BASE.copy()
    digest.update("\x1f".join(parts).encode())
    return _shaped(digest.hexdigest())


_VARIANT = {digit: "89ab"[int(digit, 16) & 3] for digit in "0123456789abcdef"}


def _shaped(h: str) -> str:
    return f"{h[:8]}-{h[8:12]}-5{h[13:16]}-{_VARIANT[h[16]]}{h[17:20]}-{h[20:32]}"


def text_hash(text: str) -> str:
    """Return the sha256 of a text in UTF-8, in hexadecimal; UnicodeEncodeError on surrogates."""
    return hashlib.sha256(text.encode()).hexdigest()


def document_key(sha256: str) -> str:
    """Return the id of an imported document: its text says which one it is."""
    return key_of("document", sha256)


def annotation_key(sha256: str, annotator: str, layer: str, source: str) -> str:
    """Return the id of an imported annotation.

    `source` is the id in its file, or `place_of(spans, ordinal)` where the file has none.
    """
    return key_of("annotation", sha256, annotator, layer, source)


def annotation_keys(sha256: str, annotator: str) -> Callable[[str, str], str]:
    """Return a function of layer and source that gives `annotation_key`, made for many calls."""
    base = _BASE.copy()
    base.update(f"annotation\x1f{sha256}\x1f{annotator}\x1f".encode())

    variant = _VARIANT

    def key(layer: str, source: str) -> str:
        # `_shaped` written out: a call more for each annotation is felt in a large import.
        digest = base.copy()
        digest.update(f"{layer}\x1f{source}".encode())
        h = digest.hexdigest()
        return f"{h[:8]}-{h[8:12]}-5{h[13:16]}-{variant[h[16]]}{h[17:20]}-{h[20:32]}"

    return key


def relation_key(sha256: str, annotator: str, type_id: str, source: str) -> str:
    """Return the id of an imported relation; `source` as in `annotation_key`."""
    return key_of("relation", sha256, annotator, type_id, source)


def comment_key(sha256: str, annotator: str, source: str) -> str:
    """Return the id of an imported comment."""
    return key_of("comment", sha256, annotator, source)


def place_of(spans: Iterable[tuple[int, int]], ordinal: int) -> str:
    """Name an annotation without an id by its spans and its ordinal among equals (from 0)."""
    return ",".join(f"{begin}-{end}" for begin, end in spans) + f"#{ordinal}"
