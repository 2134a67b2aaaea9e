"""All keys in groups by where they work: for the cheat sheet on the screen and the user guide."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import groupby
from typing import NamedTuple

from annotator.ui.action_table.action import (
    ANSWERS,
    BORDERS,
    FRAME,
    HITS,
    PEOPLE,
    REVIEW,
    TALK,
    TEXT,
    VALUES,
    WINDOW,
    Action,
)
from annotator.ui.action_table.table import ACTIONS
from annotator.ui.settings.keymap import plain_key
from annotator.ui.words.fixed import word

ORDER = (TEXT, FRAME, BORDERS, VALUES, TALK, HITS, REVIEW, ANSWERS, PEOPLE, WINDOW)
"""The contexts in the order of the guide: first where most of the work is done."""
_HEADS = {"en": ("to do", "press", "on macOS"), "bg": ("за да", "натиснете", "в macOS")}
Keys = Callable[[Action], tuple[str, ...]]
"""Which keys an action has: those of the table, or those of now."""


class Line(NamedTuple):
    """One line of a group: what is done, its keys in words, the same on macOS, and the action.

    Actions that differ in a number alone are one line; its action is the first of them.
    """

    name: str
    keys: str
    mac: str
    action: Action


def groups(language: str, keys: Keys, first: str = "") -> Iterator[tuple[str, list[Line]]]:
    """Return the contexts, `first` before the others, each with its lines."""
    order = (first, *(c for c in ORDER if c != first)) if first else ORDER
    for context in order:
        lines = list(_lines([a for a in ACTIONS if a.contexts[0] == context], language, keys))
        if lines:
            yield context, lines


def _lines(actions: list[Action], language: str, keys: Keys) -> Iterator[Line]:
    for _, run in groupby(actions, key=_family):
        rows = list(run)
        first = rows[0]
        own = [keys(row) for row in rows]
        name = first.name(language)
        if len(rows) > 1:
            name = f"{name} … {rows[-1].id.rpartition('_')[2]}"
            shown = " … ".join(_said(k, first, language) for k in (own[0], own[-1]))
            yield Line(name, shown, "", first)
            continue
        shown = _said(own[0], first, language)
        mac = ", ".join(map(mac_key, first.mac or first.keys))
        yield Line(name, shown, mac if first.mac else "", first)


def _family(entry: Action) -> str:
    """Return the id without its number: annotate.layer_3 is one of annotate.layer."""
    head, _, number = entry.id.rpartition("_")
    return head if number.isdecimal() else entry.id


def _said(keys: tuple[str, ...], entry: Action, language: str) -> str:
    return ", ".join(map(plain_key, keys)) or entry.typed_in(language)


def mac_key(key: str) -> str:
    """Return a key of the table as it stands on keyboards of macOS."""
    if len(key) == 1:
        return key
    head, plus, last = plain_key(key).rpartition("+")
    if not last:
        head, last = head.rstrip("+"), "+"
    signs = {"Meta": "⌃", "Alt": "⌥", "Shift": "⇧", "Ctrl": "⌘"}
    held = head.split("+") if plus and head else []
    return "".join(sign for name, sign in signs.items() if name in held) + last


def guide_table(language: str, keys: Keys) -> str:
    """Return the keys as Markdown, a table for each place where they work."""
    heads = _HEADS[language]
    parts: list[str] = []
    for context, lines in groups(language, keys):
        title = word(f"context.{context}", language)
        parts.append(f"**{title[:1].upper()}{title[1:]}**\n")
        parts.append(f"| {' | '.join(heads)} |\n| --- | --- | --- |")
        for line in lines:
            if line.keys:
                cells = (_plain(line.name), _code(line, line.keys), _code(line, line.mac))
                parts.append(f"| {' | '.join(cells)} |")
        parts.append("")
    return "\n".join(parts)


def _plain(text: str) -> str:
    return text.removesuffix("…").replace("|", "\\|")


def _code(line: Line, keys: str) -> str:
    """Return keys as code; what is said in words stays as it is."""
    if not keys or line.action.typed != ("", ""):
        return keys
    return f"`{keys}`"
