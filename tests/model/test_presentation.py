"""What stands for layers, letters all different and never long, and what names annotations."""

from __future__ import annotations

import pytest

from annotator.model.annotation import Annotation
from annotator.model.presentation import (
    choices_of,
    kept_value_name,
    kinds_named,
    label_values,
    layer_letters,
    role_name,
    shown_features,
    value_name,
)
from annotator.model.scheme import EntityKind, Feature, Layer, Scheme, SegmentRole, Tag, ValueLabel


def letters(*names: str) -> list[str]:
    layers = tuple(
        Layer(id=f"a_rather_long_identifier_{n}", names={"en": name})
        for n, name in enumerate(names)
    )
    return list(layer_letters(Scheme(id="s", layers=layers), "en").values())


@pytest.mark.parametrize(
    ("name", "letter"),
    [
        ("actor", "A"),
        ("\u0456\u0308ж", "\u0406\u0308"),
        ("e\u0301tat", "E\u0301"),
        (
            "\U0001f468\u200d\U0001f469\u200d\U0001f467 family",
            "\U0001f468\u200d\U0001f469\u200d\U0001f467",
        ),
        ("\U0001f1e7\U0001f1ec flag", "\U0001f1e7\U0001f1ec"),
        ("\u202eturned", "T"),
        ("\u0301 lone", "L"),
        ("كاتب", "ك"),
        ("\u200b", "\u200b"),
    ],
)
def test_a_letter_is_what_a_reader_takes_for_one(name: str, letter: str) -> None:
    assert letters(name) == [letter]


def test_layers_of_one_name_are_told_apart_by_short_letters() -> None:
    found = letters(*["Aa"] * 40)
    assert len(set(found)) == 40
    assert found[:3] == ["A", "Aa", "A1"]
    assert max(map(len, found)) == 3


def test_letters_of_the_name_come_before_numbers() -> None:
    assert letters("Time", "Title", "Tie", "T") == ["T", "Ti", "Te", "T1"]


def test_letters_that_look_alike_do_not_stand_for_two_layers() -> None:
    """A Latin T and a Cyrillic one stood for two layers, and nobody could tell which."""
    assert letters("Time", "Тон", "Тема") == ["T", "То", "Те"]
    assert letters("Т", "T") == ["Т", "T1"]


def test_the_feature_that_a_layer_calls_its_label_names_its_annotations_first() -> None:
    strength = Feature(id="strength", type="integer")
    kind = Feature(id="kind", type="tag")
    core = Feature(id="core", type="text", core=True)
    features = (strength, kind, core)
    assert shown_features(Layer(id="x", features=features)) == (core,)
    assert shown_features(Layer(id="x", features=features[:2])) == (kind,)
    layer = Layer(id="x", features=features, label_feature="strength")
    assert shown_features(layer) == (strength, core)
    scheme = Scheme(id="s", layers=(layer,))
    values = {"core": "grey", "strength": 3, "kind": "loud"}
    made = Annotation(
        id="a", document="d", layer="x", annotator="me", spans=(), quote="", features=values
    )
    assert label_values(scheme, made, "en") == ["3", "grey"]


def test_entities_that_name_an_annotation_are_named_themselves_or_left_out() -> None:
    """Their ids stood over the text, which nobody can read."""
    features = (Feature(id="who", type="entities", core=True), Feature(id="kind", core=True))
    scheme = Scheme(id="s", layers=(Layer(id="x", features=features),))
    made = Annotation("a", "d", "x", "me", features={"who": ("e1", "e2"), "kind": "loud"})
    assert label_values(scheme, made, "en") == ["loud"]
    assert label_values(scheme, made, "en", called=str.upper) == ["E1, E2", "loud"]


def test_a_value_that_is_known_as_text_is_called_as_ever() -> None:
    scheme = Scheme(id="s")
    labels = (ValueLabel(value=4, names={"en": "four"}),)
    for kind, kept, said in (
        ("boolean", "True", "yes"),
        ("integer", "4", "four"),
        ("number", "4.0", "four"),
        ("integer", "odd", "odd"),
        ("tags", "a, b", "a, b"),
    ):
        plain = Feature(id="x", type=kind, labels=labels if kind != "boolean" else None)
        assert kept_value_name(scheme, plain, kept, "en") == said


@pytest.mark.parametrize(("language", "yes", "no"), [("en", "yes", "no"), ("bg", "да", "не")])
def test_yes_and_no_are_words_of_the_window_where_the_scheme_has_none(
    language: str, yes: str, no: str
) -> None:
    """They were called True and False, in Bulgarian too."""
    scheme, plain = Scheme(id="s"), Feature(id="x", type="boolean")
    assert choices_of(scheme, plain, language) == [(True, yes), (False, no)]
    labels = (ValueLabel(value=True, names={"en": "heard", "bg": "чуто"}),)
    named = Feature(id="x", type="boolean", labels=labels)
    assert value_name(scheme, named, True, language) in ("heard", "чуто")
    assert value_name(scheme, named, False, language) == no
    assert value_name(scheme, Feature(id="n", type="integer"), 1, language) == "1"


@pytest.mark.parametrize(
    ("role", "shown"),
    [("lead", "Lead"), ("photo_caption", "Photo caption"), ("TV_script", "TV script"), ("", "")],
)
def test_a_role_without_a_name_is_called_by_its_id(role: str, shown: str) -> None:
    known = SegmentRole(id="lead", names={"en": "Lead"})
    scheme = Scheme(id="s", segment_roles=(known, SegmentRole(id="photo_caption")))
    assert role_name(scheme, role, "bg") == shown


def test_values_and_kinds_of_a_german_scheme_keep_their_capitals_within_a_line() -> None:
    tag = Tag(id="person", names={"de": "Natürliche Person"})
    other = Tag(id="state", names={"de": "Staat", "en": "State"})
    feature = Feature(id="kind", type="tag", tags=(tag, other), core=True)
    kind = EntityKind(id="person", names={"de": "Person"})
    scheme = Scheme(id="s", layers=(Layer(id="actor", features=(feature,)),), entity_kinds=(kind,))
    made = Annotation("a", "d", "actor", "x", features={"kind": ["person", "state"]})
    assert label_values(scheme, made, "en", in_line=True) == ["Natürliche Person, state"]
    assert label_values(scheme, made, "en") == ["Natürliche Person, State"]
    assert kinds_named(scheme, ["person"], "bg", in_line=True) == ["Person"]
    named = [name for _, name in choices_of(scheme, feature, "bg", in_line=True)]
    assert named == ["Natürliche Person", "state"]
