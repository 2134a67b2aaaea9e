"""The formats there are; each is imported only when it is needed."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from importlib import import_module
from pathlib import Path

from annotator.formats.format import Format
from annotator.model.errors import FormatError

FORMATS: tuple[tuple[str, str, str, tuple[str, ...]], ...] = (
    ("jsonl", "annotator.formats.jsonl", "JsonlFormat", (".jsonl",)),
    ("tei", "annotator.formats.tei", "TeiFormat", (".xml",)),
    ("annotations", "annotator.formats.annotations", "AnnotationsFormat", (".json",)),
    ("flat", "annotator.formats.flat", "FlatFormat", (".jsonl", ".json", ".ndjson")),
    ("brat", "annotator.formats.brat", "BratFormat", (".ann", ".txt")),
    ("text", "annotator.formats.plain_text", "TextFormat", (".txt",)),
)
"""Name, module, class and suffixes; the order in which a file is tried."""

INLINE = frozenset({"tei"})
"""Formats in which one annotator's annotations stand in the text and those of others beside it."""

EMPTY = ".ann"
"""Suffix of files that may be empty: nothing was annotated in the text beside them."""

HEAD = 4096
"""How many bytes of a file are looked at to recognise its format."""


@cache
def _made(module: str, name: str) -> Format:
    made: Format = getattr(import_module(module), name)()
    return made


def format_named(name: str) -> Format:
    """Return the format of that name; FormatError names those there are."""
    for known, module, class_name, _ in FORMATS:
        if known == name:
            return _made(module, class_name)
    names = ", ".join(row[0] for row in FORMATS)
    raise FormatError("no_such_format", file="", name=name, known=names)


def all_formats() -> Iterator[Format]:
    """Yield every format, in the order of the table."""
    for _, module, class_name, _ in FORMATS:
        yield _made(module, class_name)


def recognise(path: Path) -> Format:
    """Return the format that a file has; FormatError if it is none that can be read."""
    with path.open("rb") as file:
        head = file.read(HEAD)
    suffix = path.suffix.lower()
    if not head.strip() and suffix != EMPTY:
        raise FormatError("empty_file", file=str(path), line=None, reason="empty")
    for _, module, class_name, suffixes in FORMATS:
        if suffix in suffixes:
            chosen = _made(module, class_name)
            if chosen.reads and chosen.recognises(path, head):
                return chosen
    raise FormatError("unknown_format", file=str(path), line=None, reason="unknown format")
