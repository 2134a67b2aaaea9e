"""Makes names that are safe: as file names, and to look at in lists."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection

from annotator.text.graphemes import is_boundary

LONGEST_NAME = 120
_TELLING = 12
"""Characters that a first line has at least, to tell what a text is about."""
_FALLBACK = "untitled"
_UNSAFE_CATEGORIES = frozenset(("Cc", "Cf", "Cs", "Co", "Cn"))
_FORBIDDEN = re.compile(r'[<>:"/\\|?*]+')
_DEVICE = re.compile(
    r"(?:con|prn|aux|nul|conin\$|conout\$|com[0-9¹²³]|lpt[0-9¹²³])(?:\s*\.|\s*$)", re.IGNORECASE
)

_FLAG = re.compile("\U0001f3f4[\U000e0030-\U000e0039\U000e0061-\U000e007a]{3,6}\U000e007f")
"""The flag of a part of a country: a black one, then letters that nobody sees, which say whose."""
MARKS = "\u061c\u200e\u200f"
"""What is on which side of them: Arabic and Hebrew articles have one beside a name or number."""
_BETWEEN = re.compile(f"[\u00ad\u200b\u2060\ufeff{MARKS}]")
"""Where words may part or may not: articles of the web have one in each word, or at its end."""


class FileNames:
    """Gives names for the files of one folder, each only once; quick for thousands."""

    __slots__ = ("_last", "_taken")

    def __init__(self, taken: Collection[str] = ()) -> None:
        """Note the names that the folder has."""
        self._taken = {_key(other) for other in taken}
        self._last: dict[str, int] = {}

    def give(self, title: str) -> str:
        """Return a name made from `title`, as `file_name_of`, and note it as taken."""
        name = _cut(_cleaned(title), LONGEST_NAME) or _FALLBACK
        stem = _key(name)
        number = self._last.get(stem, 1)
        candidate = name if number == 1 else _numbered(name, number)
        while _key(candidate) in self._taken:
            number += 1
            candidate = _numbered(name, number)
        self._last[stem] = number
        self._taken.add(_key(candidate))
        return candidate


def file_name_of(title: str, *, taken: Collection[str] = ()) -> str:
    """Return a name for a file made from a title, without a suffix for its type.

    The name is NFC and has 1 to 120 bytes of UTF-8, no control or format characters, nothing
    that Windows, macOS or Linux forbids, no full stop or space at either end, and is not that
    of a Windows device. It differs from all of `taken` even where case and composition do
    not count; a number in brackets makes it so. For many names use `FileNames`.
    """
    return FileNames(taken).give(title)


def opening_of(text: str, most: int = 90) -> str:
    """Return how a text begins, to name it by: its first line, in `most` characters at most.

    Lines that say too little take the next one along. What is cut is cut between words, unless
    that leaves less than half of it, and ends in `…`.
    """
    told = ""
    for line in text[: most * 4].splitlines():
        told = " ".join(f"{told} {line}".split())
        if len(told) >= _TELLING:
            break
    if len(told) <= most:
        return told
    cut = told[: most + 1].rpartition(" ")[0]
    if 2 * len(cut) < most:
        end = next((n for n in range(most, 0, -1) if is_boundary(told, n)), most)
        cut = told[:end]
    return f"{cut}…"


def visible(text: str) -> str:
    """Return `text` with control and format characters shown as visible symbols, for lists.

    Controls become control pictures (`␊`), others their number (`⟨U+202E⟩`), line separators
    and lone surrogates too. Joiners between characters beyond ASCII stay: emoji and Persian
    are written with them; so do the signs that flags end in, as that of Scotland. What only says
    where a line may end, or on which side of it something is, is left out, unless it is all there
    is: what is left out has no effect.
    """
    if text.isprintable():
        return text
    return each_visible(_BETWEEN.sub("", text) or text)


def each_visible(text: str) -> str:
    """Return `text` as `visible` does, with what that leaves out as well."""
    if text.isprintable():
        return text
    flags = {place for flag in _FLAG.finditer(text) for place in range(*flag.span())}
    return "".join(
        char if place in flags else _shown(text, place, char) for place, char in enumerate(text)
    )


def _cleaned(title: str) -> str:
    kept = [
        " " if char.isspace() else char
        for char in unicodedata.normalize("NFC", title)
        if char.isspace() or unicodedata.category(char) not in _UNSAFE_CATEGORIES
    ]
    name = _FORBIDDEN.sub("_", "".join(kept))
    # Taking characters out may bring others together that compose.
    name = unicodedata.normalize("NFC", " ".join(name.split())).strip(" .")
    return f"_{name}" if _DEVICE.match(name) else name


def _cut(name: str, most: int) -> str:
    """Return what of `name` fits into `most` bytes, no character cut."""
    data = name.encode("utf-8")
    if len(data) <= most:
        return name
    end = len(data[:most].decode("utf-8", "ignore"))
    whole = end
    while whole and not is_boundary(name, whole):
        whole -= 1
    return name[: whole or end].rstrip(" .")


def _numbered(name: str, number: int) -> str:
    suffix = f" ({number})"
    return _cut(name, LONGEST_NAME - len(suffix)) + suffix


def _key(name: str) -> str:
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", name).casefold())


def _shown(text: str, place: int, char: str) -> str:
    if char < " ":
        return chr(0x2400 + ord(char))
    if char == "\x7f":
        return "\u2421"
    category = unicodedata.category(char)
    if category not in ("Cc", "Cf", "Cs", "Zl", "Zp"):
        return char
    if (
        char in "\u200c\u200d"
        and _is_beyond(text[place - 1 : place])
        and _is_beyond(text[place + 1 : place + 2])
    ):
        return char
    return f"\u27e8U+{ord(char):04X}\u27e9"


def _is_beyond(char: str) -> bool:
    return char > "\x7f" and not char.isspace()
