"""Cuts what is typed into a search field into pieces: words, quotations, brackets, signs."""

from __future__ import annotations

import re
from typing import NamedTuple

from annotator.model.errors import QueryError
from annotator.text.comparing import SINGLE_QUOTES

AND, OR, NOT, IN, NEAR = "and", "or", "not", "in", "near"
KEYWORDS = {
    **dict.fromkeys(("AND", "И"), AND),
    **dict.fromkeys(("OR", "ИЛИ", "|"), OR),
    **dict.fromkeys(("NOT", "НЕ"), NOT),
    **dict.fromkeys(("IN", "INSIDE", "ВЪТРЕ"), IN),
    **dict.fromkeys(("NEAR", "БЛИЗО"), NEAR),
}
"""The words that are operators, in capitals."""
PLAIN, QUOTED, EXPRESSION, BRACKET = "plain", "quoted", "expression", "bracket"
_CLOSING = {
    **{'"': '"', "„": '“”"„', "“": '”"“', "”": '”"', "‟": '”"“', "«": '»"', "»": "«»"},
    **{"‘": "’", "‚": "‘’", "‹": "›", "›": "‹›"},
}
"""The marks that begin a quotation, and those that end it."""
_UNPRINTED = re.compile("[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
_MARKS = re.compile(r"[-‐-―.,;:!?…'’&]+")


class Piece(NamedTuple):
    """A piece of what was typed; `kind` is plain, quoted, expression, bracket, not, ( or )."""

    kind: str
    text: str
    position: int
    sign: str = ""


def printed(typed: str) -> str:
    """Return what is typed with blanks for what no text has: NUL, controls, half characters."""
    return _UNPRINTED.sub(" ", typed)


def pieces_of(text: str) -> list[Piece]:
    """Return the pieces in order; QueryError for what is not closed."""
    found: list[Piece] = []
    at = 0
    while at < len(text):
        char = text[at]
        if char.isspace():
            at += 1
        elif char in "()":
            found.append(Piece(char, char, at))
            at += 1
        elif char == "[":
            end = _closing(text, at, "]", "query_bracket")
            found.append(Piece(BRACKET, text[at + 1 : end], at + 1))
            at = end + 1
        elif char in _CLOSING and (end := _closing_quote(text, at)):
            found.append(Piece(QUOTED, text[at + 1 : end], at))
            at = end + 1
        elif char == "/" and (token := _expression(text, at)) is not None:
            found.append(token)
            at += len(token.text) + 2 + len(token.sign)
        elif char == "-" and _stands_before(text, at):
            found.append(Piece(NOT, char, at))
            at += 1
        else:
            token = _bare(text, at)
            found.append(token)
            at += len(token.text)
    # A dash between words is no word, unless nothing else is there.
    return [t for t in found if not _is_mark(t)] or found


def _is_mark(token: Piece) -> bool:
    is_operator = token.text in KEYWORDS
    return token.kind == PLAIN and not is_operator and not _MARKS.sub("", token.text)


def _stands_before(text: str, at: int) -> bool:
    return at + 1 < len(text) and not text[at + 1].isspace() and text[at + 1] not in "-)"


def _closing(text: str, at: int, sign: str, code: str) -> int:
    is_quoted = False
    for place in range(at + 1, len(text)):
        if text[place] == '"':
            is_quoted = not is_quoted
        elif text[place] == sign and not is_quoted:
            return place
    raise QueryError(code, position=at)


def _closing_quote(text: str, at: int) -> int:
    """Return where a quotation ends; 0: it is a mark before a word and no quotation."""
    for place in range(at + 1, len(text)):
        # An apostrophe within a word ends nothing.
        is_within = text[place] in SINGLE_QUOTES and text[place + 1 : place + 2].isalnum()
        if text[place] in _CLOSING[text[at]] and not is_within:
            return place
    if text[at] == '"':
        raise QueryError("query_quote", position=at)
    return 0


def unquoted(value: str) -> str:
    """Return a value without the quotation marks that stand round all of it."""
    is_quoted = len(value) > 1 and value[-1] in _CLOSING.get(value[0], "")
    return value[1:-1] if is_quoted else value


def _expression(text: str, at: int) -> Piece | None:
    place = at + 1
    while place < len(text):
        if text[place] == "\\":
            place += 1
        elif text[place] == "/" and place > at + 1:
            flag = text[place + 1 : place + 2] == "c"
            after = text[place + 1 + flag : place + 2 + flag]
            if not after or after.isspace() or after == ")":
                return Piece(EXPRESSION, text[at + 1 : place], at, "c" if flag else "")
        place += 1
    return None


def _bare(text: str, at: int) -> Piece:
    """Return a run without spaces; a value after a sign of comparison may be quoted."""
    end = at
    while end < len(text) and not text[end].isspace() and text[end] not in "()[|":
        if text[end] in _CLOSING and end > at and text[end - 1] in ":=<>":
            end = _closing_quote(text, end) or end
        elif text[end] == '"' and end > at:
            break
        end += 1
    return Piece(PLAIN, text[at : max(end, at + 1)], at)
