"""Lists abbreviations of Bulgarian and Russian by how they stand to the end of a sentence."""

from __future__ import annotations

# Shortened given names and surnames before a surname: "Ив. Вазов", "Дж. Байдън".
NAMES = frozenset(
    "Ал Ан Ас Бл Бр Вл Вас Г Ген Ге Геор Гр Дж Дим Д Ем Ел Ек Ж Ив Йор Йо Ил Кл Кр Кон Л Люб Мар "
    "Мих Ник Н Пет П Пл Пр Р Ст Стеф Св Сл Т Тод Ф Фр Хр Ч Ш Ю Юл Я Ян Дм Серг Алекс Андр Викт "
    "Евг Влад Ю Ев Ол Нат Св Mr Mrs Ms Dr St".split()
)

# Always stand before what they belong to: a title, a place, a pointer.
LEADING: dict[str, frozenset[str]] = {
    "bg": frozenset(
        "т в о нар напр им ул бул пл ж кв бл вх ет ап обл общ гр с м р яз вр св проф доц д-р акад инж арх адв "
        "ген полк подп майор кап лейт серж о.р гл ст мл зам вж срв вкл чл ал прибл ок разг бълг рус англ "
        "нем фр лат гр итал исп тур сръб рум укр бр стр т.нар гос отд тел факс изд прев съст авт "
        "бел кор рец коорд вицеадм адм контраадм прок хр ем пр".split()
    ),
    "ru": frozenset(
        "т напр им ул пр просп пер пл наб бул ш д корп кв обл респ р оз о гор пос дер с ст стр проф доц акад "
        "инж ген полк подп кап лейт серж адм св см ср вкл чл ок прибл рус англ нем фр лат итал исп укр "
        "тел факс изд пер сост авт гл зам мл нач гос отд гр гн г-н г-жа тов рис табл ил п пп абз".split()
    ),
}

# Follow a number and may end a sentence: "през 2020 г.", "5 млн.".
NUMBERED: dict[str, frozenset[str]] = {
    "bg": frozenset("г год в ч час мин сек хил млн млрд трлн лв ст евр дол кг км см мм м кв куб л дка ха бр".split()),
    "ru": frozenset("г гг год в вв ч час мин сек тыс млн млрд трлн руб коп долл кг км см мм м кв куб л га шт".split()),
}

# Close an enumeration and mostly end a sentence where a capital follows: "и др.", "и т.н.".
CLOSING: dict[str, frozenset[str]] = {
    "bg": frozenset("др под пр н тн сл е".split()),
    "ru": frozenset("др под пр п д е э".split()),
}
