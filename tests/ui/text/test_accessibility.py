"""What a screen reader can ask the text surface."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

import pytest
from PySide6.QtGui import (
    QAccessible,
    QAccessibleEvent,
    QAccessibleTextCursorEvent,
    QAccessibleTextSelectionEvent,
)
from shiboken6.Shiboken import getCppPointer

from annotator.ui.text import accessibility
from annotator.ui.text.accessibility import AccessibleText
from annotator.ui.text.view import TextView
from tests.text.clusters import clusters_of
from tests.ui.text.conftest import MakeView

TEXT = "Новина 😀 за всички.\r\nВтори ред."


@pytest.fixture
def listened_to(qapp: object) -> Iterator[None]:
    QAccessible.setActive(True)
    yield
    QAccessible.setActive(False)


def _interface(view: TextView) -> AccessibleText:
    found = QAccessible.queryAccessibleInterface(view)
    assert isinstance(found, AccessibleText)
    return found


@pytest.mark.usefixtures("listened_to")
def test_text_and_places_count_in_units_of_qt(make_view: MakeView) -> None:
    view = make_view(TEXT)
    found = _interface(view)
    assert found.role() == QAccessible.Role.EditableText
    assert found.state().readOnly
    assert found.text(QAccessible.Text.Name) == "Text"
    assert found.textInterface() is not None
    assert found.characterCount() == len(TEXT) + 1
    assert found.text(7, 9) == "😀"
    assert found.text(0, 10_000) == TEXT
    view.set_caret(8)
    assert found.cursorPosition() == 9
    found.setCursorPosition(10)
    assert view.caret() == 9


@pytest.mark.usefixtures("listened_to")
def test_qt_gets_each_interface_at_its_own_address_and_none_for_the_others(
    make_view: MakeView,
) -> None:
    """Asked through Qt, as a screen reader asks: a wrong answer ends the program."""
    found = _interface(make_view(TEXT))
    text = found.textInterface()
    assert text is not None
    assert getCppPointer(text)[-1] == getCppPointer(found)[1] != getCppPointer(found)[0]
    assert found.actionInterface() is not None
    for nothing in (
        found.valueInterface(),
        found.editableTextInterface(),
        found.tableCellInterface(),
        found.selectionInterface(),
        found.attributesInterface(),
    ):
        assert nothing is None


@pytest.mark.usefixtures("listened_to")
def test_all_of_the_text_has_breaks_where_the_lines_at_the_caret_wrap(make_view: MakeView) -> None:
    """Qt looks for them where it is asked for a line; offsets stay, and pieces are as they are."""
    text = "😀 " + "дума и още " * 60 + "край.\n" + "Друг ред " * 60
    view = make_view(text)
    found = _interface(view)
    count = found.characterCount()
    shown = found.text(0, count)
    changed = [at for at, (one, two) in enumerate(zip(text, shown, strict=True)) if one != two]
    assert len(changed) >= 3
    assert all(text[at] == " " and shown[at] == "\n" and at < text.index("\n") for at in changed)
    tops = [view.rect_of(at + 1).top() for at in changed]
    assert tops == sorted(set(tops))
    assert found.text(0, count - 1) == text[:-1]
    view.set_caret(len(text))
    assert found.text(0, count)[: text.index("\n")] == text[: text.index("\n")]
    assert found.text(0, count) != text


@pytest.mark.usefixtures("listened_to")
def test_selecting_and_pointing(make_view: MakeView) -> None:
    view = make_view(TEXT)
    found = _interface(view)
    found.addSelection(0, 6)
    assert view.selected_text() == "Новина"
    assert found.selectionCount() == 0
    found.removeSelection(0)
    assert view.selection() == (6, 6)
    rect = found.characterRect(12)
    assert rect.width() > 2
    assert found.offsetAtPoint(rect.center()) in (12, 13)
    found.scrollToSubstring(20, 22)


@pytest.mark.usefixtures("listened_to")
def test_every_place_and_its_position_in_units_of_qt_lead_to_each_other(
    make_view: MakeView,
) -> None:
    """In a text in which they grow apart, and in which words run to the left."""
    text = "Аз 😀 и 👩\u200d🚒.\n𐌰𐌱 abc שָׁלוֹם 12 🇧🇬🇷🇺 שלום\nקצת עברית, then 😀 כאן\ne\u0301 край"
    view = make_view(text)
    found = _interface(view)
    borders = clusters_of(text)
    positions = [len(text[:offset].encode("utf-16-le")) // 2 for offset in borders]
    for offset, position in zip(borders, positions, strict=True):
        view.set_caret(offset)
        assert found.cursorPosition() == position
        view.set_caret(0)
        found.setCursorPosition(position)
        assert view.caret() == offset
    for (begin, end), (low, high) in zip(pairwise(borders), pairwise(positions), strict=True):
        assert found.text(low, high) == text[begin:end]
        found.setSelection(0, high, low)
        assert (view.anchor(), view.caret()) == (end, begin)
        boxes = view.boxes_of(begin, end)
        if boxes:
            rect = found.characterRect(low)
            corner = view.viewport().mapToGlobal(boxes[0].toAlignedRect().topLeft())
            assert (rect.topLeft(), rect.size()) == (corner, boxes[0].toAlignedRect().size())
            assert found.offsetAtPoint(rect.center()) in (low, high)


@pytest.mark.usefixtures("listened_to")
def test_another_text_is_told_at_once_and_any_place_of_it_comes_into_view(
    make_view: MakeView,
) -> None:
    view = make_view(TEXT)
    found = _interface(view)
    found.characterCount()
    text = "😀 ред\n" * 300
    view.set_document(text)
    assert found.characterCount() == len(text) + 300
    assert found.text(0, 2) == "😀"
    last = text.rindex("ред")
    assert view.visible_span()[1] < last
    found.scrollToSubstring(last + 300, last + 303)
    begin, end = view.visible_span()
    assert begin <= last < end


@pytest.mark.usefixtures("listened_to")
def test_a_selection_is_told_in_units_of_qt_with_the_caret(
    make_view: MakeView, monkeypatch: pytest.MonkeyPatch
) -> None:
    view = make_view("😀 дума 😀")
    told: list[QAccessibleEvent] = []
    monkeypatch.setattr(QAccessible, "updateAccessibility", told.append)
    view.set_caret(8, anchor=2)
    told.clear()
    accessibility.tell_caret(view)
    caret, described, selected = told
    assert isinstance(caret, QAccessibleTextCursorEvent)
    assert caret.cursorPosition() == 10
    assert described.type() == QAccessible.Event.DescriptionChanged
    assert isinstance(selected, QAccessibleTextSelectionEvent)
    assert (selected.selectionStart(), selected.selectionEnd()) == (3, 10)
    told.clear()
    view.set_caret(2)
    assert not any(isinstance(event, QAccessibleTextSelectionEvent) for event in told)


@pytest.mark.usefixtures("listened_to")
def test_a_joined_emoji_has_one_place(make_view: MakeView) -> None:
    found = _interface(make_view("а 👩\u200d🚒 б"))
    places = {found.characterRect(position).getRect() for position in range(2, 7)}
    assert len(places) == 1
    assert found.offsetAtPoint(found.characterRect(4).center()) in (2, 7)
    assert found.characterRect(8).left() > found.characterRect(2).right()


@pytest.mark.usefixtures("listened_to")
def test_movements_and_sentences_are_told(make_view: MakeView) -> None:
    view = make_view(TEXT)
    view.set_caret(4, anchor=0)
    accessibility.tell_caret(view)
    accessibility.announce(view, "Out of Actor.")
    assert _interface(view).cursorPosition() == 4


def test_nothing_is_told_where_nobody_listens(make_view: MakeView) -> None:
    view = make_view(TEXT)
    view.set_caret(3)
    accessibility.announce(view, "Nobody hears this.")
    assert view.caret() == 3
