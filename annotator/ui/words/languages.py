"""What languages are called in the language of the interface."""

from __future__ import annotations

from PySide6.QtCore import QLocale

_BULGARIAN = {
    "ar": "арабски",
    "az": "азербайджански",
    "be": "беларуски",
    "bg": "български",
    "bs": "босненски",
    "cs": "чешки",
    "da": "датски",
    "de": "немски",
    "el": "гръцки",
    "en": "английски",
    "es": "испански",
    "et": "естонски",
    "fa": "персийски",
    "fi": "фински",
    "fr": "френски",
    "he": "иврит",
    "hi": "хинди",
    "hr": "хърватски",
    "hu": "унгарски",
    "hy": "арменски",
    "it": "италиански",
    "ja": "японски",
    "ka": "грузински",
    "kk": "казахски",
    "ko": "корейски",
    "lt": "литовски",
    "lv": "латвийски",
    "mk": "македонски",
    "nl": "нидерландски",
    "no": "норвежки",
    "pl": "полски",
    "pt": "португалски",
    "ro": "румънски",
    "ru": "руски",
    "sk": "словашки",
    "sl": "словенски",
    "sq": "албански",
    "sr": "сръбски",
    "sv": "шведски",
    "tr": "турски",
    "uk": "украински",
    "zh": "китайски",
}


def language_in(code: str, language: str) -> str:
    """Return what the language with a BCP 47 code is called, the code itself if that is unknown.

    The name begins with a capital, as a fact in a list does.
    """
    head = code.replace("_", "-").partition("-")[0].lower()
    if language == "bg":
        name = _BULGARIAN.get(head, "")
    else:
        found = QLocale(head).language()
        is_known = found not in (QLocale.Language.C, QLocale.Language.AnyLanguage)
        name = QLocale.languageToString(found) if is_known else ""
    return name[:1].upper() + name[1:] if name else code
