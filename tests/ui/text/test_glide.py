"""The text glides to a place: only what is painted lags behind, and only where it may move."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from annotator.ui.look.look import Look
from annotator.ui.text.view import TextView

TEXT = "\n".join(f"Paragraph {n} stands here and says its number, {n}." for n in range(400))


@pytest.fixture
def view(qtbot):
    made = TextView(Look())
    qtbot.addWidget(made)
    made.resize(700, 400)
    with qtbot.waitExposed(made):
        made.show()
    made.set_document(TEXT)
    made.finish_measuring()
    made.setFocus()
    return made


def place(view) -> int:
    return view.verticalScrollBar().value()


def is_at_rest(view) -> bool:
    return not view._scroller.is_gliding()


def test_nothing_glides_where_nobody_sees_it(view) -> None:
    view.scroll_to(len(TEXT) // 2)
    assert is_at_rest(view)


@pytest.mark.parametrize("part", [0.02, 0.5, 1.0])
def test_the_place_is_true_at_once_and_what_is_painted_ends_there(view, qtbot, part) -> None:
    target = round(len(TEXT) * part)
    view.scroll_to(target)
    expected, shown = place(view), view.viewport().grab().toImage()
    view.scroll_to(0)
    view.set_gliding(True)
    view.scroll_to(target)
    assert place(view) == expected
    assert not is_at_rest(view)
    begun = view.viewport().grab().toImage()
    assert begun != shown
    qtbot.waitUntil(lambda: is_at_rest(view))
    assert view.viewport().grab().toImage() == shown


def test_what_is_far_passes_by_for_half_a_screen_only(view) -> None:
    view.set_gliding(True)
    view.scroll_to(len(TEXT))
    assert view._glide.away() == -round(view.viewport().height() / 2)
    view.set_gliding(False)
    view.set_gliding(True)
    view.scroll_to(0)
    assert view._glide.away() == round(view.viewport().height() / 2)


def test_heights_that_turn_out_others_move_nothing(view, qtbot) -> None:
    long = "\n".join("A line that is much longer than all that was thought of it. " * 9
                     for _ in range(60))  # fmt: skip
    view.set_document(long)
    view.set_gliding(True)
    view.scroll_to(len(long) // 2)
    before = view.rect_of(len(long) // 2).top()
    qtbot.waitUntil(lambda: is_at_rest(view))
    assert view.rect_of(len(long) // 2).top() == before
    assert 0 <= before <= view.viewport().height()


def test_a_caret_that_goes_on_by_a_line_is_followed_at_once(view, qtbot) -> None:
    view.set_gliding(True)
    before = place(view)
    for _ in range(12):
        qtbot.keyClick(view, Qt.Key.Key_Down)
        assert is_at_rest(view)
    assert place(view) > before


def test_keys_that_follow_each_other_are_not_waited_for(view, qtbot) -> None:
    view.set_gliding(True)
    qtbot.keyClick(view, Qt.Key.Key_End, Qt.KeyboardModifier.ControlModifier)
    assert not is_at_rest(view)
    first = place(view)
    qtbot.keyClick(view, Qt.Key.Key_Home, Qt.KeyboardModifier.ControlModifier)
    assert is_at_rest(view)
    assert place(view) == 0
    qtbot.keyClick(view, Qt.Key.Key_End, Qt.KeyboardModifier.ControlModifier)
    assert place(view) == first


def test_another_document_and_a_look_without_motion_end_it(view) -> None:
    view.set_gliding(True)
    view.scroll_to(len(TEXT))
    view.set_document("Short.")
    assert is_at_rest(view)
    view.set_document(TEXT)
    view.scroll_to(len(TEXT))
    assert not is_at_rest(view)
    view.set_look(Look(has_motion=False))
    assert is_at_rest(view)
    view.scroll_to(0)
    assert is_at_rest(view)


def test_a_view_that_goes_while_it_glides_leaves_nothing_behind(qtbot) -> None:
    made = TextView(Look())
    made.resize(500, 300)
    made.set_document(TEXT)
    made.set_gliding(True)
    made.scroll_to(len(TEXT))
    made.deleteLater()
    del made
    qtbot.waitUntil(lambda: True)


def test_all_of_a_span_is_brought_into_view_where_it_has_room(view) -> None:
    begin, end = TEXT.index("Paragraph 100 "), TEXT.index("Paragraph 103 ")
    view.scroll_to(TEXT.index("Paragraph 95 "))
    view.scroll_to_span(begin, end)
    height = view.viewport().height()
    assert view.rect_of(begin).top() >= 0
    assert view.rect_of(end - 1).bottom() <= height
    view.scroll_to_span(begin, len(TEXT))
    assert view.rect_of(begin).top() >= 0
    assert view.rect_of(begin).bottom() <= height
