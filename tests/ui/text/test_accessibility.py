"""What a screen reader can ask the text surface."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtGui import QAccessible
from shiboken6.Shiboken import getCppPointer

from annotator.ui.text import accessibility
from annotator.ui.text.accessibility import AccessibleText
from annotator.ui.text.view import TextView
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
