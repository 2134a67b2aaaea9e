"""Finds sentences: own rules for Bulgarian and Russian, sentencex for other languages."""

from __future__ import annotations

import re
from typing import Any

from annotator.text import abbreviations
from annotator.text.enclosures import enclosures
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
_SMALL = "[a-zа-яёѐѝѣѫ]"
_WORD_BEFORE = re.compile(r"[\w-]+$")
_NUMBER_BEFORE = re.compile(r"[\dIVXLC]\s*$")
_AND_SO_BEFORE = re.compile(r"\bт\.\s*$", re.IGNORECASE)
_STARTER = re.compile(rf"(?:[-\u2013\u2014\u2022]\s*)?[{re.escape(_OPENING)}]*(\w)")
_CLOSING_ABROAD = "\"'»“”’」』》"
# Who says what stands in quotation marks before: a name and a verb, or a title goes on.
_SPEAKING = {
    "en": re.compile(
        r"\s*(?:[A-Z][\w.'’-]*\s+){1,4}(?:said|says|asked|asks|replied|added|told|wrote|shouted"
        r"|cried|answered|wondered|explained|insisted|demanded)\b"
    ),
    "ar": re.compile("\\s*(?:ثم|قال|سأل|تساءل|أضاف|رد|صاح|هتف|يقول|تقول)(?:ت|وا)?\\b"),
    "zh": re.compile("(?:[^\\s，。！？,.!?]{0,6}[说說问問道喊答叫]|是)"),
}
_GOES_ON = re.compile(rf"\s*(?:[,;:]|(?:[-\u2013\u2014\u2015]\s*)?{_SMALL})")
_DATING = re.compile(
    r"\W*(?:на|през|от|до|в|във|към|след|преди|около|с|к|за|по)\b(?:\s+[\w-]+){0,5}\s*$",
    re.IGNORECASE,
)


_MEASURING = re.compile(
    r"\W*(?:на|през|от|до|в|във|към|след|преди|около|с|к|за|по)\s+\d[\d.,:\s]*(?:[а-я]+\.?\s*)?",
    re.IGNORECASE,
)
_DEGREE_BEFORE = re.compile(r"\b[дк]\.\s?[а-я]{1,4}\.\s?$", re.IGNORECASE)


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
    borders: list[int] = []
    for end in ends:
        begin = borders[-1] if borders else 0
        if 0 < end < len(text) and not _goes_on_abroad(text, begin, end, language or "en"):
            borders.append(end)
    return borders


def _goes_on_abroad(text: str, begin: int, border: int, language: str) -> bool:
    """Say whether the library's border parts what belongs together.

    A title from the name after it, the number of an item from its words, a question in
    quotation marks from who asks it.
    """
    before = text[max(begin, border - _NEAR) : border].rstrip()
    if before.endswith("."):
        word = _WORD_BEFORE.search(before[:-1])
        titles = abbreviations.TITLES.get(language, frozenset())
        return word is not None and (
            word.group() in titles
            or (word.group().isdigit() and not text[begin : border - 1].strip(f"{word.group()}. "))
        )
    speaking = _SPEAKING.get(language)
    is_quoted = (
        len(before) > 1 and before[-1] in _CLOSING_ABROAD and before[-2] in "?!\uff1f\uff01\u061f"
    )
    return is_quoted and speaking is not None and bool(speaking.match(text, border))


def _own_borders(text: str, language: str) -> list[int]:
    borders: list[int] = []
    begin = 0
    enclosed = enclosures(text)
    around = next(enclosed, None)
    for match in _STOP.finditer(text):
        after = match.end()
        while around is not None and around[1] <= match.end(2):
            around = next(enclosed, None)
        if around is not None and around[0] < match.start() and _is_held(text, begin, around):
            continue
        if after < len(text) and _ends_sentence(text, begin, match, language):
            borders.append(after)
            begin = after
    return borders


def _is_held(text: str, begin: int, around: tuple[int, int]) -> bool:
    """Say whether what is enclosed is part of the sentence begun at `begin`, with all its stops.

    It is where words stand before it, or where the sentence goes on after it ("…“, каза той.").
    """
    near = text[max(begin, around[0] - _NEAR) : around[0]]
    is_begun = any(map(str.isalnum, near))
    return is_begun or _GOES_ON.match(text, around[1]) is not None


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
    if lowered == "н" and _DEGREE_BEFORE.search(before):
        return False
    if is_numbered and _NUMBER_BEFORE.search(before):
        return not (first.isdigit() or _is_dating(before, word))
    if lowered in abbreviations.CLOSING[language] and _AND_SO_BEFORE.search(before):
        return not first.isdigit()
    if word in abbreviations.NAMES or lowered in abbreviations.LEADING[language]:
        return False
    if is_numbered:
        # Without a number a Russian "г." is a town.
        is_town = language == "ru" and lowered == "г"
        return not (first.isdigit() or is_town or _is_dating(before, word))
    if lowered in abbreviations.CLOSING[language]:
        return not first.isdigit()
    return True


def _is_dating(before: str, word: str) -> bool:
    """Say whether a sentence just begins with a date or a number ("През 1994 г. Русия …")."""
    if word.lower() in abbreviations.DATES and _DATING.fullmatch(before):
        return True
    is_day = word.lower() in abbreviations.MONTHS and before.strip().isdigit()
    return is_day or _MEASURING.fullmatch(before) is not None
