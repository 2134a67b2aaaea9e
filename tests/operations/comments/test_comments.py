"""Comments: on whatever there is, in several languages, one step each."""

from __future__ import annotations

import pytest

from annotator.model.errors import RuleError
from annotator.model.review import (
    DECISION,
    MACHINE,
    ON_ANNOTATION,
    ON_DOCUMENT,
    ON_ENTITY,
    ON_RELATION,
    ON_SPANS,
    QUESTION,
    RESOLVED,
    Annotator,
    Comment,
)
from annotator.model.wording import sentence
from annotator.operations.checking.check import check
from annotator.operations.comments.comments import (
    add_comment,
    remove_comment,
    set_comment_kind,
    set_comment_state,
    set_comment_text,
)
from annotator.operations.tagging.annotate import tag_spans
from annotator.operations.tagging.entities import new_entity
from annotator.operations.tagging.relate import link
from annotator.store.store import Store
from annotator.text.directions import plain_sentence
from tests.operations.field_notes import WHO, only_document, span_of
from tests.operations.steps import no_step, one_step, refused


def _say(store: Store, anchor: str, target: str | None = None, **more: object) -> Comment:
    options: dict[str, object] = {
        "document": only_document(store),
        "text": "Is it so?",
        "language": "en",
        "annotator": WHO,
        **more,
    }
    return add_comment(store, anchor=anchor, target=target, **options)  # type: ignore[arg-type]


def test_bare_text_is_commented_and_quoted(notes: Store) -> None:
    with one_step(notes, "comments.add"):
        made = _say(notes, ON_SPANS, spans=[span_of("struck twice"), span_of("A heron")])
    assert made.quote == "A heron … struck twice"
    assert notes.read().comments(only_document(notes)) == [made]
    assert made.state == "open"


def test_everything_that_there_is_can_be_commented(notes: Store) -> None:
    key = only_document(notes)
    seen = tag_spans(notes, key, "sighting", [span_of("A heron stood")], annotator=WHO)
    relation = link(notes, seen.id, "told_by", "nobody", to_entity=True, annotator=WHO)
    entity = new_entity(notes, names={"en": "Heron"}, annotator=WHO)
    for anchor, target in ((ON_ANNOTATION, seen.id), (ON_RELATION, relation.id)):
        with one_step(notes, "comments.add"):
            assert _say(notes, anchor, target, kind=QUESTION).target == target
    with one_step(notes, "comments.add"):
        _say(notes, ON_DOCUMENT, kind=DECISION)
    with one_step(notes, "comments.add"):
        made = _say(notes, ON_ENTITY, entity.id, document=None)
    assert len(notes.read().comments(key)) == 3
    assert notes.read().comments(None) == [made]


@pytest.mark.parametrize("anchor", [ON_ANNOTATION, ON_RELATION, ON_ENTITY])
def test_what_is_not_there_is_not_commented(notes: Store, anchor: str) -> None:
    with refused(notes, "no_such_noun"):
        _say(notes, anchor, "gone", document=None if anchor == ON_ENTITY else only_document(notes))


@pytest.mark.parametrize("spans", [[], [(5, 5)], [(0, 99999)], [(-2, 3)]])
def test_text_that_is_not_there_is_not_commented(
    notes: Store, spans: list[tuple[int, int]]
) -> None:
    with no_step(notes), pytest.raises(RuleError):
        _say(notes, ON_SPANS, spans=spans)


def test_a_comment_is_answered_and_resolved(notes: Store) -> None:
    first = _say(notes, ON_DOCUMENT)
    answer = _say(notes, ON_DOCUMENT, thread=first.id, text="It is.")
    assert answer.thread == first.id
    with one_step(notes, "comments.set"):
        after = set_comment_state(notes, first.id, RESOLVED, annotator=WHO)
    assert after.state == RESOLVED
    assert after.changed is not None
    with no_step(notes):
        set_comment_state(notes, first.id, RESOLVED, annotator=WHO)


def test_a_comment_speaks_several_languages(notes: Store) -> None:
    made = _say(notes, ON_DOCUMENT)
    with one_step(notes, "comments.set"):
        set_comment_text(notes, made.id, "Така ли е?", language="bg", annotator=WHO)
    kept = notes.read().comment(made.id)
    assert kept is not None
    assert kept.texts == {"en": "Is it so?", "bg": "Така ли е?"}
    with no_step(notes):
        set_comment_text(notes, made.id, "Така ли е?", language="bg", annotator=WHO)


def test_a_comment_is_removed(notes: Store) -> None:
    made = _say(notes, ON_DOCUMENT)
    with one_step(notes, "comments.remove"):
        assert remove_comment(notes, made.id, annotator=WHO) == made
    for work in (
        lambda: remove_comment(notes, made.id, annotator=WHO),
        lambda: set_comment_state(notes, made.id, RESOLVED, annotator=WHO),
        lambda: set_comment_text(notes, made.id, "x", language="en", annotator=WHO),
    ):
        with refused(notes, "no_such_noun"):
            work()


def test_a_comment_becomes_a_question_or_a_decision(notes: Store) -> None:
    made = _say(notes, ON_DOCUMENT)
    for kind in ("question", "decision", "comment"):
        with one_step(notes, "comments.set"):
            assert set_comment_kind(notes, made.id, kind, annotator=WHO).kind == kind
    with no_step(notes):
        set_comment_kind(notes, made.id, "comment", annotator=WHO)
    with refused(notes, "no_such_state", "decision"):
        set_comment_kind(notes, made.id, "remark", annotator=WHO)


def test_a_thread_holds_when_a_comment_of_it_goes(notes: Store) -> None:
    first = _say(notes, ON_DOCUMENT)
    second = _say(notes, ON_DOCUMENT, thread=first.id)
    third = _say(notes, ON_DOCUMENT, thread=second.id)
    with one_step(notes, "comments.remove"):
        remove_comment(notes, second.id, annotator=WHO)
    found = {c.id: c.thread for c in notes.read().comments(only_document(notes))}
    assert found == {first.id: None, third.id: first.id}
    assert not [p for p in check(notes).errors if p.code == "comment_thread"]
    with refused(notes, "no_such_noun"):
        _say(notes, ON_DOCUMENT, thread=second.id)


def test_a_long_comment_is_cut_in_the_history_only(notes: Store) -> None:
    text = "word " * 60
    made = _say(notes, ON_DOCUMENT, text=text)
    assert made.texts["en"] == text
    shown = notes.history()[0].data["text"]
    assert len(shown) == 60
    assert shown.endswith("…")


def test_only_who_made_a_comment_deletes_it_unless_no_person_did(notes: Store) -> None:
    made = _say(notes, ON_DOCUMENT)
    with notes.edit("annotators.new", annotator=WHO) as edit:
        edit.put(Annotator(id="otto", names={"en": "Otto", "bg": "Ото"}))
        edit.put(Annotator(id="robot", kind=MACHINE))
    with refused(notes, "comment_of_another"):
        remove_comment(notes, made.id, annotator="otto")
    theirs = _say(notes, ON_DOCUMENT, annotator="otto")
    with pytest.raises(RuleError) as caught:
        remove_comment(notes, theirs.id, annotator=WHO)
    assert plain_sentence(sentence(caught.value, "en")).startswith("Otto wrote this comment")
    assert plain_sentence(sentence(caught.value, "bg")).startswith("Този коментар е на Ото")
    found = _say(notes, ON_DOCUMENT, annotator="robot")
    with one_step(notes, "comments.remove"):
        remove_comment(notes, found.id, annotator=WHO)
