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

from annotator.model.errors import QueryError
from annotator.model.query import (
    CONTAINS,
    All,
    Expression,
    Fact,
    Manner,
    Near,
    Not,
    Query,
    Some,
    Words,
)
from annotator.model.query_brackets import tagged
from annotator.model.query_pieces import (
    AND,
    BRACKET,
    EXPRESSION,
    IN,
    KEYWORDS,
    NEAR,
    NOT,
    OR,
    PLAIN,
    QUOTED,
    Piece,
    pieces_of,
    printed,
    unquoted,
)
from annotator.text.characters import makes_words
from annotator.text.comparing import QUOTES, SINGLE_QUOTES, key
from annotator.text.finding import INSIDE, PREFIX, SUFFIX, WHOLE, Word

_NEAR_WORDS = 10
_MOST_WORDS = 1000
_DEEPEST = 50
_LONGEST = 5_000
_NEAR_N = re.compile(r"(NEAR|БЛИЗО)/(\d{1,12})")
_FACT = re.compile(r"([^\W\d][\w.-]*)(<=|>=|!=|[:=<>])")
_LAST = ",;:!?…"
"""Marks that are not looked for at the end of a word."""
_AROUND = QUOTES + SINGLE_QUOTES
"""Marks that are not looked for at either end."""


def parse(typed: str, manner: Manner | None = None) -> Query:
    """Return the query that is typed; QueryError says what cannot be read, and where."""
    how = manner or Manner()
    if len(typed) > _LONGEST:
        raise QueryError("query_long", position=_LONGEST, most=_LONGEST)
    text = printed(typed)
    if not text.strip():
        raise QueryError("query_empty", position=0)
    if how.is_expression:
        return Expression(
            source=text, ignore_case=not how.is_exact, whole_words=how.mode == WHOLE, position=0
        )
    return _Parser(pieces_of(text), how).parse()


class _Parser:
    """Goes through the pieces once, from left to right."""

    def __init__(self, tokens: list[Piece], manner: Manner) -> None:
        self._tokens, self._manner = tokens, manner
        self._at = 0
        self._depth = 0

    def parse(self) -> Query:
        found = self._either()
        token = self._next()
        if token is not None:
            raise QueryError("query_parenthesis", position=token.position)
        return found

    def _next(self, ahead: int = 0) -> Piece | None:
        place = self._at + ahead
        return self._tokens[place] if place < len(self._tokens) else None

    def _keyword(self) -> str:
        """Return the operator that stands here and has something to work on, or ""."""
        token = self._next()
        if token is None or token.kind != PLAIN:
            return ""
        found = KEYWORDS.get(token.text, NEAR if _NEAR_N.fullmatch(token.text) else "")
        after = self._next(1)
        return found if found and after is not None and after.kind != ")" else ""

    def _either(self) -> Query:
        parts = [self._all()]
        while self._keyword() == OR:
            self._at += 1
            parts.append(self._all())
        return parts[0] if len(parts) == 1 else Some(parts=tuple(parts))

    def _all(self) -> Query:
        parts = [self._related()]
        while (token := self._next()) is not None and token.kind != ")":
            word = self._keyword()
            if word == OR:
                break
            if word == AND:
                self._at += 1
            parts.append(self._related())
        return parts[0] if len(parts) == 1 else All(parts=tuple(parts))

    def _related(self) -> Query:
        found = self._single()
        while (word := self._keyword()) in (IN, NEAR):
            token = self._tokens[self._at]
            self._at += 1
            other = self._single()
            if isinstance(found, (Not, Fact)) or isinstance(other, (Not, Fact)):
                raise QueryError("query_places", position=token.position)
            found = Near(what=found, to=other, words=_distance(token) if word == NEAR else 0)
        return found

    def _single(self) -> Query:
        token = self._next()
        if token is None:
            raise QueryError("query_ends", position=self._end())
        if token.kind == NOT or self._keyword() == NOT:
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

    def _deeper(self, read: Callable[[], Query], token: Piece) -> Query:
        self._depth += 1
        if self._depth > _DEEPEST:
            raise QueryError("query_deep", position=token.position)
        found = read()
        self._depth -= 1
        return found

    def _end(self) -> int:
        last = self._tokens[-1]
        return last.position + len(last.text)

    def _leaf(self, token: Piece) -> Query:
        if token.kind == EXPRESSION:
            return Expression(
                source=token.text, ignore_case=not token.sign, position=token.position
            )
        if token.kind == BRACKET:
            return tagged(token)
        if token.kind == QUOTED:
            return Words(words=self._phrase(token), position=token.position)
        fact = _FACT.match(token.text)
        if fact is not None and fact.end() < len(token.text) and not _is_address(token, fact):
            value = unquoted(token.text[fact.end() :])
            return Fact(key=fact[1], operator=fact[2], values=(value,), position=token.position)
        return Words(words=(self._word(token),), position=token.position)

    def _word(self, token: Piece) -> Word:
        text, exact = token.text, self._manner.is_exact
        starts, ends = text.startswith("*"), text.endswith("*")
        bare = text.strip("*")
        bare = bare.strip(_AROUND).rstrip(_LAST + _AROUND) or bare
        if not key(bare).strip():
            raise QueryError("query_no_word", position=token.position)
        mode = self._manner.mode
        if starts or ends:
            mode = INSIDE if starts and ends else SUFFIX if starts else PREFIX
        return Word(bare, mode, exact)

    def _phrase(self, token: Piece) -> tuple[Word, ...]:
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
    while end > begin and not (makes_words(word[end - 1]) or key(word[end - 1]) == ""):
        end -= 1
    return word[begin:end]


def _is_address(token: Piece, fact: re.Match[str]) -> bool:
    return fact[2] == CONTAINS and token.text.startswith("//", fact.end())


def _distance(token: Piece) -> int:
    found = _NEAR_N.fullmatch(token.text)
    return max(1, min(int(found[2]), _MOST_WORDS)) if found else _NEAR_WORDS
