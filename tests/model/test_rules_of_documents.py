"""What must hold of metadata, segments, tokens, comments, sets and relations of documents."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from annotator.model.annotation import Annotation
from annotator.model.bundle import Bundle
from annotator.model.corpus import (
    DOCUMENT_RELATIONS,
    Document,
    DocumentRelation,
    DocumentSet,
    MetadataValue,
    Segment,
    Tokens,
)
from annotator.model.identity import text_hash
from annotator.model.problem import Problem
from annotator.model.review import Comment
from annotator.model.rules_of_documents import (
    document_problems,
    relation_problems,
    set_problems,
    shared_comment_problems,
)
from annotator.model.scheme import MetadataKey, Scheme, SegmentRole
from annotator.model.span import Span, spans_of

TEXT = "Salt and soup.\nBread, then soup."
SCHEME = Scheme(
    id="kitchen",
    metadata_keys=(
        MetadataKey(id="dish", required=True),
        MetadataKey(id="cooked", type="date"),
        MetadataKey(id="recipe", type="url"),
        MetadataKey(id="guests", type="integer"),
        MetadataKey(id="served", type="boolean"),
    ),
    segment_roles=(SegmentRole(id="menu"), SegmentRole(id="note", annotate=False)),
)
DOCUMENT = Document(
    id="d", name="d", text=TEXT, sha256=text_hash(TEXT), metadata={"dish": MetadataValue(value="x")}
)


def found(bundle: Bundle) -> list[str]:
    """Return severity and code of what is wrong with a bundle."""
    return said(document_problems(bundle, SCHEME, {"cook"}))


def said(problems: Any) -> list[str]:
    """Return severity and code of problems."""
    told: list[Problem] = list(problems)
    return [f"{p.severity} {p.code}" for p in told]


def with_metadata(**values: Any) -> Bundle:
    """Return a bundle with these metadata."""
    metadata = {key: MetadataValue(value=value) for key, value in values.items()}
    return Bundle(document=replace(DOCUMENT, metadata=metadata))


@pytest.mark.parametrize(
    ("key", "value", "is_fit"),
    [
        ("cooked", "2026-04-01", True),
        ("cooked", "2026-04~", True),
        ("cooked", "199X", True),
        ("cooked", "2026-04-01/2026-04-03", True),
        ("cooked", "1 April", False),
        ("cooked", 2026, False),
        ("recipe", "https://example.org/soup", True),
        ("recipe", "soup", False),
        ("guests", 4, True),
        ("guests", "4", False),
        ("served", True, True),
        ("served", 1, False),
        ("dish", 4, False),
        ("anything else", 4, True),
        ("anything else", "at all", True),
        ("cooked", None, True),
        ("cooked", "", True),
    ],
)
def test_declared_keys_are_of_their_type_and_others_are_free(
    key: str, value: Any, is_fit: bool
) -> None:
    told = found(with_metadata(**{"dish": "soup", key: value}))
    assert told == ([] if is_fit else ["error metadata_value"])


@pytest.mark.parametrize("metadata", [{}, {"dish": None}, {"dish": ""}])
def test_a_required_key_without_value_is_incomplete(metadata: dict[str, Any]) -> None:
    assert found(with_metadata(**metadata)) == ["incomplete metadata_required"]


def segment(key: str, begin: int, end: int, **more: Any) -> Segment:
    """Return a segment of the menu."""
    return Segment(id=key, begin=begin, end=end, **{"role": "menu", **more})


@pytest.mark.parametrize(
    ("segments", "codes"),
    [
        ([segment("a", 0, 14), segment("b", 15, 32)], []),
        ([segment("a", 0, 32), segment("b", 15, 32, parent="a")], []),
        ([segment("a", 0, 14), segment("b", 0, 14, duplicate_of="a")], []),
        ([segment("a", 0, 33)], ["error segment_borders"]),
        ([segment("a", -1, 3)], ["error segment_borders"]),
        ([segment("a", 9, 3)], ["error segment_borders"]),
        ([segment("a", 0, 3, role="song")], ["hint segment_role"]),
        ([segment("a", 0, 3, parent="b")], ["error segment_nowhere"]),
        ([segment("a", 0, 3, duplicate_of="b")], ["error segment_nowhere"]),
        ([segment("a", 0, 14), segment("b", 10, 20, parent="a")], ["error segment_parent"]),
        (
            [segment("a", 0, 14, parent="b"), segment("b", 0, 14, parent="a")],
            ["error segment_parent", "error segment_parent"],
        ),
        ([segment("a", 0, 14, parent="a")], ["error segment_parent"]),
        ([segment("a", 0, 3), segment("a", 4, 8)], ["error segment_twice"]),
    ],
)
def test_segments(segments: list[Segment], codes: list[str]) -> None:
    assert found(Bundle(document=DOCUMENT, segments=tuple(segments))) == codes


@pytest.mark.parametrize(
    ("spans", "columns", "is_fit"),
    [
        (((0, 4), (5, 8)), {"lemma": ("salt", None)}, True),
        (((0, 4), (30, 33)), {}, False),
        (((0, 4),), {"lemma": ("salt", "and")}, False),
    ],
)
def test_tokens(spans: Any, columns: Any, is_fit: bool) -> None:
    tokens = Tokens(tokenizer="t/1", spans=spans_of(spans), columns=columns)
    assert found(Bundle(document=DOCUMENT, tokens=tokens)) == ([] if is_fit else ["error tokens"])


def comment(key: str, anchor: str, **more: Any) -> Comment:
    """Return a comment on something of the document."""
    return Comment(id=key, document="d", annotator="ana", anchor=anchor, **more)


@pytest.mark.parametrize(
    ("comments", "codes"),
    [
        ([comment("c", "document")], []),
        ([comment("c", "annotation", target="a")], []),
        ([comment("c", "annotation", target="z")], ["error comment_target"]),
        ([comment("c", "relation", target="z")], ["error comment_target"]),
        ([comment("c", "entity", target="cook")], []),
        ([comment("c", "entity", target="z")], ["error comment_target"]),
        ([comment("c", "spans", spans=(Span(0, 4),), quote="Salt")], []),
        ([comment("c", "spans", spans=(Span(1, 5),), quote="Salt")], ["error comment_quote"]),
        ([comment("c", "spans", spans=(Span(28, 33),), quote="oup.")], ["error comment_quote"]),
        ([comment("c", "document"), comment("d", "document", thread="c")], []),
        ([comment("d", "document", thread="c")], ["error comment_thread"]),
    ],
)
def test_comments(comments: list[Comment], codes: list[str]) -> None:
    one = Annotation("a", "d", "dish", "ana", (Span(0, 4),), "Salt")
    assert found(Bundle(document=DOCUMENT, annotations=(one,), comments=tuple(comments))) == codes


def test_comments_on_entities_of_no_document() -> None:
    made = [comment("c", "entity", target=key) for key in ("cook", "gone")]
    assert said(shared_comment_problems(made, {"cook"})) == ["error comment_target"]


def test_relations_between_documents() -> None:
    made = [
        DocumentRelation(id=kind, type=kind, from_document="a", to_document="b")
        for kind in (*DOCUMENT_RELATIONS, "copy_of")
    ]
    assert said(relation_problems(made)) == ["error document_relation_type"]
    own = DocumentRelation(id="r", type="reply_to", from_document="a", to_document="a")
    assert said(relation_problems([own])) == ["error document_relation_self"]


def test_sets() -> None:
    group = DocumentSet(id="s", names={}, documents=("a", "b"))
    assert said(set_problems([group], {"a", "b"})) == []
    assert said(set_problems([group], {"a"})) == ["error set_documents"]
