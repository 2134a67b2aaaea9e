"""The texts of finding in the document and of searching the corpus."""

from __future__ import annotations

SEARCH: dict[str, tuple[str, str]] = {
    "find": ("Find in the document", "Търсене в документа"),
    "find_hint": (
        "Words, or [layer feature=value]",
        "Думи или [слой признак=стойност]",
    ),
    "find_hits": ("{number} of {count}", "{number} от {count}"),
    "find_none": (
        "Not found. Try all forms, or fewer letters.",
        "Не е намерено. Опитайте с всички форми или с по-малко букви.",
    ),
    "find_wrong": (
        "This is no regular expression: {reason}",
        "Това не е регулярен израз: {reason}",
    ),
    "find_slow": (
        "The search takes too long. Simplify it.",
        "Търсенето е твърде бавно. Опростете го.",
    ),
    "find_wait": ("Searching…", "Търсене…"),
    "all_forms": ("all forms", "всички форми"),
    "whole_word": ("whole word", "цяла дума"),
    "match_case": ("match case", "главни и малки"),
    "regex": ("regex", "регулярен израз"),
    "all_forms_tip": (
        "Also with other endings, and other names of the same entity.",
        "И с други окончания, и други имена на същата единица.",
    ),
    "whole_word_tip": ("Just this word, not a part of one.", "Точно тази дума, не част от друга."),
    "match_case_tip": ("Capitals and accents count.", "Главните букви и ударенията имат значение."),
    "regex_tip": (
        "What is typed is a regular expression.",
        "Написаното е регулярен израз.",
    ),
    "find_annotations": ("Annotations", "Анотации"),
    "close_search": ("Close", "Затваряне"),
    "flag.incomplete": ("incomplete", "незавършени"),
    "flag.unsure": ("unsure", "несигурни"),
    "flag.commented": ("commented", "коментирани"),
    "flag.suggested": ("suggested", "предложени"),
}
