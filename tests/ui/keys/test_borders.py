"""Borders by character, word and token; of discontinuous annotations too."""

from __future__ import annotations

from PySide6.QtCore import Qt

from annotator.operations.importing.importing import import_files
from annotator.operations.keeping.corpus import open_corpus
from annotator.ui.keys.modes import BORDERS, TEXT
from tests.ui.keys.conftest import Hands

K, CTRL, SHIFT = Qt.Key, Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
ISSUE = "4"


def tagged(window, hands, words: str):
    hands.select(words)
    hands.type(ISSUE)
    return window.session.current_annotation()


def quote(window, key: str) -> str:
    return window.session.annotation(key).quote


def test_the_end_moves_by_word_and_the_other_end_after_tab(window, hands) -> None:
    one = tagged(window, hands, "техническа")
    hands.press(K.Key_F2)
    assert window.keys.mode == BORDERS
    hands.press(K.Key_Right, CTRL)
    hands.press(K.Key_Tab)
    hands.press(K.Key_Left, CTRL, times=2)
    assert quote(window, one.id) == "техническа"
    hands.press(K.Key_Return)
    assert window.keys.mode == TEXT
    assert quote(window, one.id) == "консултативна и техническа помощ"
    hands.press(K.Key_F2)
    hands.press(K.Key_Left, CTRL)
    hands.press(K.Key_Tab)
    hands.press(K.Key_Right, CTRL)
    hands.press(K.Key_Return)
    assert quote(window, one.id) == "и техническа"
    window.session.undo()
    assert quote(window, one.id) == "консултативна и техническа помощ"


def test_one_character_stays_whichever_end_is_moved_over_the_other(window, hands) -> None:
    one = tagged(window, hands, "техническа")
    hands.press(K.Key_F2)
    hands.press(K.Key_Left, times=12)
    hands.press(K.Key_Return)
    assert quote(window, one.id) == "т"
    hands.press(K.Key_F2)
    hands.press(K.Key_Right, CTRL)
    hands.press(K.Key_Tab)
    hands.press(K.Key_Right, times=30)
    hands.press(K.Key_Return)
    assert len(quote(window, one.id)) == 1


def test_a_name_that_the_borders_uncover_fills_itself_in_and_letters_still_add(
    window, hands
) -> None:
    hands.select("Русия е")
    hands.type("1")
    made = window.session.current_annotation()
    assert "entities" not in made.features
    hands.press(K.Key_F2)
    hands.press(K.Key_Left, CTRL)
    hands.press(K.Key_Return)
    now = window.session.annotation(made.id)
    assert (now.quote, now.features["entities"]) == ("Русия", ["russia"])
    assert window.keys.is_fresh(made.id)
    count = len(list(window.session.store.read().annotations(made.document, annotator="me")))
    hands.press(K.Key_F2)
    hands.press(K.Key_Right, CTRL)
    hands.press(K.Key_Return)
    assert window.session.annotation(made.id).features["entities"] == ["russia"]
    assert count == len(
        list(window.session.store.read().annotations(made.document, annotator="me"))
    )


def test_a_fragment_of_a_stance_with_open_questions_leads_back_to_its_frame(window, hands) -> None:
    hands.select("Русия е готова")
    hands.type("3")
    hands.press(K.Key_Escape)
    hands.select("помощ")
    assert window.keys.mode == TEXT
    hands.press(K.Key_Return, CTRL)
    assert window.keys.mode == "frame"
    hands.type("114")
    hands.press(K.Key_Escape)
    hands.select("преговорите")
    hands.press(K.Key_Return, CTRL)
    assert window.keys.mode == TEXT


def test_a_frame_is_open_again_when_the_borders_are_kept_or_left(window, hands) -> None:
    hands.select("Русия е готова")
    hands.type("3")
    made = window.session.current
    for last in (K.Key_Return, K.Key_Escape):
        hands.press(K.Key_F2)
        assert window.keys.mode == BORDERS
        hands.press(K.Key_Right, CTRL)
        hands.press(last)
        assert window.keys.mode == "frame"
        assert quote(window, made) == "Русия е готова да"
    hands.press(K.Key_Escape)
    hands.press(K.Key_F2)
    hands.press(K.Key_Return)
    assert window.keys.mode == TEXT


def test_esc_leaves_everything_as_it_was(window, hands) -> None:
    one = tagged(window, hands, "техническа")
    steps = len(window.session.store.history(limit=99))
    hands.press(K.Key_F2)
    hands.press(K.Key_Right, CTRL, times=3)
    hands.press(K.Key_Escape)
    assert window.keys.mode == TEXT
    assert quote(window, one.id) == "техническа"
    assert window.view.mark(one.id).spans == ((one.spans[0].begin, one.spans[0].end),)
    assert len(window.session.store.history(limit=99)) == steps


def test_arrows_move_by_character_whatever_the_layer(window, hands) -> None:
    one = tagged(window, hands, "руското външно министерство")
    hands.press(K.Key_F2)
    hands.press(K.Key_Left, times=3)
    hands.press(K.Key_Return)
    assert quote(window, one.id) == "руското външно министерс"
    hands.press(K.Key_F2)
    hands.press(K.Key_Right, CTRL | SHIFT, times=2)
    hands.press(K.Key_Return)
    assert quote(window, one.id) == "руското външно министерство,"


def test_ends_of_a_token_stop_at_punctuation(window, hands) -> None:
    one = tagged(window, hands, "Това са съобщили")
    hands.press(K.Key_F2)
    hands.press(K.Key_Tab)
    hands.press(K.Key_Left, CTRL | SHIFT)
    hands.press(K.Key_Return)
    assert quote(window, one.id) == ". Това са съобщили"


