"""Each fixed kind of rule: what keeps it, what breaks it, when it asks nothing."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from annotator.model.annotation import Annotation, Relation
from annotator.model.facts import Facts, facts_of
from annotator.model.rules import RuleBook
from annotator.model.rules_of_kinds import MISSING
from annotator.model.scheme import (
    RULE_KINDS,
    BuiltInEntity,
    Condition,
    End,
    Feature,
    Layer,
    RelationType,
    Rule,
    Scheme,
    Tag,
)
from annotator.model.span import Span
from annotator.model.wording import problem_sentence

TEXT = "Salt, soup and bread, then soup again."
FEATURES = (
    Feature(id="heat", type="tag", tags=(Tag(id="warm"), Tag(id="cold"))),
    Feature(id="served", type="boolean"),
    Feature(id="count", type="integer"),
    Feature(id="herbs", type="tags", tags=(Tag(id="dill"), Tag(id="mint"))),
    Feature(id="remark", type="text"),
)
STEP = Feature(id="step", type="integer")
LINE = Feature(id="line", type="integer")


def scheme_with(*rules: Rule) -> Scheme:
    """Return a scheme of dishes and cooks with these rules."""
    return Scheme(
        id="kitchen",
        layers=(Layer(id="dish", features=FEATURES), Layer(id="cook"), Layer(id="guest")),
        relation_types=(
            RelationType(
                id="made",
                from_ends=(End(layer="dish"),),
                to_ends=(End(layer="cook"), End(layer="guest"), End(entity=("house", "nobody"))),
                features=(STEP, LINE),
            ),
            RelationType(
                id="beside",
                symmetric=True,
                from_ends=(End(layer="dish"),),
                to_ends=(End(layer="dish"),),
            ),
        ),
        rules=rules,
        built_in_entities=(BuiltInEntity(id="house"), BuiltInEntity(id="nobody")),
    )


def noted(key: str, layer: str = "dish", **features: Any) -> Annotation:
    """Return an annotation of the first word."""
    return Annotation(key, "d", layer, "ana", (Span(0, 4),), "Salt", features=features)


def made(key: str, to_id: str, begin: str = "d1", **features: Any) -> Relation:
    """Return a relation of the type that has steps and lines."""
    is_entity = to_id in ("house", "nobody")
    return Relation(key, "d", "made", "ana", begin, to_id, is_entity, features=features)


def facts_with(*nouns: Annotation | Relation) -> Facts:
    """Return the facts of one document with two cooks and a guest in it."""
    people = (noted("c1", "cook"), noted("c2", "cook"), noted("g1", "guest"))
    return facts_of(
        "d",
        TEXT,
        annotations=(*people, *(n for n in nouns if isinstance(n, Annotation))),
        relations=[n for n in nouns if isinstance(n, Relation)],
    )


def broken(rule: Rule, *nouns: Annotation | Relation) -> list[str | None]:
    """Return the ids of the annotations at which the rule is broken."""
    problems = list(RuleBook(scheme_with(rule)).problems(facts_with(*nouns)))
    assert {p.code for p in problems} <= {"rule"}
    assert {p.severity for p in problems} <= {rule.severity}
    assert {p.rule for p in problems} <= {rule.id}
    return [p.annotation for p in problems]


WARM = Condition(feature="heat", values=("warm",))
UNSET = Condition(feature="heat", values=(None,))


def test_every_kind_is_tried_here() -> None:
    tried = {name.removeprefix("test_").partition("__")[0] for name in globals()}
    assert set(RULE_KINDS) <= tried


# What `when` says ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("condition", "features", "asks"),
    [
        (None, {}, True),
        (WARM, {"heat": "warm"}, True),
        (WARM, {"heat": "cold"}, False),
        (WARM, {}, False),
        (UNSET, {}, True),
        (UNSET, {"heat": "warm"}, False),
        (Condition(feature="heat", values=("cold", None)), {}, True),
        (Condition(feature="heat", values=("cold", None)), {"heat": "warm"}, False),
        (Condition(feature="herbs", values=("mint",)), {"herbs": ["dill", "mint"]}, True),
        (Condition(feature="herbs", values=("mint",)), {"herbs": ["dill"]}, False),
        (Condition(feature="herbs", values=(None,)), {"herbs": []}, True),
        (Condition(feature="herbs", values=(None,)), {"herbs": ["dill"]}, False),
        (Condition(feature="served", values=(False,)), {"served": False}, True),
        (Condition(feature="served", values=(False,)), {}, False),
        (Condition(feature="served", values=(1,)), {"served": True}, False),
        (Condition(feature="count", values=(0,)), {"count": 0}, True),
        (Condition(feature="count", values=(None,)), {"count": 0}, False),
    ],
)
def test_a_rule_asks_something_only_where_its_condition_holds(
    condition: Condition | None, features: dict[str, Any], asks: bool
) -> None:
    rule = Rule(id="r", kind="required_feature", layer="dish", feature="remark", when=condition)
    assert broken(rule, noted("d1", **features)) == (["d1"] if asks else [])
    # The same condition before a rule that speaks of relations.
    other = Rule(id="r", kind="must_be_end_of", layer="dish", end="from", relation="made",
                 when=condition)  # fmt: skip
    assert broken(other, noted("d1", **features)) == (["d1"] if asks else [])


# The kinds ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("features", "is_kept"),
    [
        ({"heat": "warm", "remark": "thick"}, True),
        ({"heat": "warm"}, False),
        ({"heat": "warm", "remark": ""}, False),
        ({"heat": "cold"}, True),
    ],
)
def test_required_feature__has_a_value(features: dict[str, Any], is_kept: bool) -> None:
    rule = Rule(id="r", kind="required_feature", layer="dish", feature="remark", when=WARM)
    assert broken(rule, noted("d1", **features)) == ([] if is_kept else ["d1"])


@pytest.mark.parametrize("value", [False, 0, ["dill"]])
def test_required_feature__is_content_with_no_and_nought(value: Any) -> None:
    feature = {bool: "served", int: "count", list: "herbs"}[type(value)]
    rule = Rule(id="r", kind="required_feature", layer="dish", feature=feature)
    assert broken(rule, noted("d1", **{feature: value})) == []
    assert broken(rule, noted("d1")) == ["d1"]


@pytest.mark.parametrize(
    ("feature", "values", "features", "is_kept"),
    [
        ("heat", ("warm",), {"heat": "warm"}, True),
        ("heat", ("warm",), {"heat": "cold"}, False),
        ("heat", ("warm",), {}, True),
        ("served", (True,), {"served": False}, False),
        ("served", (1,), {"served": True}, False),
        ("count", (1, 2), {"count": 2}, True),
        ("count", (1, 2), {"count": 3}, False),
        ("herbs", ("dill",), {"herbs": ["dill"]}, True),
        ("herbs", ("dill",), {"herbs": ["dill", "mint"]}, False),
        ("herbs", ("dill",), {"herbs": []}, True),
    ],
)
def test_allowed_values__admits_only_those(
    feature: str, values: tuple[Any, ...], features: dict[str, Any], is_kept: bool
) -> None:
    rule = Rule(
        id="r", kind="allowed_values", severity="error", layer="dish", feature=feature,
        values=values,
    )  # fmt: skip
    assert broken(rule, noted("d1", **features)) == ([] if is_kept else ["d1"])


def test_allowed_values__asks_nothing_elsewhere() -> None:
    rule = Rule(id="r", kind="allowed_values", layer="dish", feature="served", values=(True,),
                when=WARM)  # fmt: skip
    assert broken(rule, noted("d1", served=False, heat="cold")) == []
    assert broken(rule, noted("d1", served=False, heat="warm")) == ["d1"]


def test_relation_ends__must_be_among_those_named() -> None:
    rule = Rule(
        id="r",
        kind="relation_ends",
        severity="error",
        relation="made",
        where=Condition(feature="step", values=(0,)),
        when=WARM,
        to_ends=(End(layer="cook"), End(entity=("house",))),
    )
    warm, cold = noted("d1", heat="warm"), noted("d1", heat="cold")
    assert broken(rule, warm, made("r1", "c1", step=0)) == []
    assert broken(rule, warm, made("r1", "house", step=0)) == []
    assert broken(rule, warm, made("r1", "g1", step=0)) == ["d1"]
    assert broken(rule, warm, made("r1", "nobody", step=0)) == ["d1"]
    assert broken(rule, warm, made("r1", "g1", step=1)) == []
    assert broken(rule, warm, made("r1", "g1")) == []
    assert broken(rule, cold, made("r1", "g1", step=0)) == []


def test_relation_ends__where_no_value_means_no_value() -> None:
    rule = Rule(
        id="r",
        kind="relation_ends",
        relation="made",
        where=Condition(feature="line", values=(None,)),
        to_ends=(End(entity=("house",)),),
    )
    assert broken(rule, noted("d1"), made("r1", "c1")) == ["d1"]
    assert broken(rule, noted("d1"), made("r1", "c1", line=2)) == []


def test_least_relations__counts_those_that_fit() -> None:
    rule = Rule(
        id="r", kind="least_relations", layer="dish", end="from", relation="made", count=2,
        where=Condition(feature="step", values=(0, 1)),
    )  # fmt: skip
    dish = noted("d1")
    assert broken(rule, dish) == ["d1"]
    assert broken(rule, dish, made("r1", "c1", step=0)) == ["d1"]
    assert broken(rule, dish, made("r1", "c1", step=0), made("r2", "c2", step=7)) == ["d1"]
    assert broken(rule, dish, made("r1", "c1", step=0), made("r2", "c2", step=1)) == []


def test_least_relations__at_the_other_end() -> None:
    rule = Rule(id="r", kind="least_relations", layer="cook", end="to", relation="made", count=1)
    assert broken(rule, noted("d1"), made("r1", "c1")) == ["c2"]


def test_most_relations__counts_those_that_fit() -> None:
    rule = Rule(
        id="r", kind="most_relations", severity="error", layer="dish", end="from", relation="made",
        count=1, when=WARM,
    )  # fmt: skip
    warm, two = noted("d1", heat="warm"), (made("r1", "c1"), made("r2", "c2"))
    assert broken(rule, warm) == []
    assert broken(rule, warm, two[0]) == []
    assert broken(rule, warm, *two) == ["d1"]
    assert broken(rule, noted("d1"), *two) == []


def test_most_relations__at_the_other_end() -> None:
    rule = Rule(id="r", kind="most_relations", layer="cook", end="to", relation="made", count=1)
    dishes = noted("d1"), noted("d2")
    assert broken(rule, *dishes, made("r1", "c1"), made("r2", "c1", "d2")) == ["c1"]
    assert broken(rule, *dishes, made("r1", "c1"), made("r2", "c2", "d2")) == []


@pytest.mark.parametrize(
    ("relations", "is_kept"),
    [
        ([], True),
        ([(0, None)], True),
        ([(1, None)], False),
        ([(0, None), (1, None)], True),
        ([(0, None), (2, None)], False),
        ([(0, None), (0, None)], True),
        ([(-1, None)], False),
        # A level without a chain belongs to every chain.
        ([(0, None), (1, 1), (2, 1), (1, 2)], True),
        ([(0, None), (1, 1), (2, 2)], False),
        ([(0, 1), (1, 1), (1, 2)], False),
        ([(0, 1), (0, 2), (1, 2)], True),
        # What has no level says nothing.
        ([(None, None)], True),
        ([(0, None), (None, 1)], True),
    ],
)
def test_contiguous_levels__run_without_a_gap_in_every_chain(
    relations: list[tuple[int | None, int | None]], is_kept: bool
) -> None:
    rule = Rule(
        id="r", kind="contiguous_levels", layer="dish", relation="made", level="step",
        chain="line", first=0,
    )  # fmt: skip
    ends = [
        made(f"r{n}", "c1", **{k: v for k, v in (("step", s), ("line", x)) if v is not None})
        for n, (s, x) in enumerate(relations)
    ]
    assert broken(rule, noted("d1"), *ends) == ([] if is_kept else ["d1"])


def test_contiguous_levels__begin_where_the_rule_says() -> None:
    rule = Rule(id="r", kind="contiguous_levels", layer="dish", relation="made", level="step",
                first=1)  # fmt: skip
    assert broken(rule, noted("d1"), made("r1", "c1", step=1), made("r2", "c2", step=2)) == []
    assert broken(rule, noted("d1"), made("r1", "c1", step=0)) == ["d1"]


def test_must_be_end_of__at_least_one_relation() -> None:
    rule = Rule(id="r", kind="must_be_end_of", layer="cook", end="to", relation="made")
    assert broken(rule, noted("d1"), made("r1", "c1")) == ["c2"]
    both = Rule(id="r", kind="must_be_end_of", layer="dish", end="from", relation="made")
    assert broken(both, noted("d1"), noted("d2"), made("r1", "c1")) == ["d2"]


# Whose relations count ----------------------------------------------------------------------

NEEDS_ONE = Rule(id="r", kind="must_be_end_of", layer="dish", end="from", relation="made")


def test_only_relations_of_the_same_annotator_that_stand_count() -> None:
    dish = noted("d1")
    assert broken(NEEDS_ONE, dish, made("r1", "c1")) == []
    assert broken(NEEDS_ONE, dish, made("r1", "c1")._replace(annotator="ben")) == ["d1"]
    assert broken(NEEDS_ONE, dish, made("r1", "c1")._replace(state="suggested")) == ["d1"]
    assert broken(NEEDS_ONE, dish, made("r1", "c1")._replace(state="refused")) == ["d1"]


def test_nothing_is_asked_of_a_suggestion() -> None:
    for state in ("suggested", "refused"):
        assert broken(NEEDS_ONE, noted("d1")._replace(state=state)) == []
    rule = Rule(id="r", kind="relation_ends", relation="made", to_ends=(End(layer="guest"),))
    assert broken(rule, noted("d1"), made("r1", "c1")) == ["d1"]
    assert broken(rule, noted("d1"), made("r1", "c1")._replace(state="suggested")) == []


@pytest.mark.parametrize("end", ["from", "to"])
def test_both_ends_of_a_symmetric_relation_are_alike(end: str) -> None:
    rule = Rule(id="r", kind="must_be_end_of", layer="dish", end=end, relation="beside")
    pair = Relation("r1", "d", "beside", "ana", "d1", "d2")
    assert broken(rule, noted("d1"), noted("d2"), pair) == []
    assert broken(rule, noted("d1"), noted("d2"), noted("d3"), pair) == ["d3"]
    most = Rule(id="r", kind="most_relations", layer="dish", end=end, relation="beside", count=1)
    other = Relation("r2", "d", "beside", "ana", "d2", "d3")
    assert broken(most, noted("d1"), noted("d2"), noted("d3"), pair, other) == ["d2"]


def test_the_kinds_that_more_work_mends_are_known_kinds() -> None:
    assert set(RULE_KINDS) > MISSING


def test_an_end_that_the_scheme_lacks_as_built_in_is_named() -> None:
    scheme = replace(scheme_with(), built_in_entities=())
    facts = facts_with(noted("d1"), made("r1", "house"), made("r2", "ghost"))
    found = [(p.code, p.data.get("entity")) for p in RuleBook(scheme).problems(facts)]
    assert found == [("missing_entity", "house"), ("missing_end", None)]
    problem = next(RuleBook(scheme).problems(facts))
    for language in ("en", "bg"):
        assert "house" in problem_sentence(problem, scheme, language)
