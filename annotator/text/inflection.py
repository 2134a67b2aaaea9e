"""Says whether a word in a text is another form of a known name, and how surely.

There is no dictionary: two words are forms of one word where they begin alike and each goes on
with an ending that names have in that script, or in a language with Latin letters that declines
names. The last vowel of a name may leave or change (Орёл, Орла; Львів, Львова; Kraków, Krakowa),
and ё may be written as е. `SURE` forms are taken for the name; `LIKELY` ones are only worth
offering, since they may be another name (Петров, Петрова; Peter, Peters; Jan, Jana) or a word
made of it (Русия, руската).
"""

from __future__ import annotations

from typing import NamedTuple

from annotator.text.characters import is_small
from annotator.text.forms import forms_of
from annotator.text.normal import fold

NOT, LIKELY, SURE = 0, 1, 2
ANY_LANGUAGE = "*"
"""Whichever language a name is in."""
_LEAST = 3
"""The fewest letters that two forms have in common at their begin."""
_LONGEST = 4
"""The most letters by which the ends of two forms differ."""
_APOSTROPHES = "'\u2019"
_OWNED = tuple(mark + s for mark in _APOSTROPHES for s in ("s", ""))


class _Script(NamedTuple):
    """How names end in a script, and what may stand glued before them."""

    first: str
    last: str
    endings: frozenset[str]
    glued: tuple[str, ...] = ()


def _listed(words: str) -> frozenset[str]:
    return frozenset(("", *fold(words).split()))


_SCRIPTS = (
    _Script(
        "\u0400",
        "\u052f",
        _listed("""
а я о е и ы ь й у ю і ї є ъ ът ят та то те ия ият ии ию ие ий ией иям иями иях
ите ата ята ото ето ове овете ом ем ой ей ою ею ам ям ами ями ах ях ов ев ів ові еві
ый ая яя ое ее ые ого его ому ему ым им ую юю ых их ыми ими ої ій ього ими іх
а-та -та -то -те -ът -а
"""),
    ),
    _Script(
        "\u0370",
        "\u03ff",
        _listed("ς α ας η ης ο ος ον ου ι ε ες οι ων ους εις εως ή ής ό ός ό ού ά άς ί ών ούς ές"),
    ),
    _Script(
        "\u10a0",
        "\u10ff",
        _listed("ი ს მ მა ის ის ით ად ში ზე თან დან თვის ო ე ა ისა ის ები ებს ების ებმა ებში"),
    ),
    _Script(
        "\u0590",
        "\u05ff",
        _listed(""),
        tuple(a + b for a in ("", *"ושכ") for b in ("", *"הבכלמש") if a + b),
    ),
    _Script(
        "\u0600",
        "\u06ff",
        _listed(""),
        tuple(a + b for a in ("", *"وف") for b in ("", *"بلك", "ال", "بال", "كال") if a + b),
    ),
)
_DECLINING = frozenset(("pl", "cs", "sk", "sl", "hr", "bs", "sr", "sh", "hsb", "dsb"))
_LATIN = _Script(
    "a",
    "\u024f",
    _listed("""
a u owi ovi em iem e ie ě y i ii ą ę o om ami ach ów ou ego iego ega emu iemu ej iej oj ym im og
ih ima ama é ého ému ým ém ý á í ú ách ech ům ů
"""),
)
"""How names end in languages with Latin letters that decline them."""
_CASES = _listed("а у ом ем е ы и і ю ові ам ами ах a u owi ovi em iem e ie ě y i om ami ach")
"""Endings before which the last vowel of a name leaves or changes."""
_OF_FIRST_CASE = ("", *"аяоеьй", "ий", "ый", "ой", "ая", "ое")
"""Endings with which Cyrillic names are known: others need not be looked for with an ё."""
_LEAVING = ("ё", "е", "о", "e")
_CHANGING = {"о": "і", "е": "і", "є": "ї", "o": "ó"}
"""Vowels before a last consonant, and what stands there where no ending follows."""
_VOWELS = frozenset("аеёиоуыэюяіїєaeiouyóąęáéíúýůě")
_OF_STEMS_IN_I = frozenset(("ия", "ии", "ию", "ией", "иям", "иями", "иях", "ият"))
"""Cyrillic endings of words whose other forms go on with и as well: Виктор has no form Виктория."""
_OF_MEN = ("ов", "ев", "ин")
_OF_NAMESAKES = frozenset(
    x + y for x in ("ов", "ев") for y in ("а", "у", "ој", "ом", "е")
) | frozenset(x + y for x in ("ov", "ev") for y in ("a", "u", "oj", "om", "e", "á", "é", "ou"))
_OF_WOMEN_ONLY, _OF_MEN_ONLY = ("а", "ой", "ою"), ("", "ым", "ом")
_ADJECTIVES = ("ски", "ский", "ський", "ski", "cki", "dzki", "ský", "cký")
_OF_SUCH_WOMEN = ("а", "ая", "ую", "ої", "a", "iej", "ej", "ą", "ou", "á", "é")
_OF_SUCH_MEN = ("i", "ý", "iego", "ego", "ého", "iemu", "emu", "ému", "im", "ým", "m")
_OF_WOMEN = ("ska", "cka", "dzka", "ská", "cká")


