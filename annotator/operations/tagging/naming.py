"""Which known entities words of a text name: by an alias, by another form of it, or within them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from annotator.model.entity import SEARCHED_ALIASES, Alias, Entity
from annotator.model.scheme import Feature, Layer
from annotator.operations.tagging.entities import matching
from annotator.operations.tagging.kinds_said import entity_feature, is_of_kind
from annotator.store.store import Store
from annotator.text.characters import is_small
from annotator.text.inflection import (
    ANY_LANGUAGE,
    LIKELY,
    SURE,
    as_known,
    beginning_of_forms,
    beginnings,
    forms_of_names,
    known_forms,
    ungluings,
)
from annotator.text.normal import fold
from annotator.text.quoting import name_form
from annotator.text.tokens import previous_word, tokenize
from annotator.text.within import (
    after_article,
    after_elision,
    bare,
    begins_within,
    dotted_forms,
    elided,
    ends_within,
    with_apostrophes,
    words_of,
)

_NAME_TOKENS = 12
"""The longest name that is looked for, in tokens."""
_REACH = 240
_WORDS_BACK = 3
_FORMS = 200
"""So many names are compared with a word at most."""
_LINKING = frozenset(
    (
        *("на", "от", "из", "із", "з", "of", "from", "von", "aus", "z", "ze", "iz", "od"),
        *("de", "du", "des", "di", "del", "della", "του", "της", "των"),
    )
)
"""What stands between a word and the name of another: "the army of Vela" is not Vela."""
_LINKING_ELIDED = frozenset(("d", "dell"))
"""The same before an apostrophe: "l'armée d'Ithaque" is not Ithaque."""


class Named(NamedTuple):
    """An entity that words name; `is_form`: they are another form of its alias."""

    entity: Entity
    alias: Alias
    is_form: bool = False


def named_by(store: Store, quote: str) -> list[Named]:
    """Return whom a quote names, with or without marks round it.

    Whoever has it as an alias, an article before it or not, else whoever has an alias of which
    it is surely another form; with whichever sign an apostrophe is written.
    """
    plain = bare(name_form(quote))
    known = after_article(plain)
    written = (name_form(quote), plain, known, *dotted_forms(known))
    for form in dict.fromkeys(x for said in written for x in with_apostrophes(said)):
        exact = matching(store.read().entities_by_alias(fold(form)), form)
        if exact:
            return [Named(*pair) for pair in exact]
    for said in (quote, known) if known != plain else (quote,):
        for form in with_apostrophes(said):
            found = forms_named(store, form, SURE)
            if found:
                return found
    return []


def forms_named(store: Store, quote: str, least: int) -> list[Named]:
    """Return who has an alias of which a quote may be another form, each once."""
    words = words_of(bare(name_form(quote)))
    found: dict[str, Named] = {}
    for alias, entities in _aliases_like(store, words, len(words), least).items():
        for entity, known in matching(entities, alias):
            if _how_surely(words, known) >= least:
                found.setdefault(entity.id, Named(entity, known, is_form=True))
    return list(found.values())


def _how_surely(words: Sequence[str], alias: Alias) -> int:
    """Say how surely words are a form of an alias, with whichever sign its apostrophes are."""
    language, said = alias.language or "", with_apostrophes(name_form(alias.text))
    return max(forms_of_names(list(words), words_of(x), language) for x in said)


def _aliases_like(
    store: Store, words: Sequence[str], most: int, least: int = SURE
) -> dict[str, list[Entity]]:
    """Return aliases of up to `most` words that words may begin with a form of, and who has them.

    What is only likely is looked for by the first letters, among so many that nobody waits.
    """
    reader = store.read()
    # Of most words the first letters tell that they are no form of a name.
    begins = beginnings(words[0]) if words else []
    if not any(reader.has_alias_beginning(begin) for begin in begins):
        return {}
    found = reader.aliases_of_words(known_forms(words[0]), _FORMS)
    if least < SURE:
        found += reader.aliases_beginning(beginning_of_forms(words[0]), _FORMS)
    fitting = [
        alias
        for alias in found
        if len(parts := words_of(alias)) <= most
        and forms_of_names(list(words[: len(parts)]), as_known(parts), ANY_LANGUAGE) >= LIKELY
    ]
    return reader.entities_by_aliases(fitting) if fitting else {}


def of_kinds(found: Iterable[Named], feature: Feature) -> list[Named]:
    """Return who of them a feature may hold; proper names go before descriptions."""
    fitting = [x for x in found if is_of_kind(x.entity, feature)]
    named = [x for x in fitting if x.alias.kind in SEARCHED_ALIASES]
    return named or fitting


def alias_said(entity: Entity, quote: str, found: Iterable[Named]) -> Named | None:
    """Return by which alias a quote names an entity that is known to be meant, or None.

    It is the whole quote, in any form, else a proper name within it that nothing makes
    part of another ("the mayor Ada Vale", not "the army of Vela").
    """
    here = next((x for x in found if x.entity.id == entity.id), None)
    if here is not None:
        return here
    words = words_of(bare(name_form(quote)))
    for alias in entity.aliases:
        if _how_surely(words, alias) >= LIKELY:
            return Named(entity, alias, is_form=True)
    for alias in sorted(entity.aliases, key=lambda a: -len(a.text)):
        if alias.kind in SEARCHED_ALIASES and _is_within(words, alias):
            return Named(entity, alias)
    return None


def _is_within(words: Sequence[str], alias: Alias) -> bool:
    name = words_of(name_form(alias.text))
    for at in range(len(words) - len(name) + 1 if name else 0):
        here = list(words[at : at + len(name)])
        is_linked = at and (words[at - 1] in _LINKING or elided(here[0]) in _LINKING_ELIDED)
        firsts = dict.fromkeys((here[0], after_elision(here[0])))
        if not is_linked and SURE in (_how_surely([x, *here[1:]], alias) for x in firsts):
            return True
    return False


def name_at(
    store: Store, layer: Layer, text: str, begin: int, entity: Entity | None = None
) -> tuple[int, int] | None:
    """Return the longest known name of a layer's entities at the word that begins at `begin`.

    None where there is none. A name may end or begin within the word, at an apostrophe or
    a hyphen (`Vela's`, `l'Union`, `Vela-based`). With `entity`, only names of that one count.
    """
    feature = entity_feature(layer)
    if feature is None:
        return None
    part = text[begin : begin + _REACH].split("\n", 1)[0]
    for start in (0, *begins_within(part)):
        end = _longest(store, feature, part[start:], entity)
        if end:
            return begin + start, begin + start + end
    rest = after_article(part)
    end = _longest(store, feature, rest, entity) if rest != part else 0
    return (begin, begin + len(part) - len(rest) + end) if end else None


def name_round(
    store: Store, layer: Layer, text: str, begin: int, entity: Entity | None = None
) -> tuple[int, int] | None:
    """Return the known name that goes on over the word that begins at `begin`, None if none does.

    It begins up to three words before, none of them with a small letter: the caret is in the
    midst of it.
    """
    at = begin
    for _ in range(_WORDS_BACK):
        at = previous_word(text, at)
        if is_small(text[at : at + 1]) or "\n" in text[at:begin]:
            return None
        found = name_at(store, layer, text, at, entity)
        if found is not None and found[0] < begin < found[1]:
            return found
    return None


def is_known_name(store: Store, layer: Layer, quote: str) -> bool:
    """Say whether a quote is a name of an entity of a layer, but for what is glued before it."""
    feature = entity_feature(layer)
    if feature is None:
        return False
    reader, form = store.read(), name_form(quote)
    forms = with_apostrophes(form)
    known = reader.entities_by_aliases([*map(fold, forms), *ungluings(form)])
    return any(is_of_kind(e, feature) for entities in known.values() for e in entities)


def _longest(store: Store, feature: Feature, part: str, entity: Entity | None) -> int:
    """Return the end of the longest name with which a part of a text begins, 0 if none does.

    Of two over as many tokens, the one that is known to the letter.
    """
    tokens = tokenize(part)[:_NAME_TOKENS]
    # Some names end with a full stop: "U.S.".
    ends = [t.end for t in tokens if part[t.end - 1].isalnum() or part[t.end - 1] == "."]
    if not ends:
        return 0
    found = [
        (sum(1 for t in tokens if t.begin < end), not is_form, end)
        for end, is_form in (
            *_exact_ends(store, feature, part, ends, entity),
            *_form_ends(store, feature, part, ends, entity),
        )
    ]
    return max(found, default=(0, False, 0))[2]


def _exact_ends(
    store: Store, feature: Feature, part: str, ends: list[int], entity: Entity | None
) -> Iterator[tuple[int, bool]]:
    inner = ends_within(part)
    # Few words begin a name: for the others nothing more is folded and looked up.
    first = min([*inner, ends[0]])
    if not store.read().has_alias_beginning(beginning_of_names(part, first)):
        return
    folded = [
        (end, said, fold(said))
        for end in (*inner, *ends)
        for said in with_apostrophes(name_form(part[:end]))
    ]
    known = store.read().entities_by_aliases(form for _, _, form in folded)
    for end, said, form in folded:
        pairs = matching(known.get(form, ()), said)
        if _means([Named(*pair) for pair in pairs], feature, entity):
            yield end, False


def _form_ends(
    store: Store, feature: Feature, part: str, ends: list[int], entity: Entity | None
) -> Iterator[tuple[int, bool]]:
    for like in with_apostrophes(part[: ends[-1]]):
        yield from _form_ends_like(store, feature, like, ends, entity)


def _form_ends_like(
    store: Store, feature: Feature, part: str, ends: list[int], entity: Entity | None
) -> Iterator[tuple[int, bool]]:
    words = words_of(name_form(part))
    for alias, entities in _aliases_like(store, words, _NAME_TOKENS).items():
        end = _end_of_words(part, ends, len(alias.split()))
        words = words_of(name_form(part[:end]))
        found = [
            Named(owner, known, is_form=True)
            for owner, known in matching(entities, alias)
            if _how_surely(words, known) == SURE
        ]
        if end and _means(found, feature, entity):
            yield end, True


def _end_of_words(part: str, ends: list[int], count: int) -> int:
    """Return where so many words between spaces end, without marks after the last; else 0."""
    return max((end for end in ends if len(part[:end].split()) == count), default=0)


def _means(found: list[Named], feature: Feature, entity: Entity | None) -> bool:
    meant = of_kinds(found, feature)
    return bool(meant) and (entity is None or entity.id in (x.entity.id for x in meant))


def beginning_of_names(part: str, end: int) -> str:
    """Return what each folded name begins with that begins as `part` does up to `end`."""
    head = fold(name_form(part[:end]))
    # What follows without a space may be joined to the last character by folding.
    return head if end == len(part) or part[end] == " " else head[:-1]


def entities_offered(store: Store, layer: Layer, quote: str) -> list[Entity]:
    """Return the entities that a quote may mean together.

    They are those that share it as a name, else those whose names stand in it, in their order.
    """
    feature = entity_feature(layer)
    if feature is None:
        return []
    whole = of_kinds(named_by(store, quote), feature)
    return [x.entity for x in whole] or _within(store, feature, quote)


def likely_offered(store: Store, layer: Layer, quote: str) -> list[Entity]:
    """Return the entities of whose names a quote may be a form or was made, the nearest first."""
    feature = entity_feature(layer)
    if feature is None:
        return []
    found = of_kinds(forms_named(store, quote, LIKELY), feature)
    return [x.entity for x in sorted(found, key=lambda x: len(x.alias.text))]


def _within(store: Store, feature: Feature, quote: str) -> list[Entity]:
    tokens = tokenize(quote)[: 3 * _NAME_TOKENS]
    found: dict[str, Entity] = {}
    done = 0
    for token in tokens:
        if token.begin < done:
            continue
        for start in (0, *begins_within(quote[token.begin :])):
            begin = token.begin + start
            end = _longest_name(store, feature, quote[begin:])
            if end:
                here = of_kinds(named_by(store, quote[begin : begin + end]), feature)
                found[here[0].entity.id] = here[0].entity
                done = begin + end
                break
    return list(found.values())


def _longest_name(store: Store, feature: Feature, part: str) -> int:
    """Return the end of the longest proper name of one entity with which a part begins."""
    end = _longest(store, feature, part, None)
    here = of_kinds(named_by(store, part[:end]), feature) if end else []
    is_one = len(here) == 1 and here[0].alias.kind in SEARCHED_ALIASES
    return end if is_one else 0
