"""Reads what is typed into a search field: the query language.

    word  word*  *word  *word*     in the manner of the field; by begin, by end, anywhere
    "several words"  "prefi* too"  one after the other, as they are
    /expression/                   a regular expression; /expression/c where case counts
    a b   a OR b   -a   ( … )      both, one of them, not; also AND, NOT, |
    [Layer feature=value, other!=value is:unsure by:anna]      annotations; [*] any
    a IN [Layer …]   a NEAR b   a NEAR/5 b                     within; at most 10 or 5 words off
    key:value  key=value  key>value  key<=value                facts of documents

Operators are words in capitals, in English or Bulgarian; where there is nothing for one to work
on, it is an ordinary word. What cannot be read is a QueryError with its place, nothing else.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple

from annotator.model.errors import QueryError
from annotator.model.query import (
    CONTAINS,
    EQUALS,
    OPERATORS,
    All,
    Condition,
    Expression,
    Fact,
    Manner,
    Near,
    Not,
    Query,
    Some,
    Tagged,
    Words,
)
from annotator.text.finding import INSIDE, PREFIX, SUFFIX, WHOLE, Word, key

_AND, _OR, _NOT, _IN, _NEAR = "and", "or", "not", "in", "near"
_KEYWORDS = {
    **dict.fromkeys(("AND", "И"), _AND),
    **dict.fromkeys(("OR", "ИЛИ", "|"), _OR),
    **dict.fromkeys(("NOT", "НЕ"), _NOT),
    **dict.fromkeys(("IN", "INSIDE", "ВЪТРЕ"), _IN),
    **dict.fromkeys(("NEAR", "БЛИЗО"), _NEAR),
}
_NEAR_WORDS = 10
_MOST_WORDS = 1000
_DEEPEST = 50
_LONGEST = 5_000
_IS, _BY = ("is", "е"), ("by", "annotator", "от", "анотатор")
FLAG_WORDS = {
    **dict.fromkeys(("incomplete", "незавършена", "незавършено"), "incomplete"),
    **dict.fromkeys(("unsure", "несигурна", "несигурно"), "unsure"),
    **dict.fromkeys(("commented", "коментирана", "коментирано"), "commented"),
    **dict.fromkeys(("suggested", "предложена", "предложено"), "suggested"),
}
_UNPRINTED = re.compile("[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
_NEAR_N = re.compile(r"(NEAR|БЛИЗО)/(\d{1,4})")
_FACT = re.compile(r"([^\W\d][\w.-]*)(<=|>=|!=|[:=<>])")
_PLAIN = "plain"
_MARKS = re.compile(r"[-‐-―.,;:!?…'’&]+")
_LAST = ",;:!?…"
"""Marks that are not looked for at the end of a word."""


class _Token(NamedTuple):
    """A piece of what was typed; `kind` is plain, quoted, expression, bracket, ( or )."""

    kind: str
    text: str
    position: int
    sign: str = ""


def parse(typed: str, manner: Manner | None = None) -> Query:
    """Return the query that is typed; QueryError says what cannot be read, and where."""
    how = manner or Manner()
    if len(typed) > _LONGEST:
        raise QueryError("query_long", position=_LONGEST, most=_LONGEST)
    text = _UNPRINTED.sub(" ", typed)
    if not text.strip():
        raise QueryError("query_empty", position=0)
    if how.is_expression:
        return Expression(
            source=text, ignore_case=not how.is_exact, whole_words=how.mode == WHOLE, position=0
        )
    return _Parser(_tokens(text), how).parse()


# Pieces


def _tokens(text: str) -> list[_Token]:
    found: list[_Token] = []
    at = 0
    while at < len(text):
        char = text[at]
        if char.isspace():
            at += 1
        elif char in "()":
            found.append(_Token(char, char, at))
            at += 1
        elif char == "[":
            end = _closing(text, at, "]", "query_bracket")
            found.append(_Token("bracket", text[at + 1 : end], at + 1))
            at = end + 1
        elif char in '"„“”«':
            end = _closing_quote(text, at)
            found.append(_Token("quoted", text[at + 1 : end], at))
            at = end + 1
        elif char == "/" and (token := _expression(text, at)) is not None:
            found.append(token)
            at += len(token.text) + 2 + len(token.sign)
        elif char == "-" and _stands_before(text, at):
            found.append(_Token(_NOT, char, at))
            at += 1
        else:
            token = _bare(text, at)
            found.append(token)
            at += len(token.text)
    # A dash between words is no word, unless nothing else is there.
    return [t for t in found if not _is_mark(t)] or found


def _is_mark(token: _Token) -> bool:
    is_operator = token.text in _KEYWORDS
    return token.kind == _PLAIN and not is_operator and not _MARKS.sub("", token.text)


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
    signs = {'"': '"', "„": '“”"', "“": '”"', "”": "”", "«": "»"}[text[at]]
    for place in range(at + 1, len(text)):
        if text[place] in signs:
            return place
    raise QueryError("query_quote", position=at)


def _expression(text: str, at: int) -> _Token | None:
    place = at + 1
    while place < len(text):
        if text[place] == "\\":
            place += 1
        elif text[place] == "/" and place > at + 1:
            flag = text[place + 1 : place + 2] == "c"
            after = text[place + 1 + flag : place + 2 + flag]
            if not after or after.isspace() or after == ")":
                return _Token("expression", text[at + 1 : place], at, "c" if flag else "")
        place += 1
    return None


def _bare(text: str, at: int) -> _Token:
    """Return a run without spaces; a value after a sign of comparison may be quoted."""
    end = at
    while end < len(text) and not text[end].isspace() and text[end] not in "()[":
        if text[end] == '"':
            if end > at and text[end - 1] in ":=<>":
                end = _closing_quote(text, end)
            elif end > at:
                break
        end += 1
    return _Token(_PLAIN, text[at : max(end, at + 1)], at)


# Structure


class _Parser:
    """Goes through the pieces once, from left to right."""

    def __init__(self, tokens: list[_Token], manner: Manner) -> None:
        self._tokens, self._manner = tokens, manner
        self._at = 0
        self._depth = 0

    def parse(self) -> Query:
        found = self._either()
        token = self._next()
        if token is not None:
            raise QueryError("query_parenthesis", position=token.position)
        return found

    def _next(self, ahead: int = 0) -> _Token | None:
        place = self._at + ahead
        return self._tokens[place] if place < len(self._tokens) else None

    def _keyword(self) -> str:
        """Return the operator that stands here and has something to work on, or ""."""
        token = self._next()
        if token is None or token.kind != _PLAIN:
            return ""
        found = _KEYWORDS.get(token.text, _NEAR if _NEAR_N.fullmatch(token.text) else "")
        after = self._next(1)
        return found if found and after is not None and after.kind != ")" else ""

    def _either(self) -> Query:
        parts = [self._all()]
        while self._keyword() == _OR:
            self._at += 1
            parts.append(self._all())
        return parts[0] if len(parts) == 1 else Some(parts=tuple(parts))

    def _all(self) -> Query:
        parts = [self._related()]
        while (token := self._next()) is not None and token.kind != ")":
            word = self._keyword()
            if word == _OR:
                break
            if word == _AND:
                self._at += 1
            parts.append(self._related())
        return parts[0] if len(parts) == 1 else All(parts=tuple(parts))

    def _related(self) -> Query:
        found = self._single()
        while (word := self._keyword()) in (_IN, _NEAR):
            token = self._tokens[self._at]
            self._at += 1
            other = self._single()
            if isinstance(found, (Not, Fact)) or isinstance(other, (Not, Fact)):
                raise QueryError("query_places", position=token.position)
            found = Near(what=found, to=other, words=_distance(token) if word == _NEAR else 0)
        return found

    def _single(self) -> Query:
        token = self._next()
        if token is None:
            raise QueryError("query_ends", position=self._end())
        if token.kind == _NOT or self._keyword() == _NOT:
            self._at += 1
            return Not(part=self._deeper(self._single, token))
        self._at += 1
        if token.kind == "(":
            found = self._deeper(self._either, token)
            closing = self._next()
            if closing is None or closing.kind != ")":
                raise QueryError("query_parenthesis", position=token.position)
            self._at += 1
            return found
        if token.kind == ")":
            raise QueryError("query_parenthesis", position=token.position)
        return self._leaf(token)

    def _deeper(self, read: Callable[[], Query], token: _Token) -> Query:
        self._depth += 1
        if self._depth > _DEEPEST:
            raise QueryError("query_deep", position=token.position)
        found = read()
        self._depth -= 1
        return found

    def _end(self) -> int:
        last = self._tokens[-1]
        return last.position + len(last.text)

    def _leaf(self, token: _Token) -> Query:
        if token.kind == "expression":
            return Expression(
                source=token.text, ignore_case=not token.sign, position=token.position
            )
        if token.kind == "bracket":
            return _tagged(token)
        if token.kind == "quoted":
            return Words(words=self._phrase(token), position=token.position)
        fact = _FACT.match(token.text)
        if fact is not None and fact.end() < len(token.text) and not _is_address(token, fact):
            value = token.text[fact.end() :]
            if len(value) > 1 and value[0] == value[-1] == '"':
                value = value[1:-1]
            return Fact(key=fact[1], operator=fact[2], values=(value,), position=token.position)
        return Words(words=(self._word(token),), position=token.position)

    def _word(self, token: _Token) -> Word:
        text, exact = token.text, self._manner.is_exact
        starts, ends = text.startswith("*"), text.endswith("*")
        bare = text.strip("*")
        bare = bare.rstrip(_LAST) or bare
        if not key(bare).strip():
            raise QueryError("query_no_word", position=token.position)
        mode = self._manner.mode
        if starts or ends:
            mode = INSIDE if starts and ends else SUFFIX if starts else PREFIX
        return Word(bare, mode, exact)

    def _phrase(self, token: _Token) -> tuple[Word, ...]:
        words: list[Word] = []
        for piece in re.finditer(r"\S+", token.text):
            text = piece.group()
            bare = text.strip("*")
            # Marks between words are gaps, as the index has it.
            if any(char.isalnum() for char in key(bare)):
                mode = PREFIX if text.endswith("*") else WHOLE
                words.append(Word(_trimmed(bare), mode, self._manner.is_exact))
        if not words:
            bare = token.text.strip().strip("*")
            if not key(bare).strip():
                raise QueryError("query_no_word", position=token.position)
            words = [Word(bare, INSIDE, self._manner.is_exact)]
        return tuple(words)


def _trimmed(word: str) -> str:
    """Return a word of a phrase without the marks at its ends, which its neighbours share."""
    begin, end = 0, len(word)
    while begin < end and not word[begin].isalnum():
        begin += 1
    while end > begin and not (word[end - 1].isalnum() or key(word[end - 1]) == ""):
        end -= 1
    return word[begin:end]


def _is_address(token: _Token, fact: re.Match[str]) -> bool:
    return fact[2] == CONTAINS and token.text.startswith("//", fact.end())


def _distance(token: _Token) -> int:
    found = _NEAR_N.fullmatch(token.text)
    return max(1, min(int(found[2]), _MOST_WORDS)) if found else _NEAR_WORDS


# Annotations

_ITEM = re.compile(r'\s*(?:"([^"]*)"|(<=|>=|!=|[=<>:,])|([^\s"=<>!:,]+|!))')


def _tagged(token: _Token) -> Tagged:
    """Read what stands in brackets: a layer, then features with values, flags, annotators."""
    items = _items(token)
    layer: list[str] = []
    at = 0
    while at < len(items) and items[at][1] == _PLAIN:
        if at + 1 < len(items) and items[at + 1][1] in OPERATORS:
            break
        layer.append(items[at][0])
        at += 1
    conditions: list[Condition] = []
    flags: list[str] = []
    annotators: list[str] = []
    while at < len(items):
        if items[at][1] == ",":
            at += 1
            continue
        if items[at][1] != _PLAIN or at + 1 >= len(items) or items[at + 1][1] not in OPERATORS:
            raise QueryError("query_condition", position=items[at][2])
        (name, _, place), operator = items[at], items[at + 1][1]
        at += 2
        values: list[str] = []
        while at < len(items) and items[at][1] == _PLAIN:
            if at + 1 < len(items) and items[at + 1][1] in OPERATORS:
                break
            values.append(items[at][0])
            at += 1
        value = " ".join(values)
        folded = key(name)
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


def _items(token: _Token) -> list[tuple[str, str, int]]:
    """Return the parts of what stands in brackets: text, plain or a sign, place."""
    items: list[tuple[str, str, int]] = []
    at, text = 0, token.text.rstrip()
    while at < len(text):
        found = _ITEM.match(text, at)
        if found is None:
            raise QueryError("query_condition", position=token.position + at)
        quoted, sign, bare = found.groups()
        place = token.position + found.end() - len(found.group().lstrip())
        items.append((sign, sign, place) if sign else (quoted or bare or "", _PLAIN, place))
        at = found.end()
    return items


def _flag(value: str, position: int) -> str:
    found = FLAG_WORDS.get(key(value))
    if found is None:
        raise QueryError("query_flag", position=position, name=value)
    return found
