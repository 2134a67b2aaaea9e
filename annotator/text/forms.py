"""Gives the forms of a word that a search takes for the same word, by its endings.

There is no dictionary. A word of Cyrillic or Latin letters is cut into a stem and an ending, and
any word of that stem with an ending of the list is a form of it:

- Bulgarian and Russian together (the script does not tell them apart): endings of nouns,
  adjectives and verbs, articles, and the adjectives in -ски and -ский (Азербайджан finds
  Азербайджана and азербайджанската, Русия also руски). A vowel may leave the stem (министър,
  министри; рынок, рынка), к may become ц and х с (политик, политици; чех, чеси), я may become е
  (място, места);
- English and other Latin letters: -s, -'s, -ed, -ing with y, silent e and doubled letters; a
  word with a capital also has -n, -an, -ian and -i (Russia, Russians; Azerbaijan, Azerbaijani).

In other scripts a form is the word itself and at most three letters more. Words of one or two
letters have no other form. The stem has three letters or more, so that what is found is near.
"""

from __future__ import annotations

from typing import NamedTuple


class Form(NamedTuple):
    """What a word of a query may look like: a stem, and how it may end.

    `endings` are what may follow, "" among them where the stem is a word; None means any letters,
    at most three.
    """

    stem: str
    endings: tuple[str, ...] | None


def _listed(words: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(words.split()))


_CYRILLIC_ENDINGS = _listed("""
а я о е и ы ь й у ю ъ
ът ят та то те ия ият ата ята ото ето ите ете ове еве овци евци овете евете овците ища ищата ета
етата ена ената на ната ове ови ови овете ер ера
ски ска ско ския ският ската ското ските ский ская ское ские ского скому ским ском ской скую ских
скими
ом ем ов ев ей ам ям ами ями ах ях ой ою ею ью ии ию ие ий ией иям иями иях
ый ая яя ое ее ые ого его ому ему ым им ую юю ых их ыми ими
ам ям ш еш иш аш яш ем им аме яме ете ите ате яте ат ят
х ах ях ох ех их ха аха яха оха иха хме ахме яхме ихме хте ахте яхте ихте ше аше яше еше
л ла ло ли лия лият лата лите ал ала ало али ял яла яло яли ел ела ело ели ил ила ило или
н ен ена ено ени ан ана ано ани ян яна яно яни ин
ва вам ваш ваме вате ват ваха вал вала вало вали ава авам аваш аваме авате ават аваха авал авало
авали ява явам яваме яват яваха явал явали
не нето ния нията ане ането яне янето ене енето
ть ать ять еть ить ет ит ут ют ат ят ешь ишь ло ли ся сь лся лась лись
""")
_CYRILLIC_CUT = _listed("""
а я о е и ы ь й у ю ът ят та то те ия ият ата ята ото ето ите ете ове овете евете
ски ска ско ския ският ската ското ските ский ская ское ские
ии ию ией ие ий ый ая ое ые ого его ому ему ых их
ха аха яха иха ли али яли ила или ава ават
""")
_LATIN_ENDINGS = ("s", "es", "ed", "d", "ing", "er", "ers", "'s", "s'")
_LATIN_NAMES = ("n", "ns", "an", "ans", "ian", "ians", "i", "is", "n's", "ian's", "i's")
_VOWELS = frozenset("аъоуеиюяёыэ")
_LEAST = 3
_SHORT = 5
_OF_NAMES = ("ия", "ии", "ию", "ией")
"""Endings that may leave a stem of three letters."""


def forms_of(word: str) -> tuple[Form, ...]:
    """Return the forms of a word, which is in lower case but for a capital that tells a name."""
    lowered = word.lower()
    if len(lowered) < _LEAST or not lowered.isalpha():
        return (Form(lowered, ("",)),)
    if _is_between(lowered, "а", "ӿ"):
        return _cyrillic(lowered)
    if _is_between(lowered, "a", "ɏ"):
        return _latin(lowered, is_name=word[0] != lowered[0])
    return (Form(lowered, None),)


def _is_between(word: str, first: str, last: str) -> bool:
    return all(first <= char <= last for char in word)


def _cyrillic(word: str) -> tuple[Form, ...]:
    endings = ("", *_CYRILLIC_ENDINGS)
    found = {word: Form(word, endings)}
    for stem, cut in _stems(word):
        # What is left of a word may be a word itself (страна, стран), but not if it is short.
        is_word = stem == word or len(stem) > _LEAST
        found.setdefault(stem, Form(stem, endings if is_word else endings[1:]))
        for other in _changed(stem, cut):
            found.setdefault(other, Form(other, endings))
    return tuple(found.values())


def _stems(word: str) -> list[tuple[str, str]]:
    """Return the stems that a word may have, each with the ending that was cut off."""
    found = [(word, "")]
    for cut in _CYRILLIC_CUT:
        stem = word.removesuffix(cut)
        is_short = len(cut) == 1 or cut in _OF_NAMES
        if stem != word and len(stem) >= (_LEAST if is_short else _LEAST + 1):
            found.append((stem, cut))
            if cut in _OF_NAMES:
                # Русия, руски; Россия, российский.
                found += [(stem + "к", cut)] if stem.endswith("с") else []
                found.append((stem + "ий", cut))
    return found


def _changed(stem: str, cut: str) -> list[str]:
    """Return the stems that a stem has in other forms: vowels that leave, letters that change."""
    found: list[str] = []
    head, vowel, last = stem[:-2], stem[-2], stem[-1]
    if len(stem) > _LEAST and not cut and last not in _VOWELS and head[-1] not in _VOWELS:
        leaves = vowel == "ъ" or (vowel == "е" and last in "цнлрм")
        if leaves or (vowel in "оё" and last == "к"):
            found.append(head + last)
    if cut and vowel not in _VOWELS and last in "рлмн":
        found += [stem[:-1] + "ъ" + last, stem[:-1] + "е" + last]
    if last in "кх":
        found.append(stem[:-1] + ("ц" if last == "к" else "с"))
    if last == "ц" and cut in ("и", "ите"):
        found.append(stem[:-1] + "к")
    if "я" in stem and len(stem) > _LEAST:
        found.append("е".join(stem.rsplit("я", 1)))
    return found


def _latin(word: str, *, is_name: bool) -> tuple[Form, ...]:
    names = _LATIN_NAMES if is_name else ()
    if word.endswith("ies") and len(word) > _LEAST + 1:
        word = word[:-3] + "y"
    elif word.endswith("s") and len(word) > _LEAST + 1 and word[-2] not in "sui":
        word = word[:-1]
    found = [Form(word, ("", *_LATIN_ENDINGS, *names))]
    head, last = word[:-1], word[-1]
    if last == "y" and head[-1] not in "aeou":
        found.append(Form(head, ("ies", "ied", "ier", "iest")))
    elif last == "e":
        found.append(Form(head, ("ed", "ing", "er", "ers")))
    elif last not in "aeiouwxy" and word[-2] in "aeiou" and len(word) <= _SHORT:
        found.append(Form(word + last, ("ed", "ing", "er", "ers")))
    if is_name and last in "ae" and len(head) >= _LEAST:
        found.append(Form(head, ("ian", "ians", "an", "ans")))
    return tuple(found)
