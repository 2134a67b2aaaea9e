"""All sentences by their codes, and how data fill them, in English and Bulgarian."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from importlib import import_module
from typing import Any, cast

from annotator.model.language import Texts, decimal_in, text_in
from annotator.model.reasons import reason_in
from annotator.text.directions import set_in

ALONE, SHELL, END = "\u27e6", "\u27ea", "\u27e7"
"""Around what a sentence says only where it stands alone (what was kept), or only in a shell."""
_ALONE = re.compile(f"[{ALONE}{SHELL}][^{END}]*{END}")
_SHELL = re.compile(f"{SHELL}[^{END}]*{END}")
PARTS = (
    "wording_work",
    "wording_rules",
    "wording_steps",
    "wording_texts",
    "wording_search",
    "wording_documents",
    "wording_formats",
    "wording_tei",
    "wording_safety",
    "wording_keeping",
    "wording_copies",
    "wording_agreement",
    "wording_sharing",
    "wording_adjudication",
    "wording_figures",
    "wording_report",
)
"""Modules beside this one that hold SENTENCES: code -> (English, Bulgarian)."""


def counting(data: Mapping[str, Any]) -> dict[str, Any]:
    """Return data as they are put into a sentence.

    Numbers take the form of a word with them (`{hits:hit|hits}`), names keep their direction to
    themselves (`text.directions`).
    """
    return {key: _put(value) for key, value in data.items()}


def _put(value: Any) -> Any:
    if type(value) is int:
        return _Number(value)
    return set_in(value) if type(value) is str else value


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


class _Number(int):
    """A number that a text can name with its word: "1 hit", "2 hits"."""

    def __format__(self, spec: str) -> str:
        one, divider, several = spec.partition("|")
        if not divider:
            return super().__format__(spec)
        return f"{int(self)} {one if self == 1 else several}"


def sentence_of(
    code: str, data: Mapping[str, Any], language: str, *, in_window: bool = False
) -> str:
    """Return the sentence of a code, filled with data; an unknown code is told as it is.

    In a window it says nothing of what is typed in a shell. As data, and for the ear, it is what
    `text.directions.plain_sentence` makes of it.
    """
    pair = sentences().get(code)
    if pair is None:
        shown = ", ".join(f"{key}: {value}" for key, value in data.items())
        return f"{code} ({shown})" if shown else code
    template = pair[1] if language == "bg" else pair[0]
    if in_window:
        template = _SHELL.sub("", template)
    for mark in (ALONE, SHELL, END):
        template = template.replace(mark, "")
    return template.format_map(_Data(_filled(data, language)))


def reason_of(code: str, data: Mapping[str, Any], language: str) -> str:
    """Return a sentence for a place that names the file: without it, and without advice."""
    pair = sentences().get(code)
    if pair is None:
        return sentence_of(code, data, language)
    template = _ALONE.sub("", pair[1] if language == "bg" else pair[0])
    template = template.removeprefix("{file}: ").removeprefix("{file}{at_line}: ")
    text = template.format_map(_Data(_filled(data, language)))
    line = data.get("line")
    if line and "{at_line}" in (pair[0]):
        text = f"{'ред' if language == 'bg' else 'line'} {line}: {text}"
    return text[:1].upper() + text[1:]


def _filled(data: Mapping[str, Any], language: str) -> dict[str, Any]:
    """Return data as they are put into a sentence; a name of several languages in its own."""
    filled = counting(data)
    for key, value in data.items():
        if isinstance(value, float):
            filled[key] = decimal_in(str(value), language)
    line = data.get("line")
    words = {"bg": ", ред {}", "en": ", line {}"}
    filled["at_line"] = words["bg" if language == "bg" else "en"].format(line) if line else ""
    name = data.get("name")
    if isinstance(name, Mapping):
        filled["name"] = set_in(text_in(cast(Texts, name), language))
    reason = data.get("reason")
    if isinstance(reason, str) and reason in sentences():
        inner = {k: v for k, v in data.items() if k != "reason"}
        filled["reason"] = sentence_of(reason, inner, language)
    elif isinstance(reason, str):
        filled["reason"] = reason_in(reason, language)
    return filled
