"""The texts of the dialog that corrects a text."""

from __future__ import annotations

CORRECT: dict[str, tuple[str, str]] = {
    "correct.title": ("Correct the text", "Поправка на текста"),
    "correct.text": ("&Text", "&Текст"),
    "correct.reason": ("&Why", "&Защо"),
    "correct.reason_hint": (
        "Kept with the old text, which is kept too",
        "Пази се със стария текст, който също се пази",
    ),
    "correct.follows": ("What becomes of the &annotations", "Какво става с &анотациите"),
    "correct.keep": ("&Keep the correction", "&Запазване на поправката"),
    "correct.same": (
        "Nothing is changed yet. Ctrl+Enter keeps a correction as one step.",
        "Още нищо не е променено. Ctrl+Enter запазва поправката като една стъпка.",
    ),
    "correct.will_be": (
        "Revision {revision}: {touched} touched, {whole} as they are.",
        "Редакция {revision}: засегнати {touched}, без промяна {whole}.",
    ),
    "correct.will_lose": (
        "Revision {revision}: {touched} touched, {whole} as they are, {lost} lost: they are kept "
        "with the old text, and a comment says so.",
        "Редакция {revision}: засегнати {touched}, без промяна {whole}, изгубени {lost}: пазят се "
        "със стария текст и коментар го казва.",
    ),
    "correct.touched": ("{name}: {before} → {after}", "{name}: {before} → {after}"),
    "correct.lost": ("{name}: {quote} is lost", "{name}: {quote} се губи"),
    "correct.none": ("All stay as they are.", "Всички остават както са."),
    "correct.cannot": (
        "This part has characters that a field cannot hold. `annotator correct` corrects it.",
        "Тази част има знаци, които полето не може да съдържа. Поправя я `annotator correct`.",
    ),
}
