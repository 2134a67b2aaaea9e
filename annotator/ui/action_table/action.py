"""What an action is: its names, its keys, where they work, and who does it."""

from __future__ import annotations

import sys
from dataclasses import dataclass

TWINS = dict(zip("абвгдезийклмнопрстуфхц", "abvgdezijklmnoprstufhc", strict=True))
"""Cyrillic letters and the Latin ones that answer for them, whatever the layout."""

WINDOW, TEXT, FRAME, BORDERS, VALUES, HITS, REVIEW = "W", "T", "F", "B", "V", "S", "R"
ANSWERS, TALK, PEOPLE = "C", "K", "P"
"""Where corrections of one's own work are answered, among comments, on the page of people."""
NOTHING, CORPUS, DOCUMENT, SELECTION = "nothing", "corpus", "document", "selection"
ANNOTATION, UNDO, REDO, PLACE = "annotation", "undo", "redo", "place"
CORRECTION, FRAGMENTS = "correction", "fragments"
NEEDS = (
    NOTHING, CORPUS, DOCUMENT, SELECTION, ANNOTATION, FRAGMENTS, UNDO, REDO, PLACE, CORRECTION,
)  # fmt: skip
MENUS = ("file", "edit", "view", "annotate", "go", "review", "corpus", "help")
"""Menus in their order; one without entries is not shown."""
MENU_NAMES = {
    "file": ("&File", "&Файл"),
    "edit": ("&Edit", "&Редактиране"),
    "view": ("&View", "&Изглед"),
    "annotate": ("&Annotate", "&Анотиране"),
    "go": ("&Go", "&Отиване"),
    "review": ("&Review", "&Преглед"),
    "corpus": ("&Corpus", "&Корпус"),
    "help": ("&Help", "По&мощ"),
}
"""Names of menus; Alt with the letter after the sign opens one."""


@dataclass(frozen=True, slots=True)
class Action:
    """One thing that can be done; `keys` are Qt's names, or the character that is typed.

    `contexts` are the letters of the places where the keys work. `handler` is a method of a kind
    of actions, with a number if it takes one ("tagging.tag_layer 3"), empty where the text
    answers itself. `typed` says in words what is typed where that is not one key: a letter of an
    entity, a digit; such keys cannot be set. `needs` is one of NEEDS: what must be there before
    it can be done; without it that is a corpus, for keys of the text a document.
    """

    id: str
    names: tuple[str, str]
    contexts: str
    keys: tuple[str, ...]
    menu: str
    handler: str
    tips: tuple[str, str]
    mac: tuple[str, ...] = ()
    typed: tuple[str, str] = ("", "")
    needs: str = ""

    def name(self, language: str) -> str:
        """Return the action's name."""
        return self.names[1] if language == "bg" else self.names[0]

    def tip(self, language: str) -> str:
        """Return what the action does, in a sentence."""
        return self.tips[1] if language == "bg" else self.tips[0]

    @property
    def needed(self) -> str:
        """What must be there before it can be done."""
        return self.needs or (CORPUS if WINDOW in self.contexts else DOCUMENT)

    def typed_in(self, language: str) -> str:
        """Return in words what is typed, empty if it is a key."""
        return self.typed[1] if language == "bg" else self.typed[0]

    @property
    def shortcuts(self) -> tuple[str, ...]:
        """The keys on this platform."""
        return self.mac if self.mac and sys.platform == "darwin" else self.keys


def twin(character: str) -> str:
    """Return the character that stands for a typed one in every layout and case.

    Digits of all scripts are one too: Arabic and Persian keyboards may have their own.
    """
    if character.isdecimal():
        return str(int(character))
    lowered = character.casefold()
    return TWINS.get(lowered, lowered)
