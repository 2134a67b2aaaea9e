"""A scheme whose layers, features, tags, relations and metadata have wholly other names."""

from __future__ import annotations

from pathlib import Path

import pytest

from annotator.model.corpus import MetadataValue
from annotator.model.entity import Alias
from annotator.model.errors import RuleError
from annotator.model.presentation import end_role, is_hub
from annotator.operations.checking.check import check, problems_of
from annotator.operations.comments.comments import add_comment
from annotator.operations.documents.describing import Description, describe
from annotator.operations.exporting.exporting import export
from annotator.operations.importing.importing import import_files
from annotator.operations.keeping.corpus import builtin_schemes, new_corpus
from annotator.operations.tagging.annotate import (
    set_confidence,
    set_feature,
    tag_segments,
    tag_spans,
)
from annotator.operations.tagging.entities import new_entity
from annotator.operations.tagging.relate import link, link_options, set_relation_feature
from annotator.store.store import Store
from tests.operations.field_notes import SCHEME, WHO, only_document, span_of
from tests.samples import dump


def _codes(store: Store, severity: str) -> set[str]:
    found = problems_of(store, only_document(store))
    return {p.rule or p.code for p in found if p.severity == severity}


def test_no_name_is_one_of_the_schemes_that_come_along() -> None:
    def names(scheme: object) -> set[str]:
        owners = (*scheme.layers, *scheme.relation_types)  # type: ignore[attr-defined]
        features = [f for owner in owners for f in owner.features]
        tags = [t for f in features for t in f.tags or ()]
        keys = scheme.metadata_keys  # type: ignore[attr-defined]
        return {x.id for x in (*owners, *features, *tags, *keys)}

    ours = names(SCHEME)
    for scheme in builtin_schemes()[0]:
        assert not ours & names(scheme)


def _annotate(store: Store) -> dict[str, str]:
    """Do with field notes all that is done with stances; return ids by what they are."""
    key = only_document(store)

    def tag(layer: str, words: str, **features: object) -> str:
        spans = [span_of(part) for part in words.split("|")]
        return tag_spans(store, key, layer, spans, annotator=WHO, features=features).id  # type: ignore[arg-type]

    heron = new_entity(
        store,
        names={"en": "Grey heron"},
        kinds=("taxon:grown",),
        alias=Alias(text="heron", language="en"),
        annotator=WHO,
    )
    made = {
        "heron": tag("bird", "heron"),
        "bittern": tag("bird", "bittern"),
        "tomas": tag("watcher", "Tomas says"),
        "ada": tag("watcher", "Ada"),
        "struck": tag("sighting", "A heron stood|struck twice", moves="strike", metres=3.5),
        "boomed": tag("sighting", "a bittern boomed", moves="call", by_ear=True),
        "sound": tag("sound", "boomed"),
    }
    assert store.read().annotation(made["heron"]).features == {  # type: ignore[union-attr]
        "species": [heron.id],
        "plumage": "grown",
    }
    set_feature(store, made["bittern"], "species", [heron.id], annotator=WHO)
    set_feature(store, made["boomed"], "weather", ["mist", "rain"], annotator=WHO)
    set_feature(store, made["boomed"], "noted_on", "2026-04~", annotator=WHO)
    set_feature(store, made["boomed"], "tally", 2, annotator=WHO)
    set_confidence(store, made["sound"], "unsure", annotator=WHO)
    link(store, made["struck"], "shows", made["heron"], annotator=WHO)
    link(store, made["struck"], "told_by", "nobody", to_entity=True, annotator=WHO)
    link(store, made["boomed"], "shows", made["bittern"], annotator=WHO)
    first = link(store, made["boomed"], "told_by", made["ada"], annotator=WHO)
    second = link(
        store, made["boomed"], "told_by", made["tomas"], features={"strand": 1}, annotator=WHO
    )
    assert (first.features["rung"], second.features["rung"]) == (0, 1)
    made["relay"] = second.id
    link(store, made["sound"], "made_by", made["bittern"], annotator=WHO)
    made["diary"] = tag_segments(
        store, key, "diary", (), annotator=WHO, features={"mood": "calm"}
    ).id
    said = Description(metadata={"station": MetadataValue(value="Lower weir")})
    describe(store, key, said, annotator=WHO)
    add_comment(
        store,
        document=key,
        anchor="annotation",
        target=made["boomed"],
        text="Heard from afar.",
        language="en",
        annotator=WHO,
    )
    segment = store.read().segments(key)[0]
    describe(store, key, Description(roles={segment.id: "title"}), annotator=WHO)
    return made


def test_everything_is_done_under_other_names(notes: Store) -> None:
    made = _annotate(notes)
    assert is_hub(notes.scheme, notes.scheme.layer("sighting"))  # type: ignore[arg-type]
    report = check(notes)
    assert (report.damage, report.errors, report.incomplete) == ((), (), ())
    relay = notes.read().relation(made["relay"])
    assert relay is not None
    assert end_role(notes.scheme, relay, "bg") == "разказано от 1"
    start, end = (notes.read().annotation(made[name]) for name in ("boomed", "ada"))
    assert start is not None
    assert end is not None
    assert link_options(notes.scheme, start, end) == ["told_by"]
    assert link_options(notes.scheme, start, "nobody") == ["told_by"]


