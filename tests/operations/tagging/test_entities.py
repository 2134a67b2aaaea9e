"""Entities: made, changed, removed; what aliases say; which are offered."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from annotator.model.corpus import LANGUAGE, MetadataValue
from annotator.model.entity import KNOWN, Alias, Entity, ExternalId
from annotator.model.errors import RuleError
from annotator.model.scheme import Feature
from annotator.model.wording import sentence
from annotator.operations.checking.check import check
from annotator.operations.comments.comments import add_comment
from annotator.operations.exporting.exporting import export
from annotator.operations.importing.importing import import_files
from annotator.operations.tagging.annotate import tag_spans
from annotator.operations.tagging.entities import (
    language_of_names,
    matching,
    new_entity,
    offered,
    remove_entity,
    set_entity,
)
from annotator.store.store import Store
from annotator.text.directions import plain_sentence
from tests.operations.field_notes import WHO, make_notes, only_document, span_of
from tests.operations.steps import one_step, refused


def _entity(store: Store, name: str, *aliases: str, kinds: tuple[str, ...] = ()) -> Entity:
    made = new_entity(store, names={"en": name}, kinds=kinds, annotator=WHO)
    if aliases:
        told = tuple(Alias(text=text, language="en") for text in aliases)
        made = set_entity(store, replace(made, aliases=told), annotator=WHO)
    return made


def test_an_entity_is_made_in_one_step(notes: Store) -> None:
    with one_step(notes, "entities.new"):
        made = new_entity(
            notes,
            names={"en": "Heron", "bg": "Чапла"},
            kinds=("taxon:grown",),
            alias=Alias(text="heron", language="en"),
            annotator=WHO,
        )
    assert notes.read().entity(made.id) == made


def test_a_name_is_of_the_language_of_its_text(notes: Store) -> None:
    document = notes.read().document(only_document(notes))
    assert document is not None
    assert language_of_names(notes, None, "bg") == "bg"
    for told, found in (("ru", "ru"), ("pt-BR", "pt"), ("und", "bg"), ("", "bg"), ("EL", "el")):
        with notes.edit("documents.metadata", annotator=WHO) as edit:
            edit.put(replace(document, metadata={LANGUAGE: MetadataValue(value=told)}))
        assert language_of_names(notes, document.id, "bg") == found
    with notes.edit("documents.metadata", annotator=WHO) as edit:
        edit.put(replace(document, metadata={}))
    assert language_of_names(notes, document.id, "bg") == "bg"


def test_an_entity_is_changed_whole(notes: Store) -> None:
    made = _entity(notes, "Heron")
    weir = _entity(notes, "Weir")
    better = replace(
        made,
        aliases=(Alias(text="grey heron", language="en", kind="short"),),
        ids=(ExternalId(authority="wikidata", state=KNOWN, value="Q1"),),
        represents=weir.id,
        attributes={"legs": 2},
        note={"en": "The tall one."},
        letter="h",
    )
    with one_step(notes, "entities.set"):
        set_entity(notes, better, annotator=WHO)
    assert notes.read().entity(made.id) == better


def test_a_letter_moves_to_who_gets_it(notes: Store) -> None:
    first, second = _entity(notes, "Heron"), _entity(notes, "Dipper")
    set_entity(notes, replace(first, letter="d"), annotator=WHO)
    with one_step(notes, "entities.set"):
        set_entity(notes, replace(second, letter="d"), annotator=WHO)
    letters = {e.id: e.letter for e in notes.read().entities()}
    assert letters == {first.id: None, second.id: "d"}


def test_an_unused_entity_is_removed(notes: Store) -> None:
    made = _entity(notes, "Heron", "heron")
    with one_step(notes, "entities.remove"):
        remove_entity(notes, made.id, annotator=WHO)
    assert notes.read().entity(made.id) is None
    with refused(notes, "no_such_noun"):
        remove_entity(notes, made.id, annotator=WHO)


def test_a_used_entity_stays(notes: Store) -> None:
    made = _entity(notes, "Heron", "heron", kinds=("taxon:grown",))
    tag_spans(notes, only_document(notes), "bird", [span_of("heron")], annotator=WHO)
    with refused(notes, "entity_in_use", "Heron is used by 1 annotation."):
        remove_entity(notes, made.id, annotator=WHO)


def test_a_used_entity_is_named_in_the_language_of_the_sentence(notes: Store) -> None:
    made = new_entity(notes, names={"en": "Heron", "bg": "Чапла"}, annotator=WHO)
    part = _entity(notes, "Grey heron")
    set_entity(notes, replace(part, parent=made.id), annotator=WHO)
    with pytest.raises(RuleError) as caught:
        remove_entity(notes, made.id, annotator=WHO)
    assert plain_sentence(sentence(caught.value, "en")).startswith("Heron is used")
    assert plain_sentence(sentence(caught.value, "bg")).startswith("Чапла се използва")


def test_an_entity_that_another_one_points_to_stays(notes: Store) -> None:
    whole = _entity(notes, "Herons")
    part = _entity(notes, "Grey heron")
    set_entity(notes, replace(part, parent=whole.id), annotator=WHO)
    with refused(notes, "entity_in_use", "Herons"):
        remove_entity(notes, whole.id, annotator=WHO)


def test_what_was_said_of_an_entity_goes_and_comes_with_it(notes: Store) -> None:
    made = _entity(notes, "Heron")
    add_comment(
        notes,
        document=None,
        anchor="entity",
        target=made.id,
        text="Which one?",
        language="en",
        annotator=WHO,
    )
    with one_step(notes, "entities.remove"):
        remove_entity(notes, made.id, annotator=WHO)
    assert notes.read().comments(None) == []
    notes.undo()
    assert [c.target for c in notes.read().comments(None)] == [made.id]


def test_aliases_match_whatever_their_case_and_form(samples: Store) -> None:
    entities = [
        Entity(id="a", names={"en": "A"}, aliases=(Alias(text="Чайкова́р"), Alias(text="село"))),
        Entity(id="b", names={"en": "B"}, aliases=(Alias(text="ЧАЙКОВАР"),)),
    ]
    decomposed = "чаи\u0306ковар"
    assert [e.id for e, _ in matching(entities, f" {decomposed} ")] == ["a", "b"]
    assert [alias.text for _, alias in matching(entities, "Село")] == ["село"]
    assert matching(entities, "сел") == []


def test_entities_are_offered_by_kind_and_by_what_is_typed() -> None:
    feature = Feature(id="f", type="entities", kinds=("taxon:*",))
    heron = Entity(id="h", names={"en": "Grey heron"}, kinds=("taxon:grown",))
    dipper = Entity(id="d", names={"en": "Dipper"}, kinds=("taxon:grown",))
    weir = Entity(id="w", names={"en": "Heron weir"}, kinds=("spot:weir",))
    night = Entity(
        id="n",
        names={"en": "Night-heron"},
        kinds=("taxon:young",),
        aliases=(Alias(text="heron"),),
    )
    everyone = [weir, heron, dipper, night]
    assert [e.id for e in offered(everyone, feature, "")] == ["d", "h", "n", "w"]
    assert [e.id for e in offered(everyone, feature, "her")] == ["h", "n", "w"]
    assert [e.id for e in offered(everyone, feature, "heron")] == ["n", "h", "w"]
    assert [e.id for e in offered(everyone, feature, "HER gr")] == ["h"]
    assert offered(everyone, feature, "ghost") == []
    assert len(offered(everyone, feature, "", limit=2)) == 2
    free = Feature(id="f", type="entity")
    assert [e.id for e in offered(everyone, free, "weir")] == ["w"]


def test_two_entities_of_one_alias_fill_in_nothing(notes: Store) -> None:
    for name in ("Grey heron", "Night heron"):
        _entity(notes, name, "heron", kinds=("taxon:grown",))
    made = tag_spans(notes, only_document(notes), "bird", [span_of("heron")], annotator=WHO)
    assert made.features == {}


def test_an_alias_of_another_kind_fills_in_nothing(notes: Store) -> None:
    _entity(notes, "Heron weir", "heron", kinds=("spot:weir",))
    made = tag_spans(notes, only_document(notes), "bird", [span_of("heron")], annotator=WHO)
    assert made.features == {}


def test_what_no_entity_can_be_is_refused(notes: Store) -> None:
    one = new_entity(notes, names={"en": "One"}, annotator=WHO)
    two = new_entity(notes, names={"en": "Two"}, annotator=WHO)
    set_entity(notes, replace(one, parent=two.id), annotator=WHO)
    for wrong, said in (
        (replace(two, parent=one.id), "belongs to itself"),
        (replace(two, represents=two.id), "represents itself"),
        (replace(two, parent="gone"), "not there"),
        (replace(two, ids=(ExternalId(authority="w", state=KNOWN),)), "has a value"),
    ):
        with refused(notes, "rule_refused", said):
            set_entity(notes, wrong, annotator=WHO)


def test_an_entity_that_came_in_wrong_may_be_changed_but_not_made_worse(notes: Store) -> None:
    wrong = Entity(id="e", names={"en": "Heron"}, parent="gone")
    with notes.edit("documents.import", annotator=WHO) as edit:
        edit.put(wrong)
    assert [p.code for p in check(notes).errors] == ["entity_nowhere"]
    with one_step(notes, "entities.set"):
        set_entity(notes, replace(wrong, names={"en": "Grey heron"}), annotator=WHO)
    with refused(notes, "rule_refused"):
        set_entity(notes, replace(wrong, represents="gone too"), annotator=WHO)


def test_entities_of_all_their_facts_go_out_and_come_back(notes: Store, tmp_path: Path) -> None:
    made = new_entity(notes, names={"en": "Heron", "bg": "Чапла"}, annotator=WHO)
    whole = replace(
        made,
        kinds=("taxon:grown", "spot:weir"),
        aliases=tuple(
            Alias(text=f"{kind}-{language}", language=language, kind=kind)
            for kind in ("name", "short", "inflected", "description")
            for language in ("en", "bg")
        ),
        ids=(
            ExternalId(authority="birds", state="known", value="B7"),
            ExternalId(authority="maps", state="nil", note={"en": "Looked for."}),
            ExternalId(authority="other", state="not_looked_up"),
        ),
        attributes={"wings": 2, "grey": True, "call": "fraaank"},
        note={"en": "Seen daily.", "bg": "Всеки ден."},
        letter="h",
    )
    part = new_entity(notes, names={"en": "Wing"}, annotator=WHO)
    with one_step(notes, "entities.set"):
        set_entity(notes, whole, annotator=WHO)
    set_entity(notes, replace(part, parent=made.id, represents=made.id), annotator=WHO)
    assert check(notes).errors == ()
    for name, file in (("jsonl", "a.jsonl"), ("tei", "a.xml")):
        export(notes, tmp_path / file, name)
        with make_notes(tmp_path / f"{name}.corpus", text="Elsewhere.", name="else") as other:
            import_files(other, [tmp_path / file])
            ours = [replace(e, letter=None) for e in notes.read().entities()]
            assert [replace(e, letter=None) for e in other.read().entities()] == ours
