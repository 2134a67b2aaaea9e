"""Typed and wrong is refused, imported and wrong is kept and listed, missing is incomplete."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from annotator.model.annotation import Annotation
from annotator.model.review import Annotator
from annotator.model.scheme import ERROR, Condition, End, Rule
from annotator.operations.checking.check import check
from annotator.operations.exporting.exporting import export
from annotator.operations.importing.importing import import_files
from annotator.operations.keeping.corpus import new_corpus
from annotator.operations.tagging.annotate import remove_annotation, set_feature, tag_spans
from annotator.operations.tagging.relate import link, link_options, set_relation_feature, unlink
from annotator.store.store import Store
from tests.model.test_rules_of_kinds import TEXT, scheme_with
from tests.operations.steps import refused

WHO = "ana"
Make = Callable[..., Store]


@pytest.fixture
def kitchen(tmp_path: Path) -> Iterator[Make]:
    """A function that makes a corpus of one document with rules; all are closed at the end."""
    opened: list[Store] = []
    (tmp_path / "soup.txt").write_text(TEXT, encoding="utf-8")

    def make(*rules: Rule) -> Store:
        path = tmp_path / f"kitchen{len(opened)}.corpus"
        store = new_corpus(path, scheme=scheme_with(*rules), annotator=Annotator(id=WHO))
        opened.append(store)
        if len(opened) == 1:
            import_files(store, [tmp_path / "soup.txt"])
        return store

    yield make
    for store in opened:
        store.close()


def only(store: Store) -> str:
    """Return the id of the only document."""
    return next(store.read().documents()).id


def tag(store: Store, layer: str, word: str, **features: object) -> Annotation:
    """Tag the first `word`."""
    begin = TEXT.index(word)
    span = (begin, begin + len(word))
    return tag_spans(store, only(store), layer, [span], annotator=WHO, features=features)  # type: ignore[arg-type]


MISSING_ONES = (
    Rule(id="r1", kind="required_feature", severity=ERROR, layer="dish", feature="remark"),
    Rule(id="r2", kind="least_relations", severity=ERROR, layer="dish", end="from",
         relation="made", count=1),
    Rule(id="r3", kind="must_be_end_of", severity=ERROR, layer="cook", end="to", relation="made"),
    Rule(id="r4", kind="contiguous_levels", severity=ERROR, layer="dish", relation="made",
         level="step", first=0),
)  # fmt: skip


def test_what_more_work_mends_is_never_refused_and_always_listed(kitchen: Make) -> None:
    store = kitchen(*MISSING_ONES)
    dish, cook = tag(store, "dish", "soup"), tag(store, "cook", "Salt")
    relation = link(store, dish.id, "made", cook.id, features={"step": 1}, annotator=WHO)
    assert {p.rule for p in check(store).errors} == {"r1", "r4"}
    set_relation_feature(store, relation.id, "step", 0, annotator=WHO)
    set_feature(store, dish.id, "remark", "thick", annotator=WHO)
    assert check(store).errors == ()
    unlink(store, relation.id, annotator=WHO)
    assert {p.rule for p in check(store).errors} == {"r2", "r3"}


def test_a_rule_about_the_far_end_refuses_a_relation(kitchen: Make) -> None:
    store = kitchen(
        Rule(id="r", kind="most_relations", severity=ERROR, layer="cook", end="to",
             relation="made", count=1, texts={"en": "A cook makes one.", "bg": "Едно на готвач."})
    )  # fmt: skip
    one, two = tag(store, "dish", "soup"), tag(store, "dish", "bread")
    cook = tag(store, "cook", "Salt")
    link(store, one.id, "made", cook.id, annotator=WHO)
    with refused(store, "rule_refused", "A cook makes one."):
        link(store, two.id, "made", cook.id, annotator=WHO)
    link(store, two.id, "made", "house", to_entity=True, annotator=WHO)


def test_a_value_that_a_rule_forbids_is_refused(kitchen: Make) -> None:
    store = kitchen(
        Rule(id="r", kind="allowed_values", severity=ERROR, layer="dish", feature="served",
             values=(True,), when=Condition(feature="heat", values=("warm",)),
             texts={"en": "Warm dishes are served.", "bg": "Топлото се поднася."})
    )  # fmt: skip
    dish = tag(store, "dish", "soup", served=False)
    with refused(store, "rule_refused", "Warm dishes are served."):
        set_feature(store, dish.id, "heat", "warm", annotator=WHO)
    with refused(store, "rule_refused", "Warm dishes are served."):
        tag(store, "dish", "bread", heat="warm", served=False)
    set_feature(store, dish.id, "heat", "cold", annotator=WHO)


def test_a_symmetric_relation_may_go_either_way_and_once(kitchen: Make) -> None:
    store = kitchen(
        Rule(id="r", kind="most_relations", severity=ERROR, layer="dish", end="from",
             relation="beside", count=1,
             texts={"en": "Beside one only.", "bg": "До едно само."})
    )  # fmt: skip
    one, two = tag(store, "dish", "soup"), tag(store, "dish", "bread")
    third = tag(store, "dish", "then")
    assert link_options(store.scheme, two, one) == ["beside"]
    link(store, one.id, "beside", two.id, annotator=WHO)
    with refused(store, "relation_exists"):
        link(store, two.id, "beside", one.id, annotator=WHO)
    with refused(store, "rule_refused", "Beside one only."):
        link(store, third.id, "beside", two.id, annotator=WHO)


def test_what_is_imported_and_wrong_is_kept_and_listed(kitchen: Make, tmp_path: Path) -> None:
    free = kitchen()
    dish = tag(free, "dish", "soup", served=False, heat="warm")
    tag(free, "dish", "bread", count=3)
    cook, guest = tag(free, "cook", "Salt"), tag(free, "guest", "again")
    link(free, dish.id, "made", cook.id, annotator=WHO)
    link(free, dish.id, "made", guest.id, annotator=WHO)
    export(free, tmp_path / "work.jsonl", "jsonl")

    rules = (
        Rule(id="served", kind="allowed_values", severity=ERROR, layer="dish", feature="served",
             values=(True,)),
        Rule(id="one", kind="most_relations", severity=ERROR, layer="dish", end="from",
             relation="made", count=1),
        Rule(id="cooks", kind="relation_ends", severity=ERROR, relation="made",
             to_ends=(End(layer="cook"),)),
    )  # fmt: skip
    strict = kitchen(*rules)
    report = import_files(strict, [tmp_path / "work.jsonl"])
    assert report.refused == ()
    kept = strict.read().bundle(only(strict))
    assert kept.annotations == free.read().bundle(only(free)).annotations
    assert kept.relations == free.read().bundle(only(free)).relations
    found = check(strict)
    assert sorted(p.rule or p.code for p in found.errors) == ["cooks", "one", "served"]
    assert {p.annotation for p in found.errors} == {dish.id}
    # It may be mended, and changed where that makes nothing worse.
    set_feature(strict, dish.id, "count", 2, annotator=WHO)
    set_feature(strict, dish.id, "served", True, annotator=WHO)
    remove_annotation(strict, guest.id, annotator=WHO)
    assert check(strict).errors == ()
