"""Frames by keys: letters, prefixes, walking, levels, questions, reading."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame

from annotator.model.annotation import REFUSED, STANDS, SUGGESTED, SURE, UNSURE
from annotator.text.tokens import tokenize
from annotator.ui.keys.modes import FRAME, TEXT
from annotator.ui.spoken.frames import spoken_sentence

K, ALT, SHIFT = Qt.Key, Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ShiftModifier
CTRL = Qt.KeyboardModifier.ControlModifier


def annotation(window, layer: int, words: str):
    wanted = window.session.scheme.layers[layer].id
    return next(a for a in window.session.shown() if a.layer == wanted and words in a.quote)


def places(window, hub) -> dict[str, tuple[str, dict]]:
    session = window.session
    return {
        (far.quote if (far := session.annotation(r.to_id)) else r.to_id): (r.type, dict(r.features))
        for r in session.relations_from(hub.id)
    }


@pytest.fixture
def hub(window, hands):
    """A stance with two actors, a cue and an issue that could be its ends; its frame is open."""
    for words, key in (
        ("руското външно министерство", "1"),
        ("Интерфакс", "1"),
        ("са съобщили", "5"),
        ("преговорите между", "4"),
    ):
        hands.select(words)
        hands.type(key)
    hands.caret("Русия")
    hands.type("1")
    hands.select("Русия е готова да продължи")
    hands.type("3")
    assert window.keys.mode == FRAME
    return window.session.current_annotation()


def letter(window, words: str) -> str:
    hints = window.keys.frame.hints
    return next(x for k, x in hints.items() if words in window.session.annotation(k).quote)


def test_letters_link_and_unlink_and_actors_go_up_the_ladder(window, hands, hub) -> None:
    for words in ("Русия", "министерство", "са съобщили", "преговорите"):
        hands.type(letter(window, words))
    found = places(window, hub)
    assert found["Русия"][1] == {"level": 0}
    assert found["руското външно министерство"][1] == {"level": 1}
    assert found["са съобщили"][1] == {"level": 1}
    assert found["преговорите между"] == ("target", {})
    hands.type(letter(window, "преговорите").upper())
    assert "преговорите между" not in places(window, hub)


def test_a_suggested_end_is_accepted_by_its_letter_and_refused_by_del(window, hands, hub) -> None:
    session = window.session
    for words in ("Русия", "преговорите"):
        hands.type(letter(window, words))
    made = session.relations_from(hub.id)
    for relation, key, state in zip(made, ("letter", "del"), (STANDS, REFUSED), strict=True):
        with session.store.edit("annotate.link", annotator="gold", data={}) as edit:
            edit.put(relation._replace(state=SUGGESTED))
        end = session.annotation(relation.to_id)
        if key == "letter":
            hands.type(letter(window, end.quote))
        else:
            window.keys.frame.walk_to(relation.to_id)
            hands.press(K.Key_Delete)
        assert session.store.read().relation(relation.id).state == state
        assert (end.quote in places(window, hub)) is (state == STANDS)
    hands.type(letter(window, "преговорите"))
    assert len(session.relations_from(hub.id)) == 2


def test_a_letter_stays_with_its_end_while_the_frame_is_open(window, hands, hub) -> None:
    before = dict(window.keys.frame.hints)
    hands.type(letter(window, "Русия"))
    hands.type("1")
    assert window.keys.frame.hints == before


def test_who_held_the_stance_before_keeps_one_letter_among_many(window, hands, hub) -> None:
    for words in ("руското външно министерство", "са съобщили"):
        hands.type(letter(window, words))
    ends = {r.to_id for r in window.session.relations_from(hub.id)}
    hands.press(K.Key_Escape)
    text = window.view.text()
    words = [t for t in tokenize(text[-900:]) if t.end - t.begin > 3]
    for token in words[-30:]:
        window.view.set_caret(len(text) - 900 + token.begin)
        hands.type("4")
    window.view.set_caret(len(text) - 900 + words[-30].begin)
    hands.type("3")
    hints = window.keys.frame.hints
    assert len(hints) > 30
    assert [len(hints[end]) for end in ends] == [1, 1]
    assert len(hints[hub.id]) == 2
    # Opened again, it has the same letters.
    hands.press(K.Key_Escape)
    hands.press(K.Key_L, CTRL)
    assert window.keys.frame.hints == hints


def test_a_slash_says_that_an_end_is_not_certain(window, hands, hub) -> None:
    def confidences() -> list[str]:
        return [r.confidence for r in window.session.relations_from(hub.id)]

    said: list[str] = []
    window.keys.spoken.connect(said.append)
    hands.type("/" + letter(window, "Русия"))
    assert confidences() == [UNSURE]
    assert said[-1] == "Holder, unsure: Русия."
    assert [end.role for end in window.view._scene.frame.ends if end.role] == ["holder ?"]
    window.columns.inspector.settle()
    rows = window.columns.inspector.findChildren(QFrame)
    assert "holder, unsure: Русия" in [row.accessibleName() for row in rows]
    hands.type("/" + letter(window, "Русия"))
    assert confidences() == [SURE]
    hands.type("//" + letter(window, "Русия"))
    assert confidences() == []
    hands.type("/")
    hands.press(K.Key_Escape)
    assert window.keys.mode == FRAME
    hands.type(letter(window, "Русия"))
    assert confidences() == [SURE]


@pytest.mark.parametrize("typed", ["/.", "./"])
def test_a_second_key_for_the_next_end_takes_nothing_of_the_first_one_back(
    window, hands, hub, typed: str
) -> None:
    hands.type(typed)
    said = window.status.said.text()
    assert said == "The next letter links as a target. The end is not certain."
    hands.type("/")
    assert window.status.said.text() == "The next letter links as a target."
    hands.type("/.")
    assert window.status.said.text() == "The next letter links an end that is not certain."
    hands.type(letter(window, "Интерфакс"))
    (relation,) = window.session.relations_from(hub.id)
    assert relation.confidence == UNSURE


def test_a_point_makes_an_actor_the_target_and_a_comma_a_second_holder(window, hands, hub) -> None:
    hands.type("." + letter(window, "Интерфакс"))
    assert places(window, hub)["Интерфакс"] == ("target", {})
    hands.type(letter(window, "Русия"))
    hands.type("," + letter(window, "министерство"))
    assert places(window, hub)["руското външно министерство"][1] == {"level": 0}


def test_a_semicolon_begins_another_chain(window, hands, hub) -> None:
    hands.type(letter(window, "Русия"))
    hands.type(letter(window, "министерство"))
    hands.type(";" + letter(window, "Интерфакс"))
    found = places(window, hub)
    assert found["Русия"][1] == {"level": 0}
    assert found["руското външно министерство"][1] == {"level": 1, "chain": 1}
    assert found["Интерфакс"][1] == {"level": 1, "chain": 2}
    said = spoken_sentence(window.session, hub)
    assert said.count("Русия") == 2
    assert "Интерфакс, reporting Русия" in said


def test_built_in_ends_have_letters_too(window, hands, hub) -> None:
    entity, sign = next(iter(window.keys.frame.built_in.items()))
    hands.type(sign)
    (relation,) = window.session.relations_from(hub.id)
    assert (relation.to_id, relation.to_entity) == (entity, True)


def test_tab_walks_the_ends_del_unlinks_and_alt_changes_the_level(window, hands, hub) -> None:
    for words in ("Русия", "министерство"):
        hands.type(letter(window, words))
    hands.press(K.Key_Tab)
    first = window.view._scene.frame.current
    hands.press(K.Key_Tab)
    second = window.view._scene.frame.current
    assert first != second
    hands.press(K.Key_Backtab, SHIFT)
    assert window.view._scene.frame.current == first
    walked = window.session.annotation(first)
    level = places(window, hub)[walked.quote][1]["level"]
    hands.press(K.Key_Up, ALT)
    assert places(window, hub)[walked.quote][1]["level"] == level + 1
    hands.press(K.Key_Down, ALT)
    assert places(window, hub)[walked.quote][1]["level"] == level
    hands.press(K.Key_Delete)
    assert walked.quote not in places(window, hub)
    assert window.keys.mode == FRAME
    assert window.session.annotation(hub.id) is not None


def test_walking_scrolls_to_ends_that_are_off_the_screen(gold, hands) -> None:
    hub = annotation(gold, 2, "Русия е готова")
    gold.keys.select(hub.id)
    gold.keys.enter_frame()
    gold.view.verticalScrollBar().setValue(gold.view.verticalScrollBar().maximum())
    hands.press(K.Key_Tab)
    end = gold.session.annotation(gold.view._scene.frame.current)
    begin, last = gold.view.visible_span()
    assert begin <= end.spans[0].begin < last


def test_digits_answer_in_turn_and_nought_leaves_a_question(window, hands, hub) -> None:
    asked = []
    while (question := window.keys.question()) is not None and question.is_needed:
        asked.append(question.feature)
        hands.type("1")
    core = [f for f in asked if f.core]
    assert asked[: len(core)] == core
    now = window.session.annotation(hub.id).features
    assert all(f.id in now for f in asked)
    first = window.keys.question()
    hands.type("0")
    second = window.keys.question()
    assert first.feature != second.feature
    assert window.session.annotation(hub.id).features == now


def test_a_quotation_mark_asks_first_how_it_is_quoted(window, hands, hub) -> None:
    hands.type(letter(window, "са съобщили"))
    before = window.keys.question()
    hands.type('"')
    asked = window.keys.question()
    assert asked.feature.id == "quotation"
    assert asked.value == "indirect"
    hands.type('"')
    assert window.keys.question() == before
    hands.type('"')
    hands.type("4")
    assert window.session.annotation(hub.id).features["quotation"] == "narrated"
    assert window.keys.question() == before


def test_what_nobody_answered_when_a_frame_was_left_is_asked_last(window, hands, hub) -> None:
    hands.type(letter(window, "Русия"))
    hands.type("111")
    asked = window.keys.question()
    assert (asked.is_needed, asked.value) == (False, None)
    hands.press(K.Key_Escape)
    hands.select("повишаване на нивото")
    hands.type("3")
    hands.type(letter(window, "Русия"))
    hands.type("111")
    following = window.keys.question()
    assert following.feature.id != asked.feature.id
    assert following.value is not None


def test_shift_tab_begins_with_the_last_end(window, hands, hub) -> None:
    for words in ("Русия", "министерство", "преговорите"):
        hands.type(letter(window, words))
    ends = [relation.to_id for relation in window.keys.frame.ends()]
    hands.press(K.Key_Escape)
    assert window.keys.mode == TEXT
    hands.caret("готова")
    hands.press(K.Key_Return)
    assert window.keys.mode == FRAME
    hands.press(K.Key_Backtab, SHIFT)
    assert window.view._scene.frame.current == ends[-1]
    hands.press(K.Key_Tab)
    assert window.view._scene.frame.current == ends[0]


def test_space_reads_the_frame_and_enter_goes_to_the_features(window, hands, hub) -> None:
    for words in ("Русия", "министерство", "преговорите"):
        hands.type(letter(window, words))
    hands.type("1")
    hands.press(K.Key_Space)
    said = window.status.said.text()
    assert said.startswith("руското външно министерство, reporting Русия: supports")
    hands.press(K.Key_Return)
    assert window.columns.inspector.has_fields_focus()
    hands.press(K.Key_Escape)
    assert window.view.hasFocus()
    assert window.keys.mode == FRAME
    hands.press(K.Key_Escape)
    assert window.keys.mode == TEXT
    assert window.view.caret() == hub.spans[-1].end


@pytest.mark.parametrize("said", ["", "Does he say so?"])
def test_esc_leaves_one_thing_a_press_a_list_a_field_the_frame(window, hands, hub, said) -> None:
    hands.press(K.Key_Return)
    field = window.columns.inspector.features
    hands.press(K.Key_Down)
    assert field.has_focus()
    hands.press(K.Key_Escape)
    assert (field.has_focus(), window.keys.mode) == (True, FRAME)
    hands.press(K.Key_Escape)
    assert (window.view.hasFocus(), window.keys.mode) == (True, FRAME)
    assert window.frame_bar.isVisible()
    assert window.view._scene.frame is not None
    window.act.talking.add_comment()
    hands.type(said)
    hands.press(K.Key_Escape)
    assert (window.view.hasFocus(), window.keys.mode) == (True, FRAME)
    first, end = next((k, x) for k, x in window.keys.frame.hints.items())
    hands.type(end)
    assert first in {r.to_id for r in window.session.relations_from(hub.id)}
    hands.press(K.Key_Escape)
    assert (window.view.hasFocus(), window.keys.mode) == (True, TEXT)
    assert window.view.caret() == hub.spans[-1].end


def test_caret_keys_leave_the_frame_and_move(window, hands, hub) -> None:
    caret = window.view.caret()
    hands.press(K.Key_Left)
    assert (window.keys.mode, window.view.caret()) == (TEXT, caret - 1)
    assert window.view._scene.frame is None


def test_esc_first_forgets_what_a_prefix_said(window, hands, hub) -> None:
    hands.type(".")
    hands.press(K.Key_Escape)
    assert window.keys.mode == FRAME
    hands.type(letter(window, "Интерфакс"))
    assert places(window, hub)["Интерфакс"][0] != "target"
    hands.press(K.Key_Escape)
    assert window.keys.mode == TEXT


def test_many_ends_get_two_letters(gold, hands) -> None:
    hub = annotation(gold, 2, "Русия е готова")
    gold.keys.select(hub.id)
    gold.keys.enter_frame()
    hints = gold.keys.frame.hints
    assert len(hints) > 60
    assert sorted(set(map(len, hints.values()))) == [1, 2]
    far = next(k for k, x in hints.items() if len(x) == 2)
    linked = {r.to_id for r in gold.session.relations_from(hub.id)}
    assert far not in linked
    hands.type(hints[far])
    assert far in {r.to_id for r in gold.session.relations_from(hub.id)}


def test_undo_in_an_open_frame_shows_the_frame_as_it_was(window, hands, hub) -> None:
    hands.type(letter(window, "Русия"))
    hands.press(K.Key_Z, CTRL)
    assert window.keys.mode == FRAME
    assert window.session.relations_from(hub.id) == []
    assert all(not end.role for end in window.view._scene.frame.ends)
    hands.press(K.Key_Z, CTRL, times=2)
    assert window.keys.mode == TEXT


def test_an_annotation_that_is_no_hub_links_one_end_by_its_letter(window, hands) -> None:
    hands.caret("Интерфакс")
    hands.type("1")
    hands.select("цитирани от")
    hands.type("5")
    cue = window.session.current_annotation()
    hands.press(K.Key_L, CTRL)
    assert window.keys.mode == FRAME
    hands.type(letter(window, "Интерфакс"))
    assert window.keys.mode == TEXT
    (relation,) = window.session.relations_from(cue.id)
    assert window.session.annotation(relation.to_id).quote == "Интерфакс"
