"""Where a name may begin or end within a word, and words without the marks round them."""

from __future__ import annotations

from annotator.text.tokens import token_at

APOSTROPHES = "'\u2019"
_ANY_APOSTROPHE = "'\u2019\u02bc"
_ELIDED = 4
"""The most letters before the apostrophe of what is elided (dell')."""
_ARTICLES = frozenset(
    (
        *("the", "der", "die", "das", "den", "dem", "des", "le", "la", "les", "el", "los", "las"),
        *("il", "lo", "gli", "o", "os", "as", "het", "de", "ο", "η", "το", "οι", "τα", "τον"),
        *("την", "του", "της", "των", "τους", "τις"),
    )
)
_HYPHENS = "-\u2010\u2011"
_LAST_LATIN = "\u024f"
_MARKS = "\"'\u2018\u2019\u201a\u201c\u201d\u201e«»‹›「」『』《》()[]{},;:!?…"


def bare(words: str) -> str:
    """Return words without quotation marks, brackets and commas round them."""
    return words.strip(_MARKS + " ") or words


def words_of(text: str) -> list[str]:
    """Return the words between spaces, without the marks round each."""
    return [word for part in text.split() if (word := part.strip(_MARKS))]


def with_apostrophes(words: str) -> tuple[str, ...]:
    """Return words as they are, and with other signs for their apostrophes, each as long."""
    if not any(sign in words for sign in _ANY_APOSTROPHE):
        return (words,)
    signs = [str.maketrans(dict.fromkeys(_ANY_APOSTROPHE, sign)) for sign in _ANY_APOSTROPHE]
    return tuple(dict.fromkeys((words, *(words.translate(table) for table in signs))))


def after_article(words: str) -> str:
    """Return words without the definite article before them, as they are if there is none.

    Nothing is an article that stands alone.
    """
    first, _, rest = words.partition(" ")
    return rest if rest and first.casefold() in _ARTICLES else words


def dotted_forms(words: str) -> list[str]:
    """Return how words with a capital I may be written in Turkish, where İ is i and I is ı.

    A first capital I of a name is folded as in other languages, so it may stay.
    """
    small = words.replace("\u0130", "i")
    inner = small[:1] + small[1:].replace("I", "\u0131")
    return [x for x in (small, inner, small.replace("I", "\u0131")) if x != words]


def after_elision(word: str) -> str:
    """Return a word without an article or the like that ends in an apostrophe (l'Union)."""
    head, mark, rest = word.replace("\u2019", "'").partition("'")
    return rest if mark and len(head) <= _ELIDED and len(rest) > 1 else word


def elided(word: str) -> str:
    """Return, in small letters, what stands before the apostrophe of an elision, else ""."""
    return word[: len(word) - len(after_elision(word))].rstrip(APOSTROPHES).casefold()


def ends_within(part: str) -> list[int]:
    """Return where a name may end within the first word of a part of a text.

    That is at an apostrophe, and at a hyphen of a Latin word that goes on in small letters
    ("Vela-based"); with a capital after it both are one name ("EU-Kommission").
    """
    end = _first_end(part)
    found: list[int] = []
    for place in range(1, end - 1 if end else 0):
        if part[place] in APOSTROPHES:
            found.append(place)
        elif part[place] in _HYPHENS:
            rest = part[place + 1 : end]
            if rest <= _LAST_LATIN and not any(c.isupper() for c in rest):
                found.append(place)
    return found


def begins_within(part: str) -> list[int]:
    """Return where a name may begin within the first word of a part of a text.

    That is after an apostrophe, and after a hyphen if only small letters stand before it.
    """
    end = _first_end(part)
    found: list[int] = []
    for place in range(1, end - 1 if end else 0):
        is_hyphen = part[place] in _HYPHENS and part[:place].islower()
        if part[place] in APOSTROPHES or is_hyphen:
            found.append(place + 1)
    return found


def _first_end(part: str) -> int:
    first = token_at(part, 0) if part else None
    return first.end if first is not None else 0
