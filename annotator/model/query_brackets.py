"""Reads what stands in brackets: a layer, features with values, states, annotators."""

from __future__ import annotations

import re

from annotator.model.errors import QueryError
from annotator.model.query import CONTAINS, EQUALS, OPERATORS, Condition, Tagged
from annotator.model.query_pieces import PLAIN, Piece
from annotator.text.comparing import key

_IS, _BY = ("is", "е"), ("by", "annotator", "от", "анотатор")
FLAG_WORDS = {
    **dict.fromkeys(("incomplete", "незавършена", "незавършено"), "incomplete"),
    **dict.fromkeys(("unsure", "несигурна", "несигурно"), "unsure"),
    **dict.fromkeys(("commented", "коментирана", "коментирано"), "commented"),
    **dict.fromkeys(("suggested", "предложена", "предложено"), "suggested"),
}
_ITEM = re.compile(
    r'\s*(?:"([^"]*)"|(?<=[=<>:])[„“”«]([^"„“”«»]*)["“”»](?=[\s,]|$)'
    r'|(<=|>=|!=|[=<>:,])|([^\s"=<>!:,]+|!))'
)


def tagged(token: Piece) -> Tagged:
    """Read what stands in brackets: a layer, then features with values, flags, annotators.

    QueryError, with the place, where no sign follows the name of a feature.
    """
    items = _items(token)
    layer, at = _plain(items, 0, to_operator=True)
    conditions: list[Condition] = []
    flags: list[str] = []
    annotators: list[str] = []
    while at < len(items):
        place = items[at][2]
        if items[at][1] == ",":
            at += 1
            continue
        named, at = _plain(items, at)
        if not named or at >= len(items) or items[at][1] not in OPERATORS:
            raise QueryError("query_condition", position=place)
        name, operator = " ".join(named), items[at][1]
        values, at = _plain(items, at + 1, to_operator=True)
        value, folded = " ".join(values), key(name)
        if folded in _IS:
            flags.append(_flag(value, place))
        elif folded in _BY:
            annotators.append(value)
        else:
            same = EQUALS if operator == CONTAINS else operator
            given = (value,) if value else ()
            conditions.append(Condition(feature=name, operator=same, values=given, position=place))
    name = " ".join(layer).strip()
    return Tagged(
        layer=None if name in ("", "*") else name,
        conditions=tuple(conditions),
        flags=tuple(flags),
        annotators=tuple(annotators),
        position=token.position,
    )


def _plain(
    items: list[tuple[str, str, int]], at: int, *, to_operator: bool = False
) -> tuple[list[str], int]:
    """Return the words from an item on, and the item after them.

    With `to_operator` the last word before a sign is none of them: it names the next feature.
    """
    found: list[str] = []
    while at < len(items) and items[at][1] == PLAIN:
        if to_operator and at + 1 < len(items) and items[at + 1][1] in OPERATORS:
            break
        found.append(items[at][0])
        at += 1
    return found, at


def _items(token: Piece) -> list[tuple[str, str, int]]:
    """Return the parts of what stands in brackets: text, plain or a sign, place."""
    items: list[tuple[str, str, int]] = []
    at, text = 0, token.text.rstrip()
    while at < len(text):
        found = _ITEM.match(text, at)
        if found is None:
            raise QueryError("query_condition", position=token.position + at)
        plain, marked, sign, bare = found.groups()
        quoted = plain or marked
        place = token.position + found.end() - len(found.group().lstrip())
        items.append((sign, sign, place) if sign else (quoted or bare or "", PLAIN, place))
        at = found.end()
    return items


def _flag(value: str, position: int) -> str:
    found = FLAG_WORDS.get(key(value))
    if found is None:
        raise QueryError("query_flag", position=position, name=value)
    return found
