"""Scheme files (`schemes/1`): one or more schemes with what is built in, read and written."""

from __future__ import annotations

from codecs import BOM_UTF8
from collections.abc import Mapping
from pathlib import Path
from typing import Any, cast

import orjson

from annotator.formats.closed import check_scheme
from annotator.model.data import data_of, noun_of
from annotator.model.errors import FormatError
from annotator.model.scheme import Scheme

MARK = "schemes/1"
_BUILT_IN = {"segment_roles": "segment_roles", "entities": "built_in_entities"}


def read_schemes(path: Path) -> tuple[tuple[Scheme, ...], str]:
    """Return the schemes of a file and the id of its default one.

    FormatError if it is no file of schemes, or has none.
    """
    try:
        whole = orjson.loads(path.read_bytes().removeprefix(BOM_UTF8))
    except (OSError, orjson.JSONDecodeError) as error:
        raise FormatError("scheme_file", file=str(path), reason=str(error)) from error
    data = cast(dict[str, Any], whole) if isinstance(whole, dict) else {}
    if data.get("format") != MARK:
        raise FormatError("scheme_file", file=str(path), reason=f"format is not {MARK}")
    built_in: Mapping[str, Any] = data.get("built_in", {})
    shared = {field: built_in[key] for key, field in _BUILT_IN.items() if key in built_in}
    try:
        schemes = tuple(noun_of(Scheme, {**shared, **one}) for one in data["schemes"])
        for scheme in schemes:
            check_scheme(scheme)
    except (KeyError, TypeError, ValueError) as error:
        raise FormatError("scheme_file", file=str(path), reason=str(error)) from error
    if not schemes:
        raise FormatError("scheme_file", file=str(path), reason="no scheme in it")
    return schemes, data.get("default") or schemes[0].id


def write_scheme(scheme: Scheme, path: Path) -> None:
    """Write one scheme as a file of its own, keys, colours and rules included."""
    data = data_of(scheme)
    built_in = {key: data.pop(field, []) for key, field in _BUILT_IN.items()}
    whole = {"format": MARK, "default": scheme.id, "built_in": built_in, "schemes": [data]}
    path.write_bytes(orjson.dumps(whole, option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE))
