"""What is read stays where it is while heights turn out different from their estimates."""

from __future__ import annotations

from PySide6.QtCore import QPointF

from annotator.ui.text.marks import Mark
from tests.ui.text.conftest import MakeView

# Short and long words, so that the estimates of heights are wrong.
TEXT = "\n".join(("и " * 300 if n % 3 else "Предизвикателствата " * (n % 17)) for n in range(200))


def test_idle_measuring_moves_nothing_on_the_screen(make_view: MakeView) -> None:
    marks = [Mark(f"m{n}", ((n * 90, n * 90 + 40),), n % 5, "line", "A") for n in range(400)]
    view = make_view(TEXT, marks)
    bar = view.verticalScrollBar()
    bar.setValue(bar.maximum() // 2)
    view.grab()
    offset = view.position_at(QPointF(300, 100))
    before = view.rect_of(offset).y()
    while view._scroller.measure_some():
        assert abs(view.rect_of(offset).y() - before) <= 1
    assert abs(view.rect_of(offset).y() - before) <= 1
    exact = view._layout.heights.total()
    view.grab()
    assert view._layout.heights.total() == exact


def test_scrolling_up_is_even(make_view: MakeView) -> None:
    view = make_view(TEXT)
    bar = view.verticalScrollBar()
    bar.setValue(bar.maximum())
    view.grab()
    for _ in range(120):
        offset = view.position_at(QPointF(300, 300))
        before = view.rect_of(offset).y()
        bar.setValue(bar.value() - 60)
        view.grab()
        assert abs(view.rect_of(offset).y() - before - 60) <= 1


def test_the_whole_document_can_be_reached(make_view: MakeView) -> None:
    view = make_view(TEXT)
    bar = view.verticalScrollBar()
    for _ in range(4):
        bar.setValue(bar.maximum())
        view.grab()
    assert view.visible_span()[1] == len(TEXT)
    bar.setValue(0)
    view.grab()
    assert view.visible_span()[0] == 0


def test_a_far_place_comes_into_view(make_view: MakeView) -> None:
    view = make_view(TEXT)
    for offset in (len(TEXT), len(TEXT) // 2, 0, len(TEXT) // 3):
        view.scroll_to(offset)
        view.grab()
        assert 0 <= view.rect_of(offset).y() <= view.viewport().height()


def test_a_place_in_a_text_that_nobody_has_seen_stays_in_view(make_view: MakeView) -> None:
    # Lanes that no estimate knows: what is between the top and the place grows when it is seen.
    text = "\n".join("Русия е готова да продължи преговорите. " * 4 for _ in range(12))
    marks = [Mark(f"m{n}", ((0, len(text)),), n % 5, "line", "A") for n in range(7)]
    view = make_view("", height=500)
    for offset in (400, 700, 1100, 1500):
        view.set_document(text)
        view.set_marks(marks)
        view.set_caret(offset)
        view.grab()
        while view._scroller.measure_some():
            view.grab()
        place = view.rect_of(offset)
        assert place.top() >= 0, offset
        assert place.bottom() <= view.viewport().height(), offset


def test_the_end_is_where_it_was_after_places_out_of_view_were_asked_for(
    make_view: MakeView,
) -> None:
    view = make_view(TEXT)
    bar = view.verticalScrollBar()
    for _ in range(4):
        bar.setValue(bar.maximum())
        view.grab()
    stood = view.rect_of(len(TEXT)).y()
    for offset in range(500, len(TEXT) - 6000, 2500):
        bar.setValue(0)
        view.grab()
        view.rect_of(offset)
        view.grab()
        bar.setValue(bar.maximum())
        view.grab()
        assert view.rect_of(len(TEXT)).y() == stood
