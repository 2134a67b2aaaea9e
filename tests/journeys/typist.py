"""Somebody at the keyboard of a real window: presses are counted by what they are for."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Iterator
from typing import Any

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from annotator.text.graphemes import next_grapheme
from annotator.text.tokens import next_word, previous_word, tokenize, word_end
from annotator.ui.main_window import MainWindow
from annotator.ui.palette.matching import fits
from annotator.ui.panels.picker import Picker
from annotator.ui.text.moves import Moves
from annotator.ui.text.selection import Selection
from annotator.ui.widgets.rows import Shown
from tests.journeys.giving_up import GivenUpError, ensure, first, need

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
ALT, NONE = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.NoModifier
TRAVEL, SELECT, DECIDE = "travel", "select", "decide"
_WORDS_WALKED = 2
_WIDENINGS = 4
_JUMP = 3
"""A jump takes the key, the first letter of a word, and mostly the sign over it."""
MOST_PRESSES = 20_000
"""Whoever pressed so many keys for one annotation gives it up."""
_FAR, _SEEN = 400, 60
"""Nobody presses an arrow so often; and so far ahead one sees how often it must be."""
_ARROWS = (Qt.Key.Key_Right, Qt.Key.Key_Left)


class Typist:
    """Presses keys in the widget that has the focus, one key with its modifiers at a time."""

    def __init__(self, window: MainWindow) -> None:
        """Sit down at a window."""
        self.window = window
        self.presses: Counter[str] = Counter()
        self.log: list[str] = []

    @property
    def view(self) -> Any:
        """The text surface, as the typist sees it."""
        return self.window.surface

    def key(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = NONE, why: str = DECIDE) -> None:
        """Press one key with its modifiers."""
        QTest.keyClick(self._focused(), key, modifiers)
        self._count(why, f"{key.name.removeprefix('Key_')}", modifiers)

    def sign(self, sign: str, why: str = DECIDE) -> None:
        """Type one printable sign; a keyboard of any layout sends it as text."""
        self._send(self._focused(), sign)
        self._count(why, sign, NONE)

    def _send(self, widget: QWidget, sign: str) -> None:
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            QApplication.sendEvent(widget, QKeyEvent(kind, 0, NONE, sign))

    def pick(self, name: str, wanted: Any) -> None:
        """Type in the list that is open as much of a name as it takes, and take the value wanted.

        `wanted` is the value, or says of one whether it is.
        """
        pickers = (p for p in self.window.findChildren(Picker) if p.isVisible())
        picker = first(pickers, f"no list is open in which to take {name or 'it'}")
        is_it = wanted if callable(wanted) else lambda value: value == wanted
        for sign in _shortest(picker, name, is_it):
            self._send(picker.field, sign)
            self._count(DECIDE, sign, NONE)
        for _ in range(picker.list.count()):
            if is_it(picker.value_of(picker.list.currentItem())):
                break
            QTest.keyClick(picker.field, Qt.Key.Key_Down)
            self._count(DECIDE, "Down", NONE)
        else:
            raise GivenUpError(f"no key goes to {name or 'it'} in the list")
        QTest.keyClick(picker.field, Qt.Key.Key_Return)
        self._count(DECIDE, "Return", NONE)

    def _focused(self) -> QWidget:
        return need(QApplication.focusWidget(), "nothing has the focus")

    def _count(self, why: str, name: str, modifiers: Qt.KeyboardModifier) -> None:
        held = [n for n, m in (("Ctrl", CTRL), ("Shift", SHIFT), ("Alt", ALT)) if modifiers & m]
        self.presses[why] += 1
        self.log.append("+".join([*held, name]))
        is_too_long = len(self.log) % MOST_PRESSES == 0
        ensure(not is_too_long, f"it is not made after {MOST_PRESSES} presses")

    def take_counts(self) -> tuple[dict[str, int], list[str]]:
        """Return what was pressed since the last time, and begin to count anew."""
        counts, log = {w: self.presses[w] for w in (TRAVEL, SELECT, DECIDE)}, self.log
        self.presses, self.log = Counter(), []
        return counts, log

    def step(self, on: bool, modifiers: Qt.KeyboardModifier = NONE, why: str = DECIDE) -> None:
        """Press the arrow that goes on in the text, or back, however the text is read there."""
        is_rtl = self.view.is_rtl(self.view.caret())
        self.key(_ARROWS[on == is_rtl], modifiers, why)

    def step_towards(self, offset: int, modifiers: Qt.KeyboardModifier, why: str) -> None:
        """Press the arrow that gets to an offset, as the words are seen, in fewest presses."""
        ways = [(self._presses_to(offset, arrow), number) for number, arrow in enumerate(_ARROWS)]
        fewest, number = min(ways)
        held = self.view.selection_state().held
        if fewest == _FAR and held is not None:
            # An arrow goes on as it went where words are read the other way: the other one ends it.
            number = _ARROWS.index(Qt.Key.Key_Left if held[0] else Qt.Key.Key_Right)
        elif fewest == _FAR:
            number = int((offset > self.view.caret()) == self.view.is_rtl(self.view.caret()))
        self.key(_ARROWS[number], modifiers, why)

    def _presses_to(self, offset: int, arrow: Qt.Key) -> int:
        """Return how often an arrow must be pressed until the caret is at an offset."""
        state = self.view.selection_state()
        tried = Selection(state.text, state.language)
        tried.go(state.caret, held=state.held)
        moves = Moves(self.view._layout, tried, 0)
        name = "right" if arrow == Qt.Key.Key_Right else "left"
        for count in range(1, _SEEN):
            moves.make(name, extends=True)
            if tried.caret == offset:
                return count
        return _FAR

    # Going

    def go_to(self, offset: int) -> None:
        """Bring the caret to an offset, by words if it is near, else by a jump."""
        self._unfold(offset)
        seen: set[int] = set()
        for _ in range(400):
            caret = self.view.caret()
            if caret == offset and self.view.selection()[0] == offset:
                return
            if caret in seen:
                # Where words are read both ways what seems nearest may lead round in a circle.
                self.step_towards(offset, NONE, TRAVEL)
            else:
                self._go_nearer(offset)
            seen.add(caret)
        raise GivenUpError(f"the caret stays at {self.view.caret()}, no key brings it to {offset}")

    def _unfold(self, offset: int) -> None:
        """Open the folded group that holds an offset: Enter does on its title."""
        layout = self.view._layout
        number = layout.blocks.at(offset)
        if not layout.is_hidden(number):
            return
        group = layout.blocks.groups[layout.blocks[number].group]
        if group.header:
            self.go_to(layout.blocks[group.header - 1].end)
            self.key(Qt.Key.Key_Down, why=TRAVEL)
        else:
            self.key(Qt.Key.Key_Home, CTRL, TRAVEL)
        self.key(Qt.Key.Key_Return, why=TRAVEL)
        is_hidden = layout.is_hidden(layout.blocks.at(offset))
        ensure(not is_hidden, f"what holds {offset} stays folded")

    def _go_nearer(self, offset: int) -> None:
        """Press once, or jump, towards an offset, whichever leaves least to press after it."""
        text, caret = self.view.text(), self.view.caret()
        ways = [(self._steps(caret, offset), "step", caret)]
        shown = Moves(self.view._layout, self.view.selection_state(), 0).shown
        forward, back = caret, caret
        for count in range(1, _WORDS_WALKED + 1):
            # A word step stops at emoji too, a jump does not; both go over what is folded.
            forward = shown(next_word(text, forward), forward=True)
            back = shown(previous_word(text, back), forward=False)
            ways += [(count + self._steps(x, offset), "word", x) for x in (forward, back)]
        ways += [(1 + self._steps(x, offset), "ends", x) for x in (0, len(text))]
        words = self._words_round(offset)
        ways += [(_JUMP + self._steps(x, offset), "jump", x) for x in words]
        cost, way, at = min(ways)
        if cost >= _FAR and way != "jump":
            self.key(Qt.Key.Key_PageDown if offset > caret else Qt.Key.Key_PageUp, why=TRAVEL)
        elif way == "step":
            self.step_towards(offset, NONE, TRAVEL)
        elif way == "word":
            self.step(at > caret, CTRL, TRAVEL)
        elif way == "ends":
            self.key(Qt.Key.Key_End if at else Qt.Key.Key_Home, CTRL, TRAVEL)
        else:
            self.jump(at, extends=False)

    def _steps(self, begin: int, end: int) -> int:
        """Return how many steps lie between two offsets: what is folded is gone over in one."""
        layout, (low, high) = self.view._layout, sorted((begin, end))
        count = 0
        for group in sorted(layout.folded):
            rows = layout.blocks.groups[group]
            first, last = layout.blocks[rows.first].begin, layout.blocks[rows.last - 1].end
            if low <= first and last <= high:
                count, low = count + _steps(self.view.text(), low, first), last
        return min(_FAR, count + _steps(self.view.text(), low, high))

    def _words_round(self, offset: int) -> list[int]:
        """Return the begins of words in view next to an offset, to which one may jump."""
        begins = [word[0] for word in self.window.text_keys.jump._seen()]
        at = bisect_right(begins, offset)
        return begins[max(0, at - 1) : at + 1]

    def _is_seen(self, offset: int) -> bool:
        rect = self.view.rect_of(offset).toAlignedRect()
        return self.view.viewport().rect().contains(rect.center())

    def jump(self, word: int, *, extends: bool) -> None:
        """Jump to a word by its first letter and the sign over it, or select up to its end."""
        why = SELECT if extends else TRAVEL
        self.key(Qt.Key.Key_J, CTRL | SHIFT if extends else CTRL, why)
        text = self.view.text()
        letter = first((c for c in text[word:] if c.isalnum()), "no letter is there to jump to")
        self.sign(letter, why)
        keys = self.window.text_keys
        signs = {at[0]: sign for sign, at in keys.jump.words.items()}
        if keys.mode == "jump":
            for sign in need(signs.get(word), f"no sign of a jump stands at {word}"):
                self.sign(sign, why)

    # Selecting

    def select(self, begin: int, end: int) -> None:
        """Select from `begin`, where the caret is, to `end`, by as few presses as there are."""
        ways = [way for way in self._ways(begin, end) if way[0]]
        words = min((w for w in ways if w[1] == "words"), default=(1_000, "words", 0))
        best = min(ways, key=lambda way: (way[0], way[1] != "widen"))
        for _ in range(best[2] if best[1] == "widen" else 0):
            self.key(Qt.Key.Key_Space, why=SELECT)
        for _ in range(words[2] if best == words else 0):
            self.step(True, CTRL | SHIFT, SELECT)
        for _ in range(_FAR if best[1] == "page" else 0):
            if self._is_seen(best[2]):
                break
            self.key(Qt.Key.Key_PageDown, SHIFT, SELECT)
        if best[1] in ("jump", "page"):
            self.jump(best[2], extends=True)
        for _ in range(end - begin + 400):
            if self.view.selection() == (begin, end):
                return
            self.step_towards(end, SHIFT, SELECT)
        now = "–".join(map(str, self.view.selection()))
        raise GivenUpError(f"no key selects {begin}–{end}, but {now}")

    def _ways(self, begin: int, end: int) -> Iterator[tuple[int, str, int]]:
        """Yield how one may select: presses, by what, and how many or which word of it."""
        text = self.view.text()
        count, at = 0, begin
        while True:
            yield count + _steps(text, at, end), "words", count
            if at >= end:
                break
            count, at = count + 1, word_end(text, at)
        widened = self._widenings(begin, end)
        if widened:
            yield widened, "widen", widened
        last = _last_word(text, begin, end)
        if not any(c.isalnum() for c in text[last:end]):
            # A jump goes to a letter.
            return
        is_seen = self._is_seen(max(begin, last))
        rest = _steps(text, word_end(text, last), end)
        yield (3 if is_seen else 5) + rest, "jump" if is_seen else "page", last

    def _widenings(self, begin: int, end: int) -> int:
        """Return how many presses of Space select just this, 0 if none do."""
        state = self.view.selection_state()
        tried = Selection(state.text, state.language)
        tried.go(begin)
        for count in range(1, _WIDENINGS + 1):
            if not tried.widen():
                return 0
            if (tried.begin, tried.end) == (begin, end):
                return count
        return 0


def _shortest(picker: Picker, name: str, is_it: Callable[[Any], bool]) -> str:
    """Return what to type so that, with steps down, least is pressed: the begin of any word."""
    words = [name[at:] for at in range(len(name)) if not at or not name[at - 1].isalnum()]
    begins = dict.fromkeys(word[:count] for word in words for count in range(len(word) + 1))
    rows = [
        (is_it(value), (row if isinstance(row, Shown) else Shown(row))[:4])
        for value, row in picker._rows
    ]
    row = picker.list.currentRow()
    tried: list[tuple[int, str]] = []
    for typed in {"": None} | begins:
        found = [is_wanted for is_wanted, names in rows if fits(typed, *names)]
        down = found.index(True) - (0 if typed else row) if True in found else -1
        if down >= 0:
            tried.append((len(typed) + down, typed))
    ensure(tried, f"the list does not offer {name or 'it'}")
    return min(tried)[1]


def _steps(text: str, begin: int, end: int) -> int:
    """Return how many characters lie between two offsets, in whichever order, up to `_FAR`."""
    low, high, count = min(begin, end), max(begin, end), 0
    while low < high and count < _FAR:
        low, count = next_grapheme(text, low), count + 1
    return count


def _last_word(text: str, begin: int, end: int) -> int:
    words = [t for t in tokenize(text[begin:end]) if text[begin + t.begin].isalnum()]
    return begin + words[-1].begin if words else begin
