"""Takes the lines of brat's .ann files apart, one by one; knows nothing of a text or a scheme."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import NamedTuple

from annotator.model.span import Span, Spans


class Marked(NamedTuple):
    """A T line: spans as the file counts and orders them, and the quote as the file writes it."""

    line: int
    id: str
    kind: str
    spans: Spans
    quote: str


class Ends(NamedTuple):
    """An R, E or * line: `ends` are roles and ids; `trigger` is the T of an E line."""

    line: int
    id: str
    kind: str
    ends: tuple[tuple[str, str], ...]
    trigger: str | None = None


class Said(NamedTuple):
    """An A or M line; a value of None is a plain yes."""

    line: int
    id: str
    name: str
    target: str
    value: str | None


class Named(NamedTuple):
    """An N line: which item of which authority is meant, and what that calls it."""

    line: int
    id: str
    name: str
    target: str
    authority: str
    value: str
    text: str


class Note(NamedTuple):
    """A # line."""

    line: int
    id: str
    kind: str
    target: str
    text: str


@dataclass(slots=True)
class Lines:
    """All that a file says, kind by kind, in its order; `others` counts what nothing is known of.

    `ids` are the lines of all ids.
    """

    marks: list[Marked] = field(default_factory=list[Marked])
    relations: list[Ends] = field(default_factory=list[Ends])
    events: list[Ends] = field(default_factory=list[Ends])
    sets: list[Ends] = field(default_factory=list[Ends])
    said: list[Said] = field(default_factory=list[Said])
    named: list[Named] = field(default_factory=list[Named])
    notes: list[Note] = field(default_factory=list[Note])
    others: int = 0
    ids: dict[str, int] = field(default_factory=dict[str, int])

    def add(self, number: int, line: str) -> None:
        """Take in line `number` (from 1); ValueError says what is wrong with it."""
        key, tab, rest = line.partition("\t")
        take = _KINDS.get(key[:1])
        if not tab or take is None:
            if key[:1] in _KINDS:
                raise ValueError("there is no tab after the id")
            self.others += 1
            return
        if key != "*":
            if key in self.ids:
                raise ValueError(f"the id {key} stands twice")
            self.ids[key] = number
        try:
            take(self, number, key, rest)
        except ValueError as error:
            if "unpack" not in str(error):
                raise
            raise ValueError("the line has too few or too many fields") from error


_SPANS = re.compile(r"(\S+) (\d+ \d+(?:;\d+ \d+)*)")


def _mark(lines: Lines, number: int, key: str, rest: str) -> None:
    head, tab, quote = rest.partition("\t")
    found = _SPANS.fullmatch(head)
    if found is None or not tab:
        raise ValueError("a T line has an id, a layer with offsets, and a quote")
    pairs = [pair.split() for pair in found[2].split(";")]
    spans = tuple(Span(int(begin), int(end)) for begin, end in pairs)
    if any(begin >= end for begin, end in spans):
        raise ValueError("a span ends where it begins, or before")
    lines.marks.append(Marked(number, key, found[1], spans, quote))


def _ends(parts: list[str]) -> tuple[tuple[str, str], ...]:
    pairs = [part.partition(":") for part in parts]
    if not all(role and colon and end for role, colon, end in pairs):
        raise ValueError("an end is a role and an id with a colon between")
    return tuple((role, end) for role, _, end in pairs)


def _relation(lines: Lines, number: int, key: str, rest: str) -> None:
    kind, *parts = rest.split()
    ends = _ends(parts)
    if len(ends) < 2:
        raise ValueError("a relation has two ends")
    lines.relations.append(Ends(number, key, kind, ends))


def _event(lines: Lines, number: int, key: str, rest: str) -> None:
    (kind, trigger), *ends = _ends(rest.split())
    lines.events.append(Ends(number, key, kind, tuple(ends), trigger))


def _set(lines: Lines, number: int, key: str, rest: str) -> None:
    kind, *ids = rest.split()
    lines.sets.append(Ends(number, key, kind, tuple(("", end) for end in ids)))


def _attribute(lines: Lines, number: int, key: str, rest: str) -> None:
    name, target, *value = rest.split(maxsplit=2)
    lines.said.append(Said(number, key, name, target, value[0].strip() if value else None))


def _normalisation(lines: Lines, number: int, key: str, rest: str) -> None:
    head, _, text = rest.partition("\t")
    name, target, item = head.split(maxsplit=2)
    authority, _, value = item.partition(":")
    if not authority or not value:
        raise ValueError("an entity is an authority and an id with a colon between")
    lines.named.append(Named(number, key, name, target, authority, value, text.strip()))


def _note(lines: Lines, number: int, key: str, rest: str) -> None:
    head, _, text = rest.partition("\t")
    kind, target = head.split()
    lines.notes.append(Note(number, key, kind, target, text.strip()))


_KINDS: dict[str, Callable[[Lines, int, str, str], None]] = {
    "T": _mark,
    "R": _relation,
    "E": _event,
    "*": _set,
    "A": _attribute,
    "M": _attribute,
    "N": _normalisation,
    "#": _note,
}
