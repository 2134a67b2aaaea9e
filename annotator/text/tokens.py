"""Cuts a text of any script into tokens and finds words round an offset.

What a token is:

- a word: letters, digits and marks, with a hyphen, an apostrophe or a middle dot inside
  (`азербайджанско-арменската`, `l'ami`, `COVID-19`); soft hyphens, joiners and direction
  marks inside or at the end of a word stay in it. A hyphen between two digits parts them.
- a number with full stops or commas inside (`6,600`, `3.14`);
- one character of a script written without spaces (Han, Hiragana, Thai, Lao, Khmer, Myanmar)
  with its marks, because a run of them is no word; a run of Katakana is one token;
- one emoji with all that belongs to it (skin tone, joined persons, a flag of two letters);
- every other character with its marks: each punctuation mark alone.

Every character that is not white space (`str.isspace`, so a no-break space is) lies in exactly
one token. The functions that take an offset look only at the characters round it; a stretch
of more than 1,024 characters without white space may be cut otherwise there.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from annotator.text.characters import is_solitary

if TYPE_CHECKING:
    import regex

_FARTHEST, _MARKS = 1024, 5
_UNSPACED = r"\p{Han}\p{Hiragana}\p{Thai}\p{Lao}\p{Khmer}\p{Myanmar}"
_INSIDE = r"\u00AD\u200C\u200D\u200E\u200F\u061C\u2060"


_PUNCTUATION = frozenset(',.;:!?…"«»„“”()[]')
"""Marks that are tokens of their own wherever they stand beside letters."""
_LAST_PLAIN = "\u052f"
"""The last of the Latin, Greek and Cyrillic letters, which stand in words between spaces."""


class Token(NamedTuple):
    """A token `[begin, end)` of a text, in code points."""

    begin: int
    end: int


def tokenize(text: str) -> list[Token]:
    """Return all tokens in the order of the text; they do not overlap."""
    return [Token(*match.span()) for match in _pattern().finditer(text)]


def token_at(text: str, offset: int) -> Token | None:
    """Return the token that holds the character at `offset`, None on white space or the end."""
    _check(text, offset)
    if offset == len(text) or text[offset].isspace():
        return None
    low, high = _window(text, offset)
    plain = _plain_token(text, offset, low, high)
    if plain is not None:
        return plain
    for match in _pattern().finditer(text[low:high]):
        if match.end() > offset - low:
            return Token(low + match.start(), low + match.end())
    return None


def word_at(text: str, offset: int) -> tuple[int, int] | None:
    """Return the span of the token that a caret at `offset` touches, None between spaces.

    Where two tokens meet, the one that bears a letter, digit or emoji wins, then the one after
    the caret.
    """
    after = token_at(text, offset)
    if after and (after.begin < offset or _is_word(text, after)):
        return after
    before = token_at(text, offset - 1) if offset else None
    if before and (_is_word(text, before) or not after):
        return before
    return after


def word_meant(text: str, offset: int) -> tuple[int, int] | None:
    """Return the span of the word that a caret at `offset` means, None where there is none.

    It is the one that the caret touches; before marks that open a word, as quotation marks and
    brackets do, it is the word after them; after marks that close one, as a full stop does, it
    is the word before them.
    """
    touched = word_at(text, offset)
    after = _beyond_marks(text, touched) if touched and touched[0] >= offset else None
    return after or _before_marks(text, touched) or touched


def word_near(text: str, offset: int) -> tuple[int, int] | None:
    """Return the span of the word that a caret at `offset` means, or one character before it.

    So it is a word too behind one blank, as at the end of a text whose last line is ended: never
    the mark that ends its last sentence.
    """
    return word_meant(text, offset) or (word_meant(text, offset - 1) if offset else None)


def _beyond_marks(text: str, found: tuple[int, int] | None) -> tuple[int, int] | None:
    """Return the first word from a token on, with a few marks between them at most."""
    for _ in range(_MARKS):
        if found is None or _is_word(text, Token(*found)):
            break
        found = token_at(text, found[1])
    return found if found and _is_word(text, Token(*found)) else None


def _before_marks(text: str, found: tuple[int, int] | None) -> tuple[int, int] | None:
    """Return the last word up to a token, with a few marks between them at most."""
    for _ in range(_MARKS):
        if not found or _is_word(text, Token(*found)):
            break
        found = token_at(text, found[0] - 1) if found[0] else None
    return found if found and _is_word(text, Token(*found)) else None


def next_word(text: str, offset: int) -> int:
    """Return the begin of the first word after `offset`, or the length of the text.

    One step goes 1,024 code points at most, however much punctuation there is.
    """
    _check(text, offset)
    for token in _tokens_from(text, offset):
        if token.begin > offset and _is_word(text, token):
            return token.begin
    return min(len(text), offset + _FARTHEST)


def word_end(text: str, offset: int) -> int:
    """Return the end of the first word that ends after `offset`; as `next_word`."""
    _check(text, offset)
    for token in _tokens_from(text, offset):
        if token.end > offset and _is_word(text, token):
            return token.end
    return min(len(text), offset + _FARTHEST)


def previous_word(text: str, offset: int) -> int:
    """Return the begin of the last word that begins before `offset`, or 0.

    One step goes 1,024 code points at most, however much punctuation there is.
    """
    _check(text, offset)
    reach = 64
    while offset:
        low, _ = _window(text, max(0, offset - reach))
        for token in reversed(tokenize(text[low : _window_end(text, offset)])):
            begin = low + token.begin
            if begin < offset and _is_word(text, Token(begin, low + token.end)):
                return begin
        if low == 0 or reach >= _FARTHEST:
            return low
        reach *= 8
    return 0


def snap_to_tokens(text: str, begin: int, end: int) -> tuple[int, int]:
    """Trim white space at both ends of a span, then widen it to the borders of tokens.

    A span of nothing but white space gives an empty span at `begin`.
    """
    _check(text, begin)
    _check(text, end)
    low, high = trim(text, begin, end)
    if low >= high:
        return begin, begin
    # White space is in no token, so beside it, where most words begin and end, there is a border.
    if low > 0 and not text[low - 1].isspace():
        first = token_at(text, low)
        low = first.begin if first else low
    if high < len(text) and not text[high].isspace():
        last = token_at(text, high - 1)
        high = last.end if last else high
    return low, high


def is_on_tokens(text: str, begin: int, end: int) -> bool:
    """Say whether a span begins and ends where tokens do: `snap_to_tokens` leaves it as it is."""
    if begin >= end or begin < 0 or end > len(text):
        return snap_to_tokens(text, begin, end) == (begin, end)
    if text[begin].isspace() or text[end - 1].isspace():
        return False
    first, last = _quick_border(text, begin), _quick_border(text, end)
    if first is False or last is False:
        return False
    return (first and last) or snap_to_tokens(text, begin, end) == (begin, end)


def _quick_border(text: str, offset: int) -> bool | None:
    """Say whether a border of tokens is at `offset`, None where that takes a closer look."""
    if offset == 0 or offset == len(text):
        return True
    before, after = text[offset - 1], text[offset]
    if before.isspace() or after.isspace():
        return True
    if before <= _LAST_PLAIN and before.isalpha():
        if after in _PUNCTUATION:
            return True
        return False if after <= _LAST_PLAIN and after.isalpha() else None
    is_plain = before in _PUNCTUATION and after <= _LAST_PLAIN and after.isalpha()
    return True if is_plain else None


def trim(text: str, begin: int, end: int) -> tuple[int, int]:
    """Return the span without white space at its ends; empty where there is nothing else."""
    while begin < end and text[begin].isspace():
        begin += 1
    while end > begin and text[end - 1].isspace():
        end -= 1
    return begin, end


def _check(text: str, offset: int) -> None:
    if not 0 <= offset <= len(text):
        raise ValueError(f"offset {offset} is outside 0 to {len(text)} code points")


def _is_word(text: str, token: Token) -> bool:
    part = text[token.begin : min(token.end, token.begin + 8)]
    if any(char.isalnum() for char in part):
        return True
    return not part.isascii() and bool(_emoji().match(part))


def _tokens_from(text: str, offset: int) -> Iterator[Token]:
    """Yield the token that holds `offset` and those after it, for one step of a caret."""
    low = _window_begin(text, offset)
    reach = 64
    done = low
    while True:
        high = _window_end(text, min(len(text), offset + reach))
        for match in _pattern().finditer(text[done:high]):
            yield Token(done + match.start(), done + match.end())
        if high == len(text) or reach >= _FARTHEST:
            return
        done = high
        reach *= 8


def _plain_token(text: str, offset: int, low: int, high: int) -> Token | None:
    """Return the token between white space where that is letters with marks of punctuation.

    That is nearly every word, and spares the pattern, which takes long to make.
    """
    if (low and not text[low - 1].isspace()) or (high < len(text) and not text[high].isspace()):
        return None
    begin, end = low, high
    while begin < end and text[begin] in _PUNCTUATION:
        begin += 1
    while end > begin and text[end - 1] in _PUNCTUATION:
        end -= 1
    core = text[begin:end]
    if core and (not core.isalpha() or max(core) > _LAST_PLAIN):
        return None
    return Token(begin, end) if begin <= offset < end else Token(offset, offset + 1)


def _window(text: str, offset: int) -> tuple[int, int]:
    return _window_begin(text, offset), _window_end(text, offset)


def _window_begin(text: str, offset: int) -> int:
    """Return a border of tokens at or before `offset`."""
    lowest = max(0, offset - _FARTHEST)
    for place in range(offset, lowest, -1):
        if _parts(text[place - 1], text[place : place + 1]):
            return place
    return lowest


def _window_end(text: str, offset: int) -> int:
    """Return a border of tokens after `offset` (or the end of the text)."""
    highest = min(len(text), offset + _FARTHEST)
    for place in range(offset + 1, highest):
        if _parts(text[place - 1], text[place]):
            return place
    return highest


def _parts(before: str, after: str) -> bool:
    if before.isspace() or after.isspace():
        return True
    return is_solitary(before) and after != "" and is_solitary(after)


def make_ready() -> None:
    """Compile what finds words before it is waited for, which takes some 30 ms."""
    _pattern()
    _emoji()


@cache
def _pattern() -> regex.Pattern[str]:
    # Imported here because it costs 20 ms of the start.
    import regex

    mark = rf"[\p{{M}}{_INSIDE}]"
    letter = rf"[\p{{L}}\p{{N}}--[{_UNSPACED}]]"
    modifier = r"[\p{Emoji_Modifier}\uFE0F\u20E3\U000E0020-\U000E007F]"
    tail = rf"(?:{modifier}|\u200D\p{{Extended_Pictographic}})*"
    emoji = (
        rf"(?:\p{{Regional_Indicator}}{{2}}|[0-9#*]\uFE0F?\u20E3|\p{{Emoji_Presentation}}"
        rf"|\p{{Extended_Pictographic}}){tail}{mark}*"
    )
    inner = (
        r"(?:[-\u2010\u2011](?!(?<=\p{Nd}.)\p{Nd})|['\u2019\u00B7\u05F3\u05F4]"
        r"|(?<=\p{Nd})[.,](?=\p{Nd}))"
    )
    word = rf"{letter}{mark}*(?:{letter}{mark}*|{inner}(?={letter}){letter}{mark}*)*"
    return regex.compile(
        rf"{emoji}|{word}|[{_UNSPACED}]{mark}*|[^\s\x1c-\x1f]{mark}*", regex.VERSION1
    )


@cache
def _emoji() -> regex.Pattern[str]:
    import regex

    return regex.compile(
        r"[\p{Emoji_Presentation}\p{Regional_Indicator}]|\p{Extended_Pictographic}"
        r"|[0-9#*]\uFE0F?\u20E3"
    )
