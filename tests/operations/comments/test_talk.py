"""Comments are read in threads."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from annotator.model.entity import Entity
from annotator.model.review import Comment, Decision
from annotator.model.span import spans_of
from annotator.operations.comments.comments import add_comment
from annotator.operations.comments.talk import all_comments, decision_log, in_threads
from annotator.operations.tagging.entities import set_entity
from annotator.store.store import Store
from tests.operations.field_notes import WHO


def comment(key: str, thread: str | None = None, made: str = "", at: int = 0) -> Comment:
    return Comment(
        id=key,
        document="d",
        annotator="anna",
        anchor="spans",
        spans=spans_of([(at, at + 1)]),
        thread=thread,
        made=made or None,
    )


def read(comments: list[Comment]) -> list[tuple[str, int]]:
    return [(c.id, depth) for c, depth in in_threads(comments)]


def test_answers_stand_under_what_they_answer_in_the_order_in_which_they_were_made() -> None:
    found = [
        comment("late", at=9),
        comment("second", "first", "2026-02-02"),
        comment("first", at=3, made="2026-02-01"),
        comment("deep", "second", "2026-02-05"),
        comment("third", "first", "2026-02-03"),
        comment("alone", "gone", "2026-01-01"),
    ]
    expected = [
        ("alone", 0),
        ("first", 0),
        ("second", 1),
        ("deep", 2),
        ("third", 1),
        ("late", 0),
    ]
    assert read(found) == expected


@given(st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9)), max_size=20))
def test_no_comment_is_lost_or_read_twice(pairs: list[tuple[int, int]]) -> None:
    known = {str(key): comment(str(key), str(thread)) for key, thread in pairs}
    assert sorted(key for key, _ in read(list(known.values()))) == sorted(known)


def test_all_comments_of_a_corpus_are_found_on_whatever_they_are(notes: Store) -> None:
    reader = notes.read()
    document = reader.first_document()
    entity = "anna"
    set_entity(notes, Entity(id=entity, names={"en": "Anna"}), annotator=WHO)
    say = {"language": "en", "annotator": WHO}
    on_entity = add_comment(
        notes, document=None, anchor="entity", target=entity, text="Who?", **say
    )
    whole = add_comment(notes, document=document, anchor="document", text="A good day.", **say)
    bare = add_comment(
        notes, document=document, anchor="spans", spans=[(2, 7)], text="Which?", **say
    )
    answer = add_comment(
        notes,
        document=document,
        anchor="spans",
        spans=bare.spans,
        text="This.",
        thread=bare.id,
        **say,
    )
    assert [c.id for c in all_comments(notes.read())] == [
        whole.id,
        bare.id,
        answer.id,
        on_entity.id,
    ]


def test_of_what_was_decided_within_a_second_the_last_in_the_text_comes_first(
    notes: Store,
) -> None:
    document = notes.read().first_document() or ""
    made = {"long ago": (9, "1"), "b": (0, "2"), "c": (4, "2"), "a": (6, "2"), "latest": (2, "3")}
    with notes.edit("test", annotator=WHO) as edit:
        for key, (at, second) in made.items():
            when = f"2026-02-01T10:00:0{second}Z"
            place = spans_of([(at, at + 1)])
            edit.put(
                Decision(
                    id=key,
                    document=document,
                    annotator=WHO,
                    kind="values",
                    answer="A",
                    spans=place,
                    made=when,
                )
            )
    assert [d.id for d in decision_log(notes.read())] == ["latest", "a", "c", "b", "long ago"]
