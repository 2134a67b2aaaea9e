"""An article as somebody hands it in: what it may lack is filled in, what else is wrong is told."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from hashlib import sha256
from pathlib import Path
from typing import Any

from annotator.model.data import data_of
from annotator.operations.keeping.corpus import scheme_named
from tests.journeys.goal import read_data

_AUTHOR = {"id": "author", "kind": "person", "names": {"en": "Author"}, "note": None}
_ENDS, _SAID = ("from", "to"), ("anchor", "texts")


def prepared(path: Path, folder: Path, scheme: str = "") -> Path:
    """Write an `annotations/1` file, and its text, as a journey needs them; return that file.

    It may lack ids of relations, who made it, how long its text is, and its scheme; ids may be
    numbers. `scheme` is the name of a scheme, or a file that has one, which goes before that of
    the article. LookupError says what else is not as it should be, AnnotatorError that there is
    no such scheme, OSError that the text cannot be read.
    """
    data = read_data(path)
    _check(path, isinstance(data.get("document"), dict), "it has no object `document`")
    document = data["document"]
    _check(path, isinstance(document.get("file"), str), "`document` does not name its text, `file`")
    name = Path(document["file"]).name
    raw = (path.parent / name).read_bytes()
    text = _decoded(path.parent / name, raw)
    said = {"sha256": sha256(raw).hexdigest(), "length": len(text), "bytes": len(raw)}
    told = {"id": path.stem, "unicode_form": "NFC", "offset_unit": "code points, half-open"}
    data["document"] = {"metadata": {}} | told | said | document
    data["annotator"] = data.get("annotator") or _AUTHOR
    data["made"] = data.get("made") or "2026-11-26"
    data["scheme"] = _scheme(data.get("scheme"), scheme)
    for key, record in (("annotations", _annotation), ("relations", _relation)):
        _check(path, isinstance(data[key], list), f"`{key}` is no list")
        data[key] = [record(path, n, one) for n, one in enumerate(data[key], start=1)]
    for number, one in enumerate(data["comments"], start=1):
        is_whole = isinstance(one, dict) and all(isinstance(one.get(k), dict) for k in _SAID)
        _check(path, is_whole, f"comment {number} has no `anchor`, or no `texts` by language")
    made = folder / path.name
    made.write_text(json.dumps(data, ensure_ascii=False), encoding="utf-8")
    (folder / name).write_bytes(raw)
    return made


def _check(path: Path, is_so: bool, sentence: str) -> None:
    if not is_so:
        raise LookupError(f"{path} is not made: {sentence}")


def _decoded(path: Path, raw: bytes) -> str:
    try:
        return raw.decode()
    except UnicodeDecodeError as error:
        raise LookupError(
            f"{path} is not made: its bytes from {error.start} on are no UTF-8"
        ) from None


def _scheme(carried: Any, wanted: str) -> dict[str, Any]:
    """Return what an article says of its scheme, or that of the scheme that is wanted."""
    told = {"id": carried} if isinstance(carried, str) else carried
    if wanted or not told:
        scheme = scheme_named(wanted or None)
        return {"id": scheme.id, "version": scheme.version, "whole": data_of(scheme)}
    return {"version": "1", **told}


def _annotation(path: Path, number: int, told: Any) -> dict[str, Any]:
    _check(path, isinstance(told, dict), f"annotation {number} is no object")
    key = told.get("id")
    called = f"annotation {number if key is None else key}"
    _check(path, key is not None, f"{called} has no `id`")
    _check(path, isinstance(told.get("layer"), str), f"{called} does not name its `layer`")
    spans = told.get("spans", [] if told.get("segments") else None)
    _check(path, _are_spans(spans), f"{called} has no `spans` that are pairs of whole numbers")
    features = told.get("features") or {}
    _check(path, isinstance(features, dict), f"the `features` of {called} are no object")
    return {**told, "id": str(key), "spans": spans, "features": features}


def _are_spans(spans: Any) -> bool:
    if not isinstance(spans, list):
        return False
    pairs = [x for x in spans if isinstance(x, list) and len(x) == len(_ENDS)]
    return len(pairs) == len(spans) and all(type(x) is int for pair in pairs for x in pair)


def _relation(path: Path, number: int, told: Any) -> dict[str, Any]:
    _check(path, isinstance(told, dict), f"relation {number} is no object")
    key = told.get("id", f"relation {number}")
    called = f"relation {told.get('id', number)}"
    _check(path, isinstance(told.get("type"), str), f"{called} does not name its `type`")
    ends = {end: dict(_end(told.get(end))) for end in _ENDS}
    _check(path, "annotation" in ends["from"], f"{called} does not say `from` which annotation")
    _check(path, bool(ends["to"]), f"{called} does not say `to` which annotation or entity")
    return {**told, "id": str(key), **ends, "features": told.get("features") or {}}


def _end(told: Any) -> Iterator[tuple[str, str]]:
    for key, value in told.items() if isinstance(told, Mapping) else ():
        if key in ("annotation", "entity") and value is not None:
            yield key, str(value)
