"""Deciding between annotators by keys in the window."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from annotator.analysis.alignment import BORDER, FEATURE, RELATION
from annotator.model.review import ADJUDICATED_SET, BOTH, EDITED, LATER, NONE, TAKEN
from annotator.operations.adjudication.deciding_many import agreeing
from annotator.operations.comments.talk import open_questions
from annotator.ui.bars.status_bar import StatusBar
from annotator.ui.keys.modes import BORDERS, REVIEW, TEXT
from annotator.ui.main_window import MainWindow
from annotator.ui.panels.picker import Picker
from annotator.ui.review.reading import Kept
from annotator.ui.text.marks import Flags
from tests.ui.beginning import CTRL, SHIFT, begin


@pytest.fixture
def window(make_window, corpus: Path, qtbot: QtBot) -> MainWindow:
    return begin(make_window(corpus), qtbot)


def decisions(window: MainWindow) -> list:
    return window.sitting.store.read().decisions()


def judged(window: MainWindow) -> list:
    session = window.sitting
    return session.store.read().annotations(session.document or "", annotator=ADJUDICATED_SET)


def go_to(window: MainWindow, qtbot: QtBot, kind: str) -> None:
    """Go on by the key until a place of a kind is current."""
    for _ in range(25):
        if window.act.reviewing.review.case().place.kind == kind:
            return
        qtbot.keyClick(window.surface, Qt.Key.Key_F8)
    raise AssertionError(kind)


def press_link(status: StatusBar) -> None:
    status._links.itemAt(0).widget().click()


def test_a_digit_decides_and_the_next_place_opens(window: MainWindow, qtbot: QtBot) -> None:
    assert window.status.said.text().startswith("Difference 1 of 20, Stance, border. A ")
    assert window.text_page.review_bar.title.text() == "Difference 1 of 20"
    assert window.text_page.review_bar.about.text().endswith("B begins 6 characters later")
    qtbot.keyClick(window.surface, "1")
    (made,) = decisions(window)
    assert (made.answer, made.taken, made.annotator) == (TAKEN, "gold", "gold")
    assert window.status.said.text().startswith("Took A. 19 open. Next: Actor, one or two. A: ")
    assert window.surface._scene.current_difference == 2
    assert window.text_page.review_bar.counts.text() == "1 decided, 19 open"
    (result,) = judged(window)
    mark = window.surface.mark(result.id)
    assert mark is not None
    assert mark.flags & Flags.AGREES


def test_every_answer_has_a_key(window: MainWindow, qtbot: QtBot) -> None:
    for key, answer in (("+", BOTH), ("0", NONE), (Qt.Key.Key_Space, LATER), ("1", TAKEN)):
        known = {d.id for d in decisions(window)}
        qtbot.keyClick(window.surface, key)
        (made,) = [d for d in decisions(window) if d.id not in known]
        assert made.answer == answer
    # Joined borders hold all that both held.
    assert judged(window)[0].extent.begin == 0


def test_what_is_shown_after_a_key_is_what_a_new_look_shows(
    window: MainWindow, qtbot: QtBot
) -> None:
    session, review = window.sitting, window.act.reviewing.review
    assert review is not None
    for key in ("1", "2", "0", "+", Qt.Key.Key_Space, Qt.Key.Key_F8, "2", "1", "0", "2"):
        qtbot.keyClick(window.surface, key)
        if key == "+":
            qtbot.keyClick(window, Qt.Key.Key_Z, CTRL)
        shown = sorted(window.surface.marks(), key=lambda mark: mark.key)
        assert shown == sorted(session.marks(), key=lambda mark: mark.key)
        review._kept = Kept()
        review.queue.forget(())
        assert shown == sorted(session.marks(), key=lambda mark: mark.key)
        assert session.page is not None
        assert window.surface._scene.current_difference == review.number()


def test_own_borders_are_the_decision_and_esc_decides_nothing(
    window: MainWindow, qtbot: QtBot
) -> None:
    go_to(window, qtbot, BORDER)
    case = window.act.reviewing.review.case()
    qtbot.keyClick(window.surface, Qt.Key.Key_Return)
    assert window.text_keys.mode == BORDERS
    qtbot.keyClick(window.surface, Qt.Key.Key_Escape)
    assert (window.text_keys.mode, decisions(window)) == (REVIEW, [])
    qtbot.keyClick(window.surface, Qt.Key.Key_Return)
    qtbot.keyClick(window.surface, Qt.Key.Key_Left)
    qtbot.keyClick(window.surface, Qt.Key.Key_Return)
    (made,) = decisions(window)
    assert (made.id, made.answer, window.text_keys.mode) == (case.id, EDITED, REVIEW)
    (result,) = judged(window)
    assert result.extent.end == case.place.first.extent.end - 1
    assert window.act.reviewing.review.case_id != case.id


def test_own_values_are_set_in_the_inspector(window: MainWindow, qtbot: QtBot) -> None:
    go_to(window, qtbot, FEATURE)
    qtbot.keyClick(window.surface, Qt.Key.Key_Return)
    (made,) = decisions(window)
    assert made.answer == EDITED
    assert window.sitting.current == made.results[0]
    annotation = window.sitting.annotation(made.results[0])
    from annotator.operations.tagging import annotate

    assert window.sitting.work(annotate.set_confidence, annotation.id, "unsure") is not None
    assert judged(window)[0].confidence == "unsure"
    theirs = window.act.reviewing.review.case().place.versions[1][0]
    assert theirs.annotator != window.sitting.annotator
    assert window.sitting.work(annotate.set_confidence, theirs.id, "unsure") is None


def test_a_reason_and_the_guideline_go_with_the_decision(window: MainWindow, qtbot: QtBot) -> None:
    bar = window.text_page.review_bar
    qtbot.keyClick(window.surface, Qt.Key.Key_Tab)
    assert bar.reason.hasFocus()
    qtbot.keyClicks(bar.reason, "1 subject inside")
    qtbot.keyClick(bar.reason, Qt.Key.Key_Return)
    assert window.surface.hasFocus()
    assert decisions(window) == []
    qtbot.keyClick(window.surface, ".")
    assert bar.guideline.text() == "Guideline: Stance"
    qtbot.keyClick(window.surface, "1")
    (made,) = decisions(window)
    assert (made.reason, made.guideline) == ("1 subject inside", made.layer)
    assert bar.reason.text() == ""
    assert not bar.guideline.isVisible()


def test_what_is_taken_back_is_current_again(window: MainWindow, qtbot: QtBot) -> None:
    qtbot.keyClick(window.surface, "1")
    qtbot.keyClick(window.surface, "1")
    qtbot.keyClick(window, Qt.Key.Key_Z, CTRL)
    assert len(decisions(window)) == 1
    assert window.act.reviewing.review.number() == 2
    assert window.text_page.review_bar.counts.text() == "1 decided, 19 open"
    qtbot.keyClick(window, Qt.Key.Key_Z, CTRL | SHIFT)
    assert len(decisions(window)) == 2
    assert window.text_page.review_bar.about.text().startswith("Actor, one or two")


def test_typing_tags_nothing_and_esc_leaves(window: MainWindow, qtbot: QtBot) -> None:
    counts = window.sitting.store.counts()
    for key in ("a", "p", "9", Qt.Key.Key_Backspace, Qt.Key.Key_Delete):
        qtbot.keyClick(window.surface, key)
    assert window.sitting.store.counts() == counts
    qtbot.keyClick(window.surface, Qt.Key.Key_Escape)
    assert window.text_keys.mode == TEXT
    assert window.sitting.review is None
    assert not window.text_page.review_bar.isVisible()
    assert all(m.reader == 0 for m in window.surface.marks())
    assert window.head.state.text() == "In progress, by Gold"


def test_a_click_on_a_difference_makes_it_the_current_one(window: MainWindow, qtbot: QtBot) -> None:
    place = window.sitting.page.differences[4]
    window.surface.mark_clicked.emit(place.key)
    assert window.text_keys.mode == REVIEW
    assert window.act.reviewing.review.number() == 5
    assert window.text_page.review_bar.title.text() == "Difference 5 of 20"


def test_names_are_hidden_and_rows_shuffled_by_a_seed_that_is_kept(
    make_window, corpus: Path, settings, qtbot: QtBot
) -> None:
    settings.set_flag("review/blind", True)
    seen = set()
    for seed in ("1", "2", "3", "4", "5"):
        settings.set_text(settings.of_corpus("review_seed", corpus), seed)
        window = begin(make_window(corpus), qtbot)
        review = window.act.reviewing.review
        assert review.hint() == "A, B, names hidden"
        assert "Gold" not in window.head.hint.text()
        orders = [review.readers(window.sitting.document) for _ in range(2)]
        assert orders[0] == orders[1]
        seen.add(orders[0])
        qtbot.keyClick(window.surface, "1")
        made = decisions(window)[-1]
        assert made.taken == orders[0][0]
        qtbot.keyClick(window, Qt.Key.Key_Z, CTRL)
        window.close()
    assert len(seen) == 2


@pytest.mark.parametrize("who", ["gold", "coder_b"])
def test_letters_are_those_of_the_differences_in_the_text(
    make_window, corpus: Path, settings, qtbot: QtBot, who: str
) -> None:
    settings.set_text("annotator", who)
    window = make_window(corpus)
    window.surface.setFocus()
    qtbot.keyClick(window.surface, Qt.Key.Key_F8)
    shown, said = window.sitting.page.readers, window.head.hint.text()
    assert shown[0] == who
    assert said.startswith(f"A {window.sitting.annotator_name(who)}, B ")
    document = window.sitting.document
    begin(window, qtbot)
    review = window.act.reviewing.review
    assert window.sitting.page.readers == review.readers(document) == shown
    assert review.hint() == said
    qtbot.keyClick(window.surface, "1")
    assert decisions(window)[0].taken == who


def test_kinds_can_be_left_out(window: MainWindow, qtbot: QtBot) -> None:
    choice, review = window.act.review_choice, window.act.reviewing.review
    for code, _name, is_on in choice._filter_rows():
        if code.startswith("kind") and code != f"kind {RELATION}" and is_on:
            choice._switch(code)
    qtbot.keyClick(window.surface, Qt.Key.Key_F8)
    assert review.case().place.kind == RELATION
    assert review.case().document == window.sitting.document
    qtbot.keyClick(window.surface, Qt.Key.Key_Return)
    assert decisions(window) == []
    qtbot.keyClick(window.surface, "2")
    assert decisions(window)[0].kind == RELATION


def ended(window: MainWindow, qtbot: QtBot, act) -> None:
    """Do something and wait until the work beside the window has ended."""
    with qtbot.waitSignal(window.telling.ended, timeout=20_000):
        act()


def test_what_agrees_is_offered_counted_and_accepted_in_one_step(
    window: MainWindow, qtbot: QtBot
) -> None:
    store, action = window.sitting.store, window.action("review.agreeing")
    ended(window, qtbot, action.trigger)
    said = "All agree at 66 undecided places in 1 document. The same once more accepts them."
    assert window.status.said.text() == said
    ended(window, qtbot, lambda: press_link(window.status))
    assert window.status.said.text().startswith("66 places accepted.")
    assert len(judged(window)) == 66
    assert agreeing(store).places == 0
    ended(window, qtbot, action.trigger)
    assert window.status.said.text() == "What all agree on is accepted already."


def test_what_is_offered_is_taken_by_the_same_key_while_it_is_told(
    window: MainWindow, qtbot: QtBot
) -> None:
    action = window.action("review.agreeing")
    ended(window, qtbot, action.trigger)
    window.say("Something newer.")
    ended(window, qtbot, action.trigger)
    assert judged(window) == []
    ended(window, qtbot, action.trigger)
    assert len(judged(window)) == 66
    window.run_action("edit.undo")
    assert judged(window) == []


def test_nothing_like_it_is_said(window: MainWindow, qtbot: QtBot) -> None:
    qtbot.keyClick(window.surface, "=")
    assert window.status.said.text() == "Decide the place first."
    qtbot.keyClick(window.surface, "1")
    ended(window, qtbot, lambda: qtbot.keyClick(window.surface, "="))
    assert window.status.said.text() == "No other open place differs in this way."


def test_decisions_are_listed_with_reasons_and_open_their_places(
    window: MainWindow, qtbot: QtBot
) -> None:
    window.act.deciding.keep_reason("the subject is inside")
    qtbot.keyClick(window.surface, "1")
    qtbot.keyClick(window.surface, Qt.Key.Key_Escape)
    window.action("review.decisions").trigger()
    (picker,) = window.findChildren(Picker)
    assert picker.list.count() == 1
    said = str(picker.list.item(0).data(int(Qt.ItemDataRole.AccessibleTextRole)))
    assert "taken: Gold" in said
    assert "Stance, border, the subject is inside" in said
    qtbot.keyClick(picker.field, Qt.Key.Key_Return)
    assert window.text_page.review_bar.title.text() == "Difference 1 of 20"
    assert window.text_page.review_bar.reason.text() == "the subject is inside"


def test_open_questions_of_all_documents_open_their_places(
    make_window, corpus: Path, qtbot: QtBot
) -> None:
    window = make_window(corpus)
    asked = open_questions(window.sitting.store.read())
    assert {c.kind for c in asked} == {"question"}
    last = next(c for c in reversed(asked) if c.target and c.document != window.sitting.document)
    window.action("review.questions").trigger()
    (picker,) = window.findChildren(Picker)
    assert picker.list.count() == len(asked)
    picker.list.setCurrentRow(asked.index(last))
    qtbot.keyClick(picker.field, Qt.Key.Key_Return)
    assert window.sitting.document == last.document


def test_without_a_review_its_actions_say_what_is_missing(make_window, corpus: Path) -> None:
    window = make_window(corpus)
    window.run_action("review.take_1")
    assert window.status.said.text() == "First begin to decide between annotators (Ctrl+Shift+R)."
