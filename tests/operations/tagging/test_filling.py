"""What fills itself in: from names, quotation marks and what was carried over."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.model.annotation import Annotation
from annotator.model.entity import Alias, Entity
from annotator.model.review import Annotator
from annotator.operations.keeping.corpus import put_annotator
from annotator.operations.tagging.annotate import tag_spans
from annotator.operations.tagging.entities import new_entity, set_entity
from annotator.operations.tagging.filling import (
    doubtful,
    value_with_end,
    values_by_names,
    values_by_quotation,
)
from annotator.operations.tagging.kinds_said import entity_feature
from annotator.operations.tagging.naming import (
    beginning_of_names,
    entities_offered,
    likely_offered,
    name_at,
    name_round,
)
from annotator.store.store import Store
from annotator.text.normal import fold
from annotator.text.quoting import name_form
from tests.operations.field_notes import TEXT, WHO, only_document, span_of


def _entity(store: Store, name: str, *aliases: Alias, kinds: tuple[str, ...]) -> Entity:
    made = new_entity(store, names={"en": name}, kinds=kinds, annotator=WHO)
    return set_entity(store, replace(made, aliases=aliases), annotator=WHO)


def _gold(store: Store) -> list[Annotation]:
    found: list[Annotation] = []
    for row in store.read().documents():
        people = {a.annotator for a in store.read().annotations(row.id)}
        who = "gold" if "gold" in people else "author"
        found += store.read().annotations(row.id, annotator=who)
    return found


def test_names_of_the_samples_fill_in_what_the_annotators_chose(samples: Store) -> None:
    asked = wrong = 0
    for annotation in _gold(samples):
        layer = samples.scheme.layer(annotation.layer)
        if layer is None or entity_feature(layer) is None:
            continue
        asked += 1
        values = values_by_names(samples, layer, annotation.quote, {})
        wrong += any(annotation.features.get(key) != value for key, value in values.items())
    # One ministry is a description in the register and a name in the text.
    assert (asked, wrong) == (218, 1)


def test_quotation_marks_of_the_samples_say_how_a_stance_is_quoted(samples: Store) -> None:
    asked = 0
    for annotation in _gold(samples):
        layer = samples.scheme.layer(annotation.layer)
        assert layer is not None
        text = samples.read().text(annotation.document)
        values = values_by_quotation(samples.scheme, layer, text, annotation.spans)
        asked += len(values)
        assert all(annotation.features[key] == value for key, value in values.items())
    assert asked == 20


@pytest.mark.parametrize(
    ("text", "words", "cue", "quotation"),
    [
        ("Той „категорично отхвърля“ искането.", "искането", "категорично отхвърля", "mixed"),
        ("Той отхвърля искането.", "искането", "отхвърля", "indirect"),
        ("Той отхвърля искането.", "отхвърля искането", "отхвърля", "narrated"),
        ("„Това е лъжа, твърди той“, пише тя.", "Това е лъжа", "твърди", None),
    ],
)
def test_where_the_cue_stands_and_its_marks_say_how_a_stance_is_quoted(
    samples: Store, text: str, words: str, cue: str, quotation: str | None
) -> None:
    layer = samples.scheme.layer("STANCE")
    assert layer is not None
    at, end = text.index(words), text.index(cue)
    spans, placed = [(at, at + len(words))], [(end, end + len(cue))]
    values = value_with_end(samples.scheme, layer, "cue", text, spans, placed)
    assert values.get("quotation") == quotation


def test_a_proper_name_goes_before_a_description(notes: Store) -> None:
    described = Alias(text="heron", kind="description")
    _entity(notes, "Old Nog", described, kinds=("taxon:grown",))
    named = _entity(notes, "Grey heron", Alias(text="heron"), kinds=("taxon:grown",))
    made = tag_spans(notes, only_document(notes), "bird", [span_of("heron")], annotator=WHO)
    assert made.features["species"] == [named.id]


def _named(store: Store, quote: str, layer_id: str = "bird") -> dict[str, object]:
    layer = store.scheme.layer(layer_id)
    assert layer is not None
    return values_by_names(store, layer, quote, {})


def test_another_form_of_a_name_fills_it_in_and_one_that_may_be_another_is_offered(
    notes: Store,
) -> None:
    layer = notes.scheme.layer("bird")
    assert layer is not None
    made = _entity(notes, "Чапла", Alias(text="Сива чапла"), kinds=("taxon:grown",))
    man = _entity(notes, "Петров", Alias(text="Петров"), kinds=("taxon:grown",))
    assert _named(notes, "Сивата чапла")["species"] == [made.id]
    assert _named(notes, "„Сива чапла“")["species"] == [made.id]
    assert _named(notes, "сивата чапла") == {}
    assert _named(notes, "Петрова") == {}
    assert likely_offered(notes, layer, "Петрова") == [man]
    assert name_at(notes, layer, "край Сивата чапла, там", 5) == (5, 17)


def test_a_name_is_known_with_another_vowel_and_in_languages_that_decline_it(notes: Store) -> None:
    layer = notes.scheme.layer("bird")
    assert layer is not None
    eagle = _entity(notes, "Орёл", Alias(text="Орёл", language="ru"), kinds=("taxon:grown",))
    finch = _entity(notes, "Zięba", Alias(text="Zięba Mała", language="pl"), kinds=("taxon:grown",))
    martin = _entity(notes, "Martin", Alias(text="Martin", language="en"), kinds=("taxon:grown",))
    for quote in ("Орел", "Орла", "Орле"):
        assert _named(notes, quote)["species"] == [eagle.id], quote
    assert _named(notes, "Zięby Małej")["species"] == [finch.id]
    assert name_at(notes, layer, "gniazdo Zięby Małej, tam", 8) == (8, 19)
    assert name_at(notes, layer, "возле Орла, там", 6) == (6, 10)
    assert _named(notes, "Martin")["species"] == [martin.id]
    # English declines no names: these are others.
    for quote in ("Martina", "Martini", "Martiny"):
        assert _named(notes, quote) == {}, quote


def test_two_entities_with_a_form_fill_nothing_in(notes: Store) -> None:
    for name in ("Чапла", "Чапли"):
        _entity(notes, name, Alias(text=name), kinds=("taxon:grown",))
    assert _named(notes, "Чаплата") == {}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Heron's nest", "Heron"),
        ("Heron-like birds", "Heron"),
        ("anti-Heron rules", "Heron"),
        ("l'Heron", "Heron"),
        ("Heron-Hall", None),
        ("Heronry", None),
    ],
)
def test_a_name_within_a_word_is_found(notes: Store, text: str, name: str | None) -> None:
    layer = notes.scheme.layer("bird")
    assert layer is not None
    _entity(notes, "Heron", Alias(text="Heron"), kinds=("taxon:grown",))
    found = name_at(notes, layer, text, 0)
    assert (text[found[0] : found[1]] if found else None) == name


def test_soft_hyphens_and_line_ends_do_not_hide_a_name(notes: Store) -> None:
    layer = notes.scheme.layer("bird")
    assert layer is not None
    made = _entity(notes, "Heron", Alias(text="grey heron"), kinds=("taxon:grown",))
    values = values_by_names(notes, layer, "Grey\u00a0he\u00adron", {})
    assert values["species"] == [made.id]


def test_the_longest_name_at_a_word_is_found(notes: Store) -> None:
    layer = notes.scheme.layer("bird")
    watcher = notes.scheme.layer("watcher")
    assert layer is not None
    assert watcher is not None
    begin = TEXT.index("heron stood")
    assert name_at(notes, layer, TEXT, begin) is None
    _entity(notes, "Heron", Alias(text="Heron"), kinds=("taxon:grown",))
    _entity(notes, "Standing heron", Alias(text="heron stood on"), kinds=("taxon:grown",))
    assert name_at(notes, layer, TEXT, begin) == (begin, begin + len("heron stood on"))
    assert name_at(notes, watcher, TEXT, begin) is None


def test_a_name_may_end_with_a_full_stop(notes: Store) -> None:
    layer = notes.scheme.layer("bird")
    assert layer is not None
    text = "the U.S. Heron. Then a heron. So"
    _entity(notes, "Heron of the U.S.", Alias(text="U.S."), kinds=("taxon:grown",))
    _entity(notes, "Heron", Alias(text="heron"), kinds=("taxon:grown",))
    assert name_at(notes, layer, text, 4) == (4, 8)
    begin = text.index("heron.")
    assert name_at(notes, layer, text, begin) == (begin, begin + len("heron"))


@given(st.text(alphabet="аЕй\u0301\u0306\u00ad\u0345ßΣ\u1100\u1161 -x", min_size=1), st.data())
def test_any_name_begins_with_its_first_word_as_it_folds(part: str, data: st.DataObject) -> None:
    first = data.draw(st.integers(1, len(part)))
    end = data.draw(st.integers(first, len(part)))
    beginning = beginning_of_names(part, first)
    assert fold(name_form(part[:end])).startswith(beginning)
    if part[first : first + 1] in ("", " "):
        assert beginning == fold(name_form(part[:first]))


def test_entities_are_offered_by_shared_name_then_by_names_inside(notes: Store) -> None:
    layer = notes.scheme.layer("bird")
    assert layer is not None
    heron = _entity(notes, "Heron", Alias(text="heron"), kinds=("taxon:grown",))
    dipper = _entity(notes, "Dipper", Alias(text="dippers"), kinds=("taxon:grown",))
    _entity(notes, "Weir", Alias(text="weir"), kinds=("spot:weir",))
    quote = "dippers, a weir and the heron"
    assert [e.id for e in entities_offered(notes, layer, quote)] == [dipper.id, heron.id]
    pair = Alias(text="both birds", kind="description")
    for entity in (heron, dipper):
        set_entity(notes, replace(entity, aliases=(*entity.aliases, pair)), annotator=WHO)
    offered = {e.id for e in entities_offered(notes, layer, "Both birds")}
    assert offered == {heron.id, dipper.id}


def test_what_was_carried_over_is_looked_at_first(samples: Store) -> None:
    (layer,) = (x for x in samples.scheme.layers if any(f.extra.get("carried") for f in x.features))
    order = doubtful(samples.scheme, layer, [f.id for f in layer.features])
    carried = [f.id for f in layer.features if f.extra.get("carried")]
    assert set(order[: len(carried)]) == set(carried)
    put_annotator(samples, Annotator(id="me", names={"en": "Me"}))
    document = next(iter(samples.read().documents())).id
    text = samples.read().text(document)
    end = text.index(" ")
    last = next(a for a in samples.read().annotations(document) if a.layer == layer.id)
    made = tag_spans(samples, document, layer.id, [(0, end)], annotator="me", last=last)
    assert {k: made.features[k] for k in carried} == {k: last.features[k] for k in carried}


@pytest.mark.parametrize(
    ("language", "quote", "mention"),
    [
        ("en", "Dovria", "name"),
        ("en", "Dovria's", "name"),
        ("en", "Dovrians", "nominal"),
        ("bg", "Dovrians", "name"),
    ],
)
def test_a_word_made_of_a_name_is_none_where_names_have_no_cases(
    samples: Store, language: str, quote: str, mention: str
) -> None:
    alias = Alias(text="Dovria", language=language)
    made = _entity(samples, "Dovria", alias, kinds=("actor:state",))
    layer = samples.scheme.layer("ACTOR")
    assert layer is not None
    values = values_by_names(samples, layer, quote, {"entities": [made.id]})
    assert values["mention"] == mention


@pytest.mark.parametrize(
    ("quote", "mention"),
    [
        ("l'entourage d'Aubry", "nominal"),
        ("il portavoce dell\u2019Aubry", "nominal"),
        ("ludzie z „Aubry”", "nominal"),
        ("люди из Aubry", "nominal"),
        ("la ministre Aubry", "name"),
        ("d'Aubry", "name"),
    ],
)
def test_who_is_somebody_of_a_name_is_not_the_name(
    samples: Store, quote: str, mention: str
) -> None:
    made = _entity(samples, "Claire Aubry", Alias(text="Aubry"), kinds=("actor:person",))
    layer = samples.scheme.layer("ACTOR")
    assert layer is not None
    values = values_by_names(samples, layer, quote, {"entities": [made.id]})
    assert values["mention"] == mention


@pytest.mark.parametrize(
    ("quote", "found"),
    [
        ("die Opposition", True),
        ("„Die Opposition“", True),
        ("Die Opposition", True),
        ("eine Opposition", False),
        ("die", False),
        ("İşçiler", True),
        ("IŞIK", True),
        ("işik", False),
    ],
)
def test_an_article_or_a_turkish_capital_does_not_hide_a_name(
    samples: Store, quote: str, found: bool
) -> None:
    names = (Alias(text=text) for text in ("Opposition", "işçiler", "Işık"))
    made = _entity(samples, "Whoever", *names, kinds=("actor:group",))
    layer = samples.scheme.layer("ACTOR")
    assert layer is not None
    values = values_by_names(samples, layer, quote, {})
    assert (values.get("entities") == [made.id]) == found


def test_a_name_is_found_at_its_article(samples: Store) -> None:
    _entity(samples, "Sarn Sentinel", Alias(text="Sarn Sentinel"), kinds=("actor:media",))
    layer = samples.scheme.layer("ACTOR")
    assert layer is not None
    text = "So the Sarn Sentinel says. The end."
    begin = text.index("the")
    assert name_at(samples, layer, text, begin) == (begin, text.index(" says"))
    assert name_at(samples, layer, text, text.index("The end")) is None


@pytest.mark.parametrize(
    ("at", "found"),
    [
        ("Quay fell", "North Sea Quay"),
        ("Sea Quay", "North Sea Quay"),
        ("fell", None),
        ("Quay again", None),
        ("Quay\n", None),
    ],
)
def test_a_name_is_found_from_its_midst(samples: Store, at: str, found: str | None) -> None:
    _entity(samples, "Quay", Alias(text="North Sea Quay"), kinds=("place:city",))
    layer = samples.scheme.layer("PLACE")
    assert layer is not None
    text = "So the North Sea Quay fell. Old Quay again. North Sea\nQuay\n"
    span = name_round(samples, layer, text, text.index(at))
    assert (span and text[slice(*span)]) == found