def form_of(word: str, name: str, language: str = "") -> int:
    """Return how surely one word of a text is a form of one word of a name in a language.

    Names that begin with a capital have no forms with a small letter that are sure.
    """
    folded, known = _plain(fold(word)), _plain(fold(name))
    if folded == known:
        return SURE
    if _is_owned(folded, known):
        return SURE
    script = _script_of(known, language)
    if script is not None:
        found = _glued(script, folded, known) or _ending(script, word, name, folded, known)
        found = found or _changed(word, name, folded, known) or _hers(word, folded, known)
        if found:
            return found
    return LIKELY if _is_made_of(name, folded) else NOT


def forms_of_names(words: list[str], name: list[str], language: str = "") -> int:
    """Return how surely the words of a text are those of a name in a language, one by one."""
    if not words or len(words) != len(name):
        return NOT
    return min(form_of(word, part, language) for word, part in zip(words, name, strict=True))


def beginning_of_forms(word: str) -> str:
    """Return what every name begins with, folded, of which a word may be a form; "" if nothing."""
    folded = fold(word)
    return folded[: max(_LEAST, len(folded) - _LONGEST)] if len(folded) >= _LEAST else folded


def beginnings(word: str) -> list[str]:
    """Return short beginnings, folded, of which each `known_forms` of a word has one."""
    folded = fold(word)
    # An acronym may have two letters before a hyphen: ЕС-то.
    least = _LEAST if "-" not in folded[:_LEAST] else _LEAST - 1
    found = [folded, *ungluings(word), *_with_other_vowels(folded)]
    return list(dict.fromkeys(y[:least] for x in found if x for y in (x, *_with_yo(x[:least]))))


def as_known(words: list[str]) -> list[str]:
    """Return folded words of a name as they might be written: those of two letters are acronyms."""
    return [word.upper() if len(word) < _LEAST else word for word in words]


def known_forms(word: str) -> set[str]:
    """Return, folded, every word of a name of which a word is, or may be, surely a form."""
    folded = fold(word)
    found = {folded, *ungluings(word)}
    found |= {folded.removesuffix(end) for end in _OWNED if folded.endswith(end)}
    script = _script_of(folded, ANY_LANGUAGE)
    endings: frozenset[str] = script.endings if script is not None else frozenset()
    for end in endings:
        stem = folded.removesuffix(end)
        # Of acronyms two letters are enough, but these end in nothing.
        if len(stem) >= _LEAST and folded.endswith(end):
            found |= {stem + other for other in endings}
            found |= {x + other for x in _with_yo(stem) for other in _OF_FIRST_CASE}
        elif len(stem) == _LEAST - 1 and folded.endswith(end):
            found.add(stem)
    return found | set(_with_other_vowels(folded))


def ungluings(word: str) -> list[str]:
    """Return a folded word without what may be glued before a name in its script."""
    folded = fold(word)
    script = next((s for s in _SCRIPTS if s.first <= folded[:1] <= s.last), None)
    glued = script.glued if script is not None else ()
    return [folded[len(x) :] for x in glued if folded.startswith(x) and len(folded) > len(x) + 1]


def _script_of(folded: str, language: str) -> _Script | None:
    first = folded[:1]
    if _LATIN.first <= first <= _LATIN.last:
        return _LATIN if language == ANY_LANGUAGE or language in _DECLINING else None
    return next((s for s in _SCRIPTS if s.first <= first <= s.last), None)


def _plain(folded: str) -> str:
    """Return a folded word as it is mostly printed: without the dots of ё."""
    return folded.replace("ё", "е")


