"""The texts of the dialogs, in English and Bulgarian."""

from __future__ import annotations

from annotator.model.sentences import counting
from annotator.ui.words.correcting import CORRECT
from annotator.ui.words.exchange import EXPORT, IMPORT
from annotator.ui.words.keeping import KEEPING
from annotator.ui.words.local_form import number_in
from annotator.ui.words.rounds import ROUNDS
from annotator.ui.words.sharing import SHARING

_WORDS: dict[str, tuple[str, str]] = {
    "new.title": ("Make a corpus", "Създаване на корпус"),
    "new.name": ("&Name", "&Име"),
    "new.place": ("&Folder", "&Папка"),
    "new.browse": ("&Browse…", "И&збор…"),
    "new.scheme": ("&Scheme", "&Схема"),
    "new.from_file": ("From a file…", "От файл…"),
    "new.you": ("&Your name", "&Вашето име"),
    "new.make": ("&Make the corpus", "С&ъздаване на корпуса"),
    "new.default": ("corpus", "корпус"),
    "new.no_name": ("The corpus needs a name.", "Корпусът се нуждае от име."),
    "new.no_you": (
        "Your name stands at each annotation you make.",
        "Името ви стои при всяка ваша анотация.",
    ),
    "new.exists": (
        "{name} is there already. Choose another name.",
        "{name} вече съществува. Изберете друго име.",
    ),
    "new.will_be": ("It will be {path}", "Ще бъде {path}"),
    "cancel": ("Cancel", "Отказ"),
    "close": ("Close", "Затваряне"),
    "preferences.title": ("Set preferences", "Настройване"),
    "preferences.search": ("Search in the preferences", "Търсене в настройките"),
    "preferences.none": ("Nothing is called so.", "Нищо не се казва така."),
    "preferences.keys": ("Keys", "Клавиши"),
    "preferences.any_font": ("the system's", "на системата"),
    "preferences.keep": ("&Keep", "&Запазване"),
    "report.title": ("Write a report", "Записване на отчет"),
    "report.what": (
        "What a methods section tells: who annotated how much and in which rounds, how far they "
        "agree with each other and with what was decided, the decisions, versions and sources. No "
        "text of an article is in it.",
        "Каквото казва един раздел за метода: кой колко е анотирал и в кои кръгове, доколко "
        "анотаторите са съгласни помежду си и с решеното, решенията, версиите и източниците. В "
        "него няма текст от статиите.",
    ),
    "report.target": ("&File", "&Файл"),
    "report.kinds": (
        "It ends in .html, .pdf or .json, which says what is written.",
        "Завършва на .html, .pdf или .json и това решава какво се записва.",
    ),
    "report.pseudonyms": ("Name &nobody: a01, a02, …", "Без &имена: a01, a02, …"),
    "report.browse": ("&Browse…", "И&збор…"),
    "report.go": ("&Write the report", "За&писване на отчета"),
    "report.name": ("report", "отчет"),
    "guide.title": ("User guide", "Ръководство"),
    "cancelled": ("Cancelled. Nothing was changed.", "Отказано. Нищо не беше променено."),
}
_WORDS |= IMPORT | EXPORT | CORRECT | KEEPING | SHARING | ROUNDS


def word(code: str, language: str, **data: object) -> str:
    """Return a text of a dialog in a language, filled with data."""
    text = _WORDS[code][1 if language == "bg" else 0]
    return text.format(**counting(data)) if data else text


def counted(code: str, language: str, number: int) -> str:
    """Return a text about a number of things, in the singular where it is one."""
    if number == 1 and f"{code}.one" in _WORDS:
        return word(f"{code}.one", language)
    return word(code, language, count=number_in(number, language))


def all_words() -> dict[str, tuple[str, str]]:
    """Return every text, for the tests."""
    return dict(_WORDS)
