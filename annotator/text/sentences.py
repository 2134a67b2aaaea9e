"""Finds sentences: own rules for Bulgarian and Russian, sentencex for other languages."""

from __future__ import annotations

import re
from typing import Any

from annotator.text import abbreviations
from annotator.text.paragraphs import paragraph_at, paragraphs
from annotator.text.tokens import trim

_OWN = ("bg", "ru")
_REACHES = (400, 1_600, 6_400, 25_600)
# What stands farther before a full stop does not count, so that no text costs more than its length.
_NEAR = 200
_OPENING = "\"'«„“‘‚([{"
_CLOSING = "\"'»“”’)]}"
# A full stop, its like, and what closes with it; then a space, or a sentence stuck on.
_STOP = re.compile(
    rf"(?<![.!?\u2026])([.!?\u2026]++)([{re.escape(_CLOSING)}]*+)(\s+|(?=[А-ЯЁ][а-яё]))"
)
_WORD_BEFORE = re.compile(r"[\w-]+$")
_NUMBER_BEFORE = re.compile(r"[\dIVXLC]\s*$")
_AND_SO_BEFORE = re.compile(r"\bт\.\s*$", re.IGNORECASE)
_STARTER = re.compile(rf"(?:[-\u2013\u2014\u2022]\s*)?[{re.escape(_OPENING)}]*(\w)")
_DATING = re.compile(
    r"\W*(?:на|през|от|до|в|във|към|след|преди|около|с|к|за|по)\b(?:\s+[\w-]+){0,5}\s*$",
    re.IGNORECASE,
)


def sentences(text: str, language: str) -> list[tuple[int, int]]:
    """Return the spans of the sentences in code points, in the order of the text.

    The spans are trimmed and cover every character that is not white space; a line break
    always ends a sentence. `language` is a BCP 47 tag; an unknown or empty one is treated
    as English.
    """
    result: list[tuple[int, int]] = []
    for begin, end in paragraphs(text):
        result.extend(_of_paragraph(text[begin:end], begin, language))
    return result


def sentence_at(text: str, offset: int, language: str) -> tuple[int, int] | None:
    """Return the sentence that `offset` touches, None in a paragraph without one.

    Between two sentences the one after the offset wins where it begins there, else the one
    before. Looks at the paragraph only, and in a giant one at a window that grows until it
    holds the whole sentence, up to 25,600 code points on each side.
    """
    found: tuple[int, int] | None = None
    for reach in _REACHES:
        low, high = paragraph_at(text, offset, reach=reach)
        cut_before = low > 0 and low == offset - reach
        cut_after = high < len(text) and high == offset + reach
        if cut_before:
            low = _after_space(text, low, offset)
        found = None
        for span in _of_paragraph(text[low:high], low, language):
            if span[0] <= offset or found is None:
                found = span
        if found is None:
            if not cut_before and not cut_after:
                return None
            continue
        is_whole_before = not cut_before or found[0] > trim(text, low, high)[0]
        if is_whole_before and (not cut_after or found[1] < trim(text, low, high)[1]):
            return found
    return found


def _after_space(text: str, low: int, offset: int) -> int:
    for place in range(low, offset):
        if text[place].isspace():
            return place
    return low


def _of_paragraph(text: str, base: int, language: str) -> list[tuple[int, int]]:
    """Return the sentences of one paragraph, `base` added to their offsets."""
    primary = language.lower().replace("_", "-").split("-")[0]
    borders = _own_borders(text, primary) if primary in _OWN else _foreign_borders(text, primary)
    result: list[tuple[int, int]] = []
    begin = 0
    for border in (*borders, len(text)):
        low, high = trim(text, begin, border)
        if low < high:
            result.append((base + low, base + high))
        begin = border
    return result


def _foreign_borders(text: str, language: str) -> list[int]:
    if not text or text.isspace():
        return []
    # Imported here because it is not needed at the start.
    import sentencex  # pyright: ignore[reportMissingTypeStubs]

    library: Any = sentencex
    found: list[dict[str, Any]] = library.get_sentence_boundaries(language or "en", text)
    ends = [int(sentence["end_index"]) for sentence in found]
    titles = abbreviations.TITLES.get(language or "en", frozenset())
    return [end for end in ends if 0 < end < len(text) and not _is_title(text, end, titles)]


def _is_title(text: str, border: int, titles: frozenset[str]) -> bool:
    """Say whether a border only parts a title with a full stop from the name after it."""
    before = text[max(0, border - _NEAR) : border].rstrip()
    word = _WORD_BEFORE.search(before[:-1]) if before.endswith(".") else None
    return word is not None and word.group() in titles


def _own_borders(text: str, language: str) -> list[int]:
    borders: list[int] = []
    begin = 0
    for match in _STOP.finditer(text):
        after = match.end()
        if after < len(text) and _ends_sentence(text, begin, match, language):
            borders.append(after)
            begin = after
    return borders


def _ends_sentence(text: str, begin: int, match: re.Match[str], language: str) -> bool:
    """Say whether the stop that `match` found ends the sentence begun at `begin`."""
    starter = _STARTER.match(text, match.end())
    if starter is None:
        # Neither a letter nor a digit: only what is surely a stop ends here.
        return match.group(1) != "."
    first = starter.group(1)
    if first.islower():
        return False
    stop, closing, space = match.groups()
    near = text[max(begin, match.start() - _NEAR) : match.start()]
    word_match = _WORD_BEFORE.search(near)
    word = word_match.group() if word_match else ""
    if not space:
        return stop == "." and len(word) >= 3 and word.islower() and not closing
    if stop != "." or closing:
        return True
    return _full_stop_ends(near[: len(near) - len(word)], word, first, language)


def _full_stop_ends(before: str, word: str, first: str, language: str) -> bool:
    """Say whether `word` with a full stop ends a sentence, after `before`, ahead of `first`."""
    lowered = word.lower()
    if not before.strip("\"'«„“( ") and word.isdigit():
        return False
    if len(word) == 1 and word.isupper():
        return False
    is_numbered = lowered in abbreviations.NUMBERED[language]
    if lowered in abbreviations.AFTER_THAT[language] and _AND_SO_BEFORE.search(before):
        return False
    if is_numbered and _NUMBER_BEFORE.search(before):
        return not (first.isdigit() or _is_dating(before, word))
    if lowered in abbreviations.CLOSING[language] and _AND_SO_BEFORE.search(before):
        return not first.isdigit()
    if word in abbreviations.NAMES or lowered in abbreviations.LEADING[language]:
        return False
    if is_numbered:
        # Without a number a Russian "г." is a town.
        return not (first.isdigit() or (language == "ru" and lowered == "г"))
    if lowered in abbreviations.CLOSING[language]:
        return not first.isdigit()
    return True


def _is_dating(before: str, word: str) -> bool:
    """Say whether a sentence just begins with a date ("През 1994 г. Русия …")."""
    return word.lower() in ("г", "гг", "год") and bool(_DATING.fullmatch(before))
