"""Builds annotated articles of what is said of them in a few lines.

An article has a text, entities with their names, annotations by their words (`#2`: where they
stand the second time; a list: fragments), and relations; an end with an @ is a built-in entity.
"""

from __future__ import annotations

import json
from hashlib import sha256
from pathlib import Path
from typing import Any, NamedTuple

Features = dict[str, Any]


class Article(NamedTuple):
    """An article as `annotations/1` has it, beside its text."""

    name: str
    text: str
    data: dict[str, Any]

    def write(self, folder: Path) -> Path:
        """Write the article and its text to a folder; return the file of the annotations."""
        (folder / f"{self.name}.txt").write_bytes(self.text.encode())
        path = folder / f"{self.name}.json"
        path.write_text(json.dumps(self.data, ensure_ascii=False), encoding="utf-8")
        return path


def article(
    name: str,
    language: str,
    text: str,
    entities: list[dict[str, Any]],
    annotations: list[tuple[Any, ...]],
    relations: list[tuple[str, str, str, Features]],
) -> Article:
    """Build an article; everything is placed by its words."""
    placed = [_annotation(text, *row) for row in annotations]
    return Article(name, text, data_of(name, language, text, entities, placed, relations))


def data_of(
    name: str,
    language: str,
    text: str,
    entities: list[dict[str, Any]],
    annotations: list[dict[str, Any]],
    relations: list[tuple[str, str, str, Features]],
) -> dict[str, Any]:
    """Return an article as `annotations/1` has it."""
    return {
        "format": "annotations/1",
        "scheme": {"id": "actors-places-stance", "version": "1.0"},
        "annotator": {"id": "author", "kind": "person", "names": {"en": "Author"}, "note": None},
        "made": "2026-11-26",
        "document": _document(name, language, text),
        "segments": _segments(text),
        "entities": entities,
        "annotations": annotations,
        "relations": [_relation(f"r{n:02}", *row) for n, row in enumerate(relations)],
        "comments": [],
    }


def _document(name: str, language: str, text: str) -> dict[str, Any]:
    said = {"title": text.split("\n")[0], "language": language}
    return {
        "id": name,
        "file": f"{name}.txt",
        "sha256": sha256(text.encode()).hexdigest(),
        "length": len(text),
        "bytes": len(text.encode()),
        "offset_unit": "code points, half-open",
        "unicode_form": "NFC",
        "metadata": {k: {"value": v, "inferred": False, "note": None} for k, v in said.items()},
    }


def _segments(text: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []
    begin = 0
    for line in text.split("\n"):
        role, key = "body" if found else "headline", f"seg{len(found):02}"
        found.append({"id": key, "begin": begin, "end": begin + len(line), "role": role})
        found[-1] |= {"annotate": True, "duplicate_of": None}
        begin += len(line) + 1
    return found


def _annotation(
    text: str, key: str, layer: str, words: str | list[str], features: Features, how: str = "sure"
) -> dict[str, Any]:
    spans: list[tuple[int, int]] = []
    for part in [words] if isinstance(words, str) else words:
        quote, _, number = part.rpartition("#") if part[-2:-1] == "#" else (part, "", "1")
        begin = spans[-1][1] if spans else 0
        for _ in range(int(number)):
            begin = text.index(quote, begin) + 1
        spans.append((begin - 1, begin - 1 + len(quote)))
    quote = " … ".join(text[b:e] for b, e in spans)
    made = {"id": key, "layer": layer, "spans": spans, "quote": quote}
    return made | {"features": features, "confidence": how}


def _relation(key: str, kind: str, origin: str, to: str, features: Features) -> dict[str, Any]:
    end = {"entity": to[1:]} if to.startswith("@") else {"annotation": to}
    made = {"id": key, "type": kind, "from": {"annotation": origin}, "to": end}
    return made | {"features": features, "confidence": "sure"}


def ent(
    key: str, kind: str, names: dict[str, str], aliases: list[tuple[str, str]], language: str
) -> dict[str, Any]:
    """Return an entity with its names and kinds of aliases."""
    known = [{"text": text, "language": language, "kind": sort} for text, sort in aliases]
    made = {"id": key, "names": names, "kinds": [kind], "aliases": known}
    return made | {"ids": [], "represents": None, "note": None}


def actor(actor_type: str, mention: str, *entities: str) -> Features:
    """Return the features of an actor."""
    return {"actor_type": actor_type, "mention": mention, "entities": list(entities)}


def place(place_type: str, mention: str, *entities: str) -> Features:
    """Return the features of a place."""
    return {"place_type": place_type, "mention": mention, "entities": list(entities)}


def stance(
    polarity: str, act: str, quotation: str, certainty: str = "certain", source: str = "named"
) -> Features:
    """Return the features of a stance."""
    made = {"polarity": polarity, "act": act, "quotation": quotation}
    return made | {"certainty": certainty, "source_kind": source}


def cue(kind: str = "communication", reporting: str = "neutral") -> Features:
    """Return the features of a cue."""
    return {"cue_type": kind, "reporting": reporting}


def level(number: int) -> Features:
    """Return the features of an end on the ladder."""
    return {"level": number}