def _with_yo(folded: str) -> list[str]:
    """Return the ways to write a folded word that have one ё more, or none."""
    plain = _plain(folded)
    ways = [plain[:at] + "ё" + plain[at + 1 :] for at, x in enumerate(plain) if x == "е"]
    return [x for x in (plain, *ways) if x != folded]


def _with_other_vowels(folded: str) -> list[str]:
    """Return the names of which a word may be a form without, or with another, last vowel."""
    found: list[str] = []
    for end in _CASES:
        stem = folded.removesuffix(end) if end else ""
        if len(stem) < _LEAST or not folded.endswith(end) or stem[-1] in _VOWELS:
            continue
        head, before, last = stem[:-2], stem[-2], stem[-1]
        if before not in _VOWELS:
            found += [head + before + x + last for x in _LEAVING]
        elif before in _CHANGING:
            found.append(head + _CHANGING[before] + last)
    return found


def _is_owned(folded: str, known: str) -> bool:
    return folded.startswith(known) and folded[len(known) :] in _OWNED


def _glued(script: _Script, folded: str, known: str) -> int:
    if len(known) >= _LEAST and any(folded == x + known for x in script.glued):
        return SURE if len(known) > _LEAST else LIKELY
    return NOT


def _ending(script: _Script, word: str, name: str, folded: str, known: str) -> int:
    if name[:1].isupper() and is_small(word[:1]):
        return NOT
    common = 0
    for one, other in zip(folded, known, strict=False):
        if one != other:
            break
        common += 1
    is_acronym = len(name) > 1 and name.isupper() and common == len(known)
    if common < _LEAST and not is_acronym:
        return NOT
    # A letter that both have may belong to the ending: Орловой, Орлова.
    for stem in range(common, max(common - 2, 0) - 1, -1):
        if stem < _LEAST and not is_acronym:
            break
        ends = (folded[stem:], known[stem:])
        if all(end in script.endings for end in ends):
            is_doubted = _is_other_person(folded, known) or _is_other_stem(*ends)
            return LIKELY if is_doubted else SURE
    return NOT


def _changed(word: str, name: str, folded: str, known: str) -> int:
    """Say whether a word is a form without, or with another, last vowel of the name."""
    if name[:1].isupper() and is_small(word[:1]):
        return NOT
    ways = _with_other_vowels(folded)
    if known not in map(_plain, ways):
        return NOT
    # Карла may be of Карел or of Карл: that a vowel leaves is certain where it is written as ё.
    is_certain = fold(name) in ways and (known[-2] in _CHANGING.values() or "ё" in fold(name)[-2:])
    return SURE if is_certain else LIKELY


def _hers(word: str, folded: str, known: str) -> int:
    """Say whether a word may be what a woman of that name is called (Николић, Николићева)."""
    is_hers = folded.startswith(known) and folded[len(known) :] in _OF_NAMESAKES
    return LIKELY if is_hers and len(known) >= _LEAST and not is_small(word[:1]) else NOT


def _is_other_stem(one: str, other: str) -> bool:
    """Say whether only one of two endings is of a stem in и (Герман, Германия)."""
    is_one, is_other = (end[:1] == "и" for end in (one, other))
    return not (is_one and is_other) and bool(_OF_STEMS_IN_I & {one, other})


def _is_other_person(folded: str, known: str) -> bool:
    """Say whether a form may be a woman's name where the name is a man's, or the other way."""
    if known.endswith(_OF_MEN):
        return folded.removeprefix(known) in _OF_WOMEN_ONLY
    if known[:-1].endswith(_OF_MEN) and known.endswith("а"):
        return folded.startswith(known[:-1]) and folded[len(known) - 1 :] in _OF_MEN_ONLY
    if known.endswith(_ADJECTIVES):
        stem = known[: max(known.rfind("к"), known.rfind("k")) + 1]
        return folded.removeprefix(stem) in _OF_SUCH_WOMEN
    if known.endswith(_OF_WOMEN):
        return folded.removeprefix(known[:-1]) in _OF_SUCH_MEN
    # Jana may be of Jan or a woman's name.
    return _LATIN.first <= known[:1] <= _LATIN.last and folded == known + "a"


def _is_made_of(name: str, folded: str) -> bool:
    for form in forms_of(name):
        stem = fold(form.stem)
        if form.endings is not None and folded.startswith(stem):
            rest = folded[len(stem) :]
            if rest in form.endings:
                return True
    return False
