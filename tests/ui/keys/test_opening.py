"""Enter: what is offered, the list where several overlap, frames and features."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from annotator.model.annotation import REFUSED, STANDS, SUGGESTED, SUGGESTION
from annotator.operations.tagging.entities import set_entity
from annotator.ui.keys.modes import FRAME, LIST, TEXT
from tests.ui.hands import click

K, SHIFT = Qt.Key, Qt.KeyboardModifier.ShiftModifier


def test_a_list_shows_all_that_overlaps_the_smallest_first(gold, hands) -> None:
    hands.caret("двете страни")
    hands.press(K.Key_Return)
    assert gold.keys.mode == LIST
    found = [m.key for m in gold.view.marks_at(gold.view.caret())]
    assert len(gold.keys.list.rows()) == len(found) == 4
    assert gold.session.current == found[0]
    hands.press(K.Key_Return, SHIFT)
    assert gold.session.current == found[1]
    hands.press(K.Key_Down, times=2)
    hands.press(K.Key_Up)
    assert gold.session.current == found[2]
    hands.press(K.Key_Escape)
    assert (gold.keys.mode, gold.session.current) == (TEXT, found[2])
    assert not gold.keys.list._list.isVisible()


def test_a_digit_chooses_and_enter_opens_what_is_chosen(gold, hands) -> None:
    hands.caret("двете страни")
    found = [m.key for m in gold.view.marks_at(gold.view.caret())]
    hands.press(K.Key_Return)
    hands.type("4")
    assert (gold.keys.mode, gold.session.current) == (TEXT, found[3])
    hands.press(K.Key_Return)
    assert gold.keys.mode == FRAME
    hands.press(K.Key_Escape)
    hands.press(K.Key_Escape)
    hands.caret("двете страни")
    hands.press(K.Key_Return, times=2)
    assert gold.columns.inspector.has_fields_focus()


def test_at_the_end_of_its_words_an_annotation_is_opened_again(gold, hands) -> None:
    hands.caret("Русия", end=True)
    hands.press(K.Key_Return)
    assert gold.keys.mode == LIST
    assert gold.session.current_annotation().quote == "Русия"
    hands.press(K.Key_Return)
    assert gold.columns.inspector.has_fields_focus()
    hands.press(K.Key_Escape, times=2)
    assert gold.session.current is None
    hands.press(K.Key_Return, SHIFT)
    assert gold.session.current_annotation().quote == "Русия"
    hands.press(K.Key_Escape, times=2)
    hands.press(K.Key_Right)
    hands.press(K.Key_Return)
    assert gold.session.current_annotation().quote.startswith("Русия е готова")


def test_where_nothing_is_enter_says_so(window, hands) -> None:
    hands.caret("преговорите")
    for modifiers in (Qt.KeyboardModifier.NoModifier, SHIFT):
        hands.press(K.Key_Return, modifiers)
        assert window.status.said.text() == "No annotation here."
        window.status.said.setText("")


def test_any_other_key_closes_the_list_and_is_done(gold, hands) -> None:
    caret = hands.caret("двете страни")
    hands.press(K.Key_Return)
    hands.press(K.Key_Right)
    assert (gold.keys.mode, gold.view.caret()) == (TEXT, caret + 1)


def test_one_annotation_needs_no_list(gold, hands) -> None:
    hands.caret("Интерфакс")
    hands.press(K.Key_Return)
    assert gold.keys.mode == TEXT
    assert gold.session.current_annotation().quote == "Интерфакс"
    hands.press(K.Key_Return)
    assert gold.columns.inspector.has_fields_focus()


def test_entities_of_names_inside_are_offered_and_enter_takes_them(window, hands) -> None:
    hands.select("Азербайджан и Армения")
    hands.type("1")
    made = window.session.current_annotation()
    feature = window.session.scheme.layers[0].features[-1]
    assert feature.id not in made.features
    assert "Enter" in window.status.said.text()
    hands.press(K.Key_Return)
    made = window.session.current_annotation()
    assert made.features[feature.id] == ["azerbaijan", "armenia"]
    assert len(made.features) == 3


def test_what_does_not_follow_from_what_was_taken_is_asked_at_once(window, hands) -> None:
    text = window.view.text()
    begin = text.index("руското външно министерство")
    hands.select(text[begin : text.index("Интерфакс") + len("Интерфакс")])
    hands.type("1")
    hands.press(K.Key_Return)
    made = window.session.current_annotation()
    first, *_, entities = window.session.scheme.layers[0].features
    # A ministry and a paper: of what kind both are nobody can guess.
    assert len(made.features[entities.id]) == 2
    assert first.id not in made.features
    assert window.columns.inspector.has_fields_focus()
    hands.type("8")
    assert window.session.current_annotation().features[first.id] == "group"


def test_what_is_offered_is_gone_once_the_caret_moves(window, hands) -> None:
    hands.select("Азербайджан и Армения")
    hands.type("1")
    hands.press(K.Key_Left)
    hands.press(K.Key_Return)
    assert window.columns.inspector.has_fields_focus()


def test_a_suggestion_is_accepted_by_enter_and_refused_by_backspace(gold, hands) -> None:
    session, relation_of = gold.session, gold.session.store.read().relation
    for words, key, state in (
        ("Интерфакс", K.Key_Return, STANDS),
        ("Руската делегация", K.Key_Backspace, REFUSED),
    ):
        one = next(a for a in session.shown() if a.quote == words)
        suggested = one._replace(state=SUGGESTED, origin=SUGGESTION)
        related = session.relations_to(one.id)
        assert related
        with session.store.edit("annotate.tag", annotator="gold", data={}) as edit:
            edit.put(suggested)
            for relation in related:
                edit.put(relation._replace(state=SUGGESTED, origin=SUGGESTION))
        hands.caret(words)
        hands.press(K.Key_Return)
        assert session.current == one.id
        hands.press(key)
        kept = session.store.read().annotation(one.id)
        assert (kept.state, kept.origin) == (state, SUGGESTION)
        assert (one.id in [a.id for a in session.shown()]) is (state == STANDS)
        assert (gold.view.mark(one.id) is not None) is (state == STANDS)
        assert {relation_of(r.id).state for r in related} == {state}
        shown = session.relations_to(one.id)
        assert [r.id for r in shown] == ([r.id for r in related] if state == STANDS else [])
    session.undo()
    assert session.annotation(one.id).state == SUGGESTED
    assert gold.view.mark(one.id) is not None


def test_a_suggestion_says_how_it_is_answered_and_is_gone_once_refused(gold, hands) -> None:
    session = gold.session
    one = next(a for a in session.shown() if a.quote == "Интерфакс")
    with session.store.edit("annotate.tag", annotator="gold", data={}) as edit:
        edit.put(one._replace(state=SUGGESTED, origin=SUGGESTION))
    hands.caret("Интерфакс")
    hands.press(K.Key_Return)
    gold.later.settle_all()
    assert "suggested" in gold.status.said.text()
    assert gold.status.keys()[:2] == [("Enter", "accept"), ("Backspace", "refuse")]
    told = [label.text() for label in gold.columns.inspector.findChildren(QLabel)]
    assert "Suggested: Enter accepts it, Backspace refuses it." in told
    hands.press(K.Key_Backspace)
    gold.later.settle_all()
    assert session.current is None
    told = [x.text() for x in gold.columns.inspector.findChildren(QLabel) if x.isVisible()]
    assert one.quote not in told


def test_what_stands_in_the_way_is_opened_by_enter(gold, hands) -> None:
    before = gold.session.store.counts()
    hands.select("външно министерство")
    hands.type("1")
    assert gold.session.store.counts() == before
    assert "already here" in gold.status.said.text()
    hands.press(K.Key_Return)
    assert gold.session.current_annotation().quote == "руското външно министерство"


def test_a_letter_tags_with_its_entity_and_then_adds_to_a_fresh_tag(window, hands) -> None:
    session = window.session
    for key, letter in (("azerbaijan", "а"), ("armenia", "м"), ("mfa_russia", "в")):
        entity = session.store.read().entity(key)
        session.work(set_entity, replace(entity, letter=letter))
    hands.caret("руското")
    hands.type("v")
    assert session.current_annotation().quote == "руското външно министерство"
    hands.select("двете страни")
    hands.type("1ам")
    made = session.current_annotation()
    assert made.features["entities"] == ["azerbaijan", "armenia"]
    assert made.features["mention"] == "nominal"
    hands.press(K.Key_Right)
    hands.press(K.Key_Left)
    before = len(session.shown())
    hands.type("а")
    assert session.annotation(made.id).features == made.features
    assert len(session.shown()) == before


def test_the_same_words_offer_who_was_meant_before(window, hands) -> None:
    session = window.session
    hands.select("двете страни")
    hands.type("1")
    first = session.current_annotation()
    window.columns.inspector.settle()
    window.columns.inspector.features.set_value(session.scheme.layers[0].features[-1], "azerbaijan")
    text = window.view.text()
    second = text.index("двете страни", first.spans[0].end)
    window.view.setFocus()
    window.view.set_caret(second + len("двете страни"), anchor=second)
    hands.type("1")
    hands.press(K.Key_Return)
    assert session.current_annotation().features["entities"] == ["azerbaijan"]


def test_repeat_tags_with_the_last_layer_and_values(window, hands) -> None:
    hands.caret("Интерфакс")
    hands.type("1")
    first = window.session.current_annotation()
    hands.caret("заседанието")
    hands.type("=")
    again = window.session.current_annotation()
    assert (again.quote, again.layer) == ("заседанието", first.layer)
    assert again.features == first.features


@pytest.mark.parametrize("words", [" Русия", "Русия "])
def test_a_known_name_that_was_selected_with_a_blank_is_tagged_without_it(
    window, hands, words: str
) -> None:
    hands.select(words)
    hands.type("1")
    made = window.session.current_annotation()
    assert made.quote == "Русия"
    assert not window.session.problems_of(made.id)


def test_enter_opens_what_was_clicked_beside_the_text_wherever_the_caret_is(gold, hands) -> None:
    caret = hands.caret("делимитацията")
    gold.view.grab()
    name, key = gold.view._stage.margin.names[0]
    click(gold, name.center().toPoint())
    assert (gold.session.current, gold.view.caret()) == (key, caret)
    hands.press(K.Key_Return)
    assert (gold.keys.mode, gold.session.current) == (FRAME, key)
    hands.press(K.Key_Escape)
    caret = hands.caret("Комисията")
    hands.press(K.Key_Return)
    assert gold.keys.mode != FRAME
    assert gold.session.current != key