def test_what_is_missing_is_incomplete_by_the_rules_of_this_scheme(notes: Store) -> None:
    key = only_document(notes)
    bird = tag_spans(notes, key, "bird", [span_of("dippers")], annotator=WHO)
    seen = tag_spans(notes, key, "sighting", [span_of("two dippers call")], annotator=WHO)
    assert _codes(notes, "incomplete") == {"required", "has_teller", "bird_is_shown"}
    set_feature(notes, seen.id, "moves", "strike", annotator=WHO)
    assert "strike_has_metres" in _codes(notes, "incomplete")
    set_feature(notes, seen.id, "metres", 12, annotator=WHO)
    teller = tag_spans(notes, key, "watcher", [span_of("Tomas")], annotator=WHO)
    relation = link(notes, seen.id, "told_by", teller.id, annotator=WHO)
    link(notes, seen.id, "shows", bird.id, annotator=WHO)
    assert _codes(notes, "incomplete") == {"required"}
    set_relation_feature(notes, relation.id, "rung", 1, annotator=WHO)
    assert _codes(notes, "incomplete") == {"required", "has_teller", "no_gap"}


@pytest.mark.parametrize(
    ("feature", "value"),
    [
        ("moves", "glide"),
        ("moves", ["rest"]),
        ("tally", 51),
        ("tally", 0),
        ("tally", "two"),
        ("metres", True),
        ("metres", -1),
        ("by_ear", "yes"),
        ("noted_on", "last week"),
        ("sound_file", "not an address"),
        ("no_such", "value"),
    ],
)
def test_a_value_that_the_scheme_forbids_is_refused(
    notes: Store, feature: str, value: object
) -> None:
    key = only_document(notes)
    made = tag_spans(notes, key, "sighting", [(0, 7)], annotator=WHO)
    before, steps = dump(notes), notes.history()
    with pytest.raises(RuleError) as refused:
        set_feature(notes, made.id, feature, value, annotator=WHO)  # type: ignore[arg-type]
    assert refused.value.code == "rule_refused"
    assert str(refused.value).endswith(".")
    assert (dump(notes), notes.history()) == (before, steps)


def test_the_rules_of_this_scheme_refuse_in_their_own_words(notes: Store) -> None:
    key = only_document(notes)
    with pytest.raises(RuleError, match=r"A call is heard\."):
        tag_spans(
            notes,
            key,
            "sighting",
            [(0, 7)],
            annotator=WHO,
            features={"moves": "call", "by_ear": False},
        )
    rest = tag_spans(notes, key, "sighting", [(0, 7)], annotator=WHO, features={"moves": "rest"})
    watcher = tag_spans(notes, key, "watcher", [span_of("Tomas")], annotator=WHO)
    with pytest.raises(RuleError, match=r"Rest is told by nobody\."):
        link(notes, rest.id, "told_by", watcher.id, annotator=WHO)
    birds = [
        tag_spans(notes, key, "bird", [span_of(word)], annotator=WHO) for word in ("heron", "two")
    ]
    link(notes, rest.id, "shows", birds[0].id, annotator=WHO)
    with pytest.raises(RuleError, match=r"A resting sighting shows one bird\."):
        link(notes, rest.id, "shows", birds[1].id, annotator=WHO)
    with pytest.raises(RuleError, match="may not join these two"):
        link(notes, rest.id, "made_by", birds[0].id, annotator=WHO)


@pytest.mark.parametrize(("name", "suffix"), [("jsonl", ".jsonl"), ("tei", ".xml")])
def test_out_and_in_again_gives_the_same(
    notes: Store, tmp_path: Path, name: str, suffix: str
) -> None:
    _annotate(notes)
    first, second = tmp_path / f"first{suffix}", tmp_path / f"second{suffix}"
    report = export(notes, first, name)
    assert report.proof.differences == 0
    with new_corpus(tmp_path / "again.corpus", scheme=builtin_schemes()[0][0]) as other:
        took = import_files(other, [first])
        assert (took.refused, took.mismatches) == ((), ())
        assert (took.documents, took.annotations, took.relations) == (1, 8, 6)
        assert {x.id for x in other.scheme.layers} == {x.id for x in SCHEME.layers}
        export(other, second, name)
        assert check(other).errors == ()
        reader, theirs = notes.read(), other.read()
        key = only_document(notes)
        assert theirs.annotations(key) == reader.annotations(key)
        assert theirs.relations(key) == reader.relations(key)
        assert theirs.comments(key) == reader.comments(key)
        assert theirs.document(key).metadata == reader.document(key).metadata
        if name == "jsonl":
            assert other.scheme == notes.scheme
    assert first.read_bytes() == second.read_bytes()


def test_a_training_export_bears_the_other_names(notes: Store, tmp_path: Path) -> None:
    _annotate(notes)
    export(notes, tmp_path / "train.jsonl", "flat")
    said = (tmp_path / "train.jsonl").read_text(encoding="utf-8")
    for name in ("sighting", "watcher", "told_by", "made_by"):
        assert f'"{name}"' in said


def test_all_of_it_is_taken_back_and_made_again(notes: Store) -> None:
    before = dump(notes)
    begun = len(notes.history())
    _annotate(notes)
    after = dump(notes)
    steps = len(notes.history()) - begun
    for _ in range(steps):
        assert notes.undo(WHO) is not None
    assert dump(notes) == before
    for _ in range(steps):
        assert notes.redo(WHO) is not None
    assert dump(notes) == after
    assert tuple(check(notes).damage) == ()