def test_every_fragment_has_two_ends_and_none_passes_another(window, hands) -> None:
    one = tagged(window, hands, "консултативна")
    hands.select("помощ")
    hands.press(K.Key_Return, CTRL)
    assert quote(window, one.id) == "консултативна … помощ"
    hands.press(K.Key_F2)
    for _ in range(2):
        hands.press(K.Key_Backtab, SHIFT)
    hands.press(K.Key_Right, CTRL, times=5)
    hands.press(K.Key_Return)
    assert quote(window, one.id) == "консултативна и техническа … помощ"
    assert window.view.caret() == window.session.annotation(one.id).spans[-1].end
    hands.press(K.Key_F2)
    hands.press(K.Key_Tab)
    hands.press(K.Key_Right, CTRL, times=9)
    hands.press(K.Key_Return)
    assert quote(window, one.id) == "техническа … помощ"


def test_no_white_space_is_kept_at_the_ends(window, hands) -> None:
    one = tagged(window, hands, "техническа")
    hands.press(K.Key_F2)
    hands.press(K.Key_Right)
    hands.press(K.Key_Tab)
    hands.press(K.Key_Left)
    assert window.status.said.text() == "Begin before техническа. 12 characters."
    hands.press(K.Key_Return)
    assert quote(window, one.id) == "техническа"
    assert window.view.caret() == one.spans[0].end


def test_what_the_live_end_stands_at_is_said(window, hands) -> None:
    tagged(window, hands, "техническа")
    hands.press(K.Key_F2)
    hands.press(K.Key_Right, CTRL)
    assert window.status.said.text() == "End after помощ. 16 characters."
    hands.press(K.Key_Tab)
    assert window.status.said.text() == "Begin before техническа. 16 characters."
    hands.press(K.Key_Right, times=5)
    assert window.status.said.text() == "Begin before ческа. 11 characters."
    hands.press(K.Key_Tab)
    hands.press(K.Key_Left, times=5)
    assert window.status.said.text() == "End after техническа. 6 characters."


def test_nothing_current_has_no_borders(window, hands) -> None:
    hands.press(K.Key_F2)
    assert window.keys.mode == TEXT


def test_a_word_under_the_caret_becomes_a_fragment_and_what_is_none_is_told(window, hands) -> None:
    one = tagged(window, hands, "техническа")
    hands.press(K.Key_Return, CTRL)
    assert window.status.said.text() == "These words are in it already."
    hands.caret("Русия")
    hands.press(K.Key_Return, CTRL)
    assert quote(window, one.id) == "Русия … техническа"
    hands.caret("преговорите")
    hands.press(K.Key_Return, CTRL | SHIFT)
    assert window.status.said.text() == "No fragment of the annotation is at the caret."
    hands.caret("Русия")
    hands.press(K.Key_Return, CTRL | SHIFT)
    assert quote(window, one.id) == "техническа"


def test_f2_and_tab_mean_what_is_under_the_caret_where_nothing_is_current(window, hands) -> None:
    one = tagged(window, hands, "техническа")
    window.session.set_current(None)
    hands.press(K.Key_F2)
    assert window.keys.mode == BORDERS
    assert window.session.current == one.id
    hands.press(K.Key_Escape)
    window.session.set_current(None)
    hands.press(K.Key_Tab)
    assert window.columns.inspector.has_fields_focus()
    assert window.session.current == one.id


def test_f2_with_a_selection_and_nothing_current_asks_for_an_annotation(window, hands) -> None:
    window.session.set_current(None)
    hands.select("техническа")
    hands.press(K.Key_F2)
    assert window.keys.mode == TEXT
    assert window.session.current is None


def test_an_arrow_goes_on_over_paragraphs_that_are_read_the_other_way(
    make_window, corpus, settings, tmp_path, qtbot
) -> None:
    file = tmp_path / "both.txt"
    file.write_text("Аве спи\nשלום לך\nтя пее", encoding="utf-8")
    with open_corpus(corpus) as store:
        assert not import_files(store, [file]).refused
    settings.set_text("annotator", "me")
    window = make_window(corpus)
    window.session.open_document(window.session.store.read().document_id("both"))
    window.activateWindow()
    window.view.setFocus()
    hands = Hands(qtbot, window)
    hands.select("Аве")
    hands.type(ISSUE)
    one = window.session.current_annotation()
    assert one.quote == "Аве"
    hands.press(K.Key_F2)
    said = set()
    for _ in range(len("Аве спи\nשלום לך\nтя пее") - len("Аве")):
        hands.press(K.Key_Right)
        said.add(window.keys.borders.spans()[0][1])
    assert max(said) == len(window.view.text()) == len(said) + len("Аве")


def test_borders_that_are_refused_leave_the_caret_and_enter_opens_what_was_in_the_way(
    window, hands
) -> None:
    other = tagged(window, hands, "техническа")
    one = tagged(window, hands, "консултативна")
    hands.press(K.Key_F2)
    hands.press(K.Key_Right, CTRL, times=2)
    hands.press(K.Key_Return)
    assert window.session.annotation(one.id).spans == one.spans
    assert window.view.caret() == one.spans[-1].end
    assert "техническа" in window.status_line.said.text()
    hands.press(K.Key_Return)
    assert window.session.current == other.id


def test_a_handle_that_is_refused_lets_enter_open_what_was_in_the_way_too(window, hands) -> None:
    other = tagged(window, hands, "техническа")
    one = tagged(window, hands, "консултативна")
    window.view.handle_dragged.emit(one.id, ((one.spans[0].begin, other.spans[0].end),))
    assert window.session.annotation(one.id).spans == one.spans
    hands.press(K.Key_Return)
    assert window.session.current == other.id
