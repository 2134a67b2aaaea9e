"""The session: what is shown is patched as the store changes, by rules, for one annotator."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from annotator.model.assigning import Plan
from annotator.operations.comments import comments
from annotator.operations.documents import revisions
from annotator.operations.keeping.corpus import open_corpus
from annotator.operations.packages.roles import roles_of
from annotator.operations.rounds.rounds import Choice, make_round
from annotator.operations.tagging import annotate, relate
from annotator.ui.sitting.opening import first_annotator
from annotator.ui.sitting.session import Session


@pytest.fixture
def session(corpus, qapp) -> Iterator[Session]:
    store = open_corpus(corpus)
    made = Session(store, "gold", "en")
    made.open_document(store.read().first_document())
    yield made
    made.close()


def shown_ids(session: Session) -> list[str]:
    return [a.id for a in session.shown()]


def test_only_the_annotators_own_work_is_shown(session) -> None:
    assert {a.annotator for a in session.shown()} == {"gold"}
    session.set_annotator("coder_b")
    assert {a.annotator for a in session.shown()} == {"coder_b"}
    assert len(session.marks()) == len(session.shown())


def test_whose_work_is_shown_first(corpus) -> None:
    with open_corpus(corpus) as store:
        assert first_annotator(store, "") == "gold"
        assert first_annotator(store, "coder_b") == "coder_b"
        assert first_annotator(store, "somebody") == "somebody"


def test_a_lead_who_has_not_said_who_they_are_is_no_annotator(corpus) -> None:
    with open_corpus(corpus) as store:
        document = next(store.read().documents()).id
        choice = Choice(
            annotators=("coder_b", "gold"),
            documents=(document,),
            plan=Plan(several=2, overlap=1.0),
        )
        make_round(store, {"en": "First"}, choice, by="gold")
        assert first_annotator(store, "") == "me"
        assert first_annotator(store, "gold") == "gold"
        assert "gold" in roles_of(store.read(), "me", ["gold", "coder_b"])


def test_an_edit_patches_what_is_shown(session, qtbot) -> None:
    layer = session.scheme.layers[0].id
    before = shown_ids(session)
    first = session.shown()[0]
    session.work(annotate.remove_annotation, first.id)
    assert shown_ids(session) == [key for key in before if key != first.id]
    with qtbot.waitSignal(session.marks_changed) as caught:
        session.undo()
    assert shown_ids(session) == before
    assert first.id in caught.args[0]
    assert layer


def test_a_patch_equals_gathering_anew(session) -> None:
    hub = next(a for a in session.shown() if a.layer in session.maker.hubs)
    relation = session.relations_from(hub.id)[0]
    session.work(relate.unlink, relation.id)
    session.work(annotate.set_confidence, hub.id, "unsure")
    session.undo()
    session.undo()
    session.redo()
    patched = (dict(session.facts.annotations), dict(session.facts.relations), session.marks())
    problems = {key: value for key, value in session.gathered.problems.all().items() if value}
    session.open_document(session.document)
    assert (dict(session.facts.annotations), dict(session.facts.relations)) == patched[:2]
    assert session.marks() == patched[2]
    assert {
        key: value for key, value in session.gathered.problems.all().items() if value
    } == problems


def test_what_is_refused_is_told_in_the_language_of_the_sitting(session, qtbot) -> None:
    taken = session.shown()[0]
    session.language = "bg"
    with qtbot.waitSignal(session.refused) as caught:
        made = session.work(
            annotate.tag_spans, session.document, taken.layer, (tuple(taken.spans[0]),)
        )
    assert made is None
    assert any("а" <= letter <= "я" for letter in caught.args[0])


def test_what_the_undo_took_back_is_said(session, qtbot) -> None:
    session.work(annotate.remove_annotation, session.shown()[0].id)
    with qtbot.waitSignal(session.said) as caught:
        session.undo()
    assert caught.args[0].startswith(session.word("undone", step="")[:5])


def test_comments_come_and_go_with_the_steps(session) -> None:
    target = session.shown()[0].id
    count = len(session.comments)
    session.work(
        comments.add_comment,
        document=session.document,
        anchor="annotation",
        target=target,
        text="Why?",
        language="en",
    )
    assert len(session.comments) == count + 1
    session.undo()
    assert len(session.comments) == count


def test_counts_of_the_open_document(session) -> None:
    (row,) = [r for r in session.documents() if r.id == session.document]
    now = session.row_now(row)
    assert (now.annotations, now.relations) == (row.annotations, row.relations)
    assert session.documents(limit=3) == session.documents()[:3]


def test_quotes_are_proved_when_a_document_is_first_opened(corpus, qapp, qtbot) -> None:
    store = open_corpus(corpus)
    first = store.read().first_document()
    wrong = next(a for a in store.read().annotations(first) if len(a.quote) > 12)
    with store.edit("annotate.spans", annotator="gold") as edit:
        edit.put(wrong._replace(spans=((0, 3),)))
    session = Session(store, "gold", "en")
    try:
        with qtbot.waitSignal(session.said) as told:
            session.open_document(first)
        assert told.args[0].startswith("1 annotation was moved to where the quote stands")
        assert session.facts.annotations[wrong.id] == wrong
        assert store.read().annotation(wrong.id) == wrong
        steps = len(store.history(limit=100))
        session.open_document(first)
        assert len(store.history(limit=100)) == steps
    finally:
        session.close()


def test_a_corrected_text_is_shown_anew(session, qtbot) -> None:
    text = session.facts.text
    other = text.replace(text.split()[0], "Corrected")
    with qtbot.waitSignal(session.document_opened):
        session.work(revisions.correct_text, session.document, other)
    assert session.facts.text == other
    with qtbot.waitSignal(session.document_opened):
        session.undo()
    assert session.facts.text == text


def test_who_takes_back_their_own_entry_can_work_on(session) -> None:
    session.set_annotator("newcomer")
    session.undo()
    assert all(a.id != "newcomer" for a in session.store.read().annotators())
    made = session.work(
        comments.add_comment,
        document=session.document,
        anchor="document",
        text="Hello",
        language="en",
    )
    assert made is not None
    assert [a.id for a in session.store.read().annotators() if a.id == "newcomer"] == ["newcomer"]
