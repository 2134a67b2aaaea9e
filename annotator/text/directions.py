"""Names within sentences: what is written from right to left in one moves nothing around it."""

from __future__ import annotations

import re

from annotator.text.names import MARKS, visible

_BEGIN, _END = "\u2068", "\u2069"
"""First strong isolate, and the end of one: what stands between has a direction of its own."""
_CONTROLS = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_MARKS = re.compile(f"[{MARKS}]")
_LEFTWARD = re.compile(
    "[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff\U00010800-\U00010fff\U0001e800-\U0001efff]"
)
_DIRECTING = re.compile(f"[\0-\x08\x0b-\x1f\x7f-\x9f]|{_CONTROLS.pattern}")
_ISOLATES = str.maketrans("", "", _BEGIN + _END)


def set_in(name: str) -> str:
    """Return a name as it is put into a sentence.

    One that is written from right to left is isolated; controls of direction are shown, and mere
    marks of it left out, as by `visible`. A sentence that names were set in keeps their isolates.
    """
    if name.isascii():
        return name
    shown = _shown(name) if _CONTROLS.search(name) else name
    return f"{_BEGIN}{shown}{_END}" if _LEFTWARD.search(shown) else shown


def visible_sentence(text: str) -> str:
    """Return a sentence as `visible` shows it, but with the isolates of the names set in it."""
    if text.isprintable():
        return text
    kept = _isolates_in(text)
    parts: list[str] = []
    last = 0
    for place in sorted(kept):
        parts += [visible(text[last:place]), text[place]]
        last = place + 1
    return "".join((*parts, visible(text[last:])))


def terminal_lines(text: str) -> str:
    """Return what a terminal may be given: nothing in it directs the terminal or turns a line.

    Line feeds, tabs and the isolates of names stay; the rest of what joins or parts characters too.
    """
    if text.isprintable():
        return text
    kept = _isolates_in(text)
    return _DIRECTING.sub(
        lambda found: found[0] if found.start() in kept else visible(found[0]), text
    )


def plain_sentence(text: str) -> str:
    """Return a sentence without the isolates of names: as data, or for the ear."""
    return text if text.isascii() else text.translate(_ISOLATES)


def _shown(name: str) -> str:
    name = _MARKS.sub("", name) or name
    kept = _isolates_in(name)
    return _CONTROLS.sub(
        lambda found: found[0] if found.start() in kept else visible(found[0]), name
    )


def _isolates_in(text: str) -> set[int]:
    """Return the places of isolates that end in the text; no other control stands in them."""
    kept: set[int] = set()
    begun: list[int] = []
    for found in _CONTROLS.finditer(text):
        if found[0] == _BEGIN:
            begun.append(found.start())
        elif found[0] == _END and begun:
            kept |= {begun.pop(), found.start()}
        else:
            # It could undo what an isolate around it holds together.
            begun.clear()
    return kept
