"""All sentences by their codes, and how data fill them, in English and Bulgarian."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib import import_module
from typing import Any

PARTS = ("wording_work", "wording_rules", "wording_steps", "wording_formats", "wording_tei")
"""Modules beside this one that hold SENTENCES: code -> (English, Bulgarian)."""


@cache
def sentences() -> Mapping[str, tuple[str, str]]:
    """Return all sentences by code."""
    merged: dict[str, tuple[str, str]] = {}
    for part in PARTS:
        merged.update(import_module(f"annotator.model.{part}").SENTENCES)
    return merged


class _Data(dict[str, Any]):
    def __missing__(self, key: str) -> str:
        return "?"


def sentence_of(code: str, data: Mapping[str, Any], language: str) -> str:
    """Return the sentence of a code, filled with data; an unknown code is told as it is."""
    pair = sentences().get(code)
    if pair is None:
        shown = ", ".join(f"{key}: {value}" for key, value in data.items())
        return f"{code} ({shown})" if shown else code
    template = pair[1] if language == "bg" else pair[0]
    return template.format_map(_Data(_filled(data, language)))


def _filled(data: Mapping[str, Any], language: str) -> dict[str, Any]:
    filled: dict[str, Any] = dict(data)
    line = data.get("line")
    words = {"bg": ", ред {}", "en": ", line {}"}
    filled["at_line"] = words["bg" if language == "bg" else "en"].format(line) if line else ""
    reason = data.get("reason")
    if isinstance(reason, str) and reason in sentences():
        inner = {k: v for k, v in data.items() if k != "reason"}
        filled["reason"] = sentence_of(reason, inner, language)
    return filled
