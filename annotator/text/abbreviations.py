"""Lists abbreviations of Bulgarian and Russian by how they stand to the end of a sentence."""

from __future__ import annotations


def _words(listed: str) -> frozenset[str]:
    return frozenset(listed.split())


# Shortened given names before a surname: "Ив. Вазов", "Дж. Байдън".
NAMES = _words("""
        Dr Mr Mrs Ms St Ал Алекс Ан Андр Ас Бл Бр Вас Викт Вл Влад Г Ге Ген Геор Гр Д Дж Дим Дм
        Ев Евг Ек Ел Ем Ж Ив Ил Йо Йор Кл Кон Кр Л Люб Мар Мих Н Нат Ник Ол П Пет Пл Пр Р Св
        Серг Сл Ст Стеф Т Тод Ф Фр Хр Ч Ш Ю Юл Я Ян
    """)

# Always stand before what they belong to: a title, a place, a pointer.
LEADING: dict[str, frozenset[str]] = {
    "bg": _words("""
            авт адв адм акад ал англ ап арх бел бл бр бул бълг в вж вицеадм вкл вр вх ген гл гос
            гр д-р доц ем ет ж зам изд им инж исп итал кап кв контраадм коорд кор лат лейт м
            майор мл напр нар нем о о.р обл общ ок отд пл подп полк пр прев прибл прок проф р
            разг рец рум рус с св серж сп срв сръб ст стр съст т т.нар тел тур укр ул факс фр хр чл
            яз
        """),
    "ru": _words("""
            абз авт адм акад англ бул вкл г-жа г-н ген гл гн гор гос гр д дер доц зам изд ил им
            инж исп итал кап кв корп лат лейт мл наб напр нач нем о обл оз ок отд п пер пл подп
            полк пос пп пр прибл просп проф р респ рис рус с св серж см сост ср ст стр т табл
            тел тов укр ул факс фр чл ш
        """),
}

# Follow a number and may end a sentence: "през 2020 г.", "5 млн.".
NUMBERED: dict[str, frozenset[str]] = {
    "bg": _words("""
            авг апр бр в г год дек дка дол евр кв кг км куб л лв м мин млн млрд мм ное ноем окт
            сек сеп септ см ст трлн фев февр ха хил ч час ян
        """),
    "ru": _words("""
            авг апр в вв г га гг год дек долл кв кг км коп куб л м мин млн млрд мм ноя нояб окт
            руб сек сен сент см трлн тыс фев февр ч час шт янв
        """),
}

# Lead on after "т.": "т.е.", "в т. ч.", "т. к.".
AFTER_THAT: dict[str, frozenset[str]] = {"bg": _words("е ч"), "ru": _words("е к ч")}

# Close an enumeration and mostly end a sentence where a capital follows: "и др.", "и т.н.".
CLOSING: dict[str, frozenset[str]] = {
    "bg": _words("""
            др е н под пр сл тн
        """),
    "ru": _words("""
            д др е п под пр э
        """),
}

MONTHS = _words("авг апр дек ное ноем ноя нояб окт сен сент сеп септ фев февр ян янв")

# Say when: after "през", "от", "до" and a number, at the begin of a sentence, it goes on.
DATES = MONTHS | _words("в вв г гг год")

# Of other languages: stand before a name, and the library takes them for the end of a sentence.
TITLES: dict[str, frozenset[str]] = {
    "ar": _words("أ د"),
    "en": _words("Amb Approx Messrs Ms Mx approx"),
    "fr": _words("M MM Me Mgr Mlle Mlles Mme Mmes"),
    "mk": _words("бул г-ѓа ген гр д-р инж проф ул"),
    "pl": _words("dr inż mgr"),
    "ro": _words("Dl Dna Dra"),
    "sr": _words("бул гђа ген гр инж проф ул"),
}
