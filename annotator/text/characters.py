"""Says of a single character how it stands beside others, without looking at these."""

from __future__ import annotations

import unicodedata

_PUNCTUATION = frozenset(("Po", "Pd", "Ps", "Pe", "Pi", "Pf", "Pc", "Sm", "Sc", "So"))
_LETTERS = frozenset(("Lu", "Ll", "Lt", "Nd", "Zs"))
_IDEOGRAPHS = (("\u3041", "\u3096"), ("\u3400", "\u4dbf"), ("\u4e00", "\u9fff"))
_FLAG_LETTERS = ("\U0001f1e6", "\U0001f1ff")


def is_solitary(char: str) -> bool:
    """Say whether `char` and another such character are never in one token.

    True of ideographs, Hiragana, punctuation, symbols and emoji; false of the letters of
    flags, which pair up, and of all that may join what stands before it.
    """
    if unicodedata.category(char) in _PUNCTUATION:
        return not _FLAG_LETTERS[0] <= char <= _FLAG_LETTERS[1]
    return any(first <= char <= last for first, last in _IDEOGRAPHS)


def makes_words(char: str) -> bool:
    """Say whether words are made of `char`: letters, digits, and marks as the vowels of Devanagari.

    What only says how a sign is drawn belongs to no word.
    """
    if char.isalnum():
        return True
    return unicodedata.category(char) in ("Mn", "Mc") and not "\ufe00" <= char <= "\ufe0f"


def is_small(char: str) -> bool:
    """Say whether `char` is a small letter of a script that begins names with capitals.

    Georgian has small letters, but no names begin otherwise.
    """
    return char.islower() and char.title() != char


def is_plain(char: str) -> bool:
    """Say whether a caret may always stand between `char` and another such character.

    True of most letters, digits, spaces and punctuation; false of controls, marks, joiners,
    Hangul and the letters of flags.
    """
    return unicodedata.category(char) in _LETTERS or is_solitary(char)
