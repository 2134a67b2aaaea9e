"""What is measured of the annotated text, in a process of its own: "@name seconds" on each line."""

from __future__ import annotations

import os
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from tests.benchmarks.long_text import corpus_of, crowd, long_text, marks_of
from tests.benchmarks.view_sizes import Size, dragged

_wall = _clock = time.perf_counter
_EARLY = 40
"""Tags after the very first one that are made while heights are measured beside them."""
_UNMEASURED = 100
"""Blocks without an exact height while heights are measured: more than an edit leaves."""
_ZOOMS = 100, 110
_ADDED = 40
_HELD, _PAGE = 16 << 20, 4096


def use_processor_time() -> None:
    """Count what this process used, not what went by: other work on the machine is left out."""
    global _clock
    _clock = time.process_time


def say(name: str, times: list[float]) -> None:
    """Print the distribution of a series."""
    ordered = sorted(times)
    print(f"@{name}", statistics.median(ordered))
    print(f"@{name}_p95", ordered[min(len(ordered) - 1, round(0.95 * len(ordered)))])
    print(f"@{name}_worst", ordered[-1])


def series(name: str, action: Callable[[int], object], n: int) -> None:
    """Time an action n times."""
    times: list[float] = []
    for number in range(n):
        begin = _clock()
        action(number)
        times.append(_clock() - begin)
    say(name, times)


def series_of_sizes(
    name: str, sizes: Iterable[Size], resize: Callable[[Size], object], app: Any, view: Any
) -> None:
    """Time what it takes to have other sizes; the first by itself, as a hand begins to drag.

    Those that wrap the lines of the text anew are told once more by themselves.
    """
    times: list[float] = []
    wrapped: list[float] = []
    for size in sizes:
        width = view._column.width
        begin = _clock()
        resize(size)
        times.append(_clock() - begin)
        if view._column.width != width:
            wrapped.append(times[-1])
        app.processEvents()
    print(f"@{name}_first", times[0])
    say(name, times[1:])
    if len(wrapped) < len(times):
        say(f"{name}_wrapped", wrapped)


def bare(step: str, out: Path, annotations: int) -> None:
    """Measure the text surface alone, as the floor does: 1000x800, offscreen."""
    from PySide6.QtCore import QPointF
    from PySide6.QtWidgets import QApplication

    from annotator.ui.look.look import Look
    from annotator.ui.text.marks import Mark
    from annotator.ui.text.view import TextView

    app = QApplication([])
    text, rows = long_text(out, is_one_paragraph=step == "onepara", annotations=annotations)
    if step == "crowded":
        text, rows = crowd(text)
    marks = marks_of(rows)
    view = TextView(Look())
    view.resize(1000, 800)
    view.show()
    app.processEvents()
    paint = view.viewport().grab
    bar, pick = view.verticalScrollBar(), random.Random(1)

    begin = _clock()
    view.set_document(text, language="bg")
    paint()
    print("@first_paint", _clock() - begin)
    begin = _clock()
    view.set_marks(marks)
    paint()
    print("@annotations_shown", _clock() - begin)

    def go(value: float) -> None:
        bar.setValue(int(value))
        paint()

    series("page", lambda _: go(bar.value() + bar.pageStep()), 60 if step != "crowded" else 20)
    series("jump", lambda _: go(bar.maximum() * pick.random()), 30)
    go(bar.maximum() * 0.5)
    series("paint", lambda _: paint(), 20)
    at = min(view.position_at(QPointF(300, 100)) + 100, len(text) - 300)

    def new(number: int) -> None:
        spot = at + 7 * number
        view.patch_marks([], [Mark(f"new{number}", ((spot, spot + 12),), 1, "fill", "P", "city")])

    def add(number: int) -> None:
        new(number)
        paint()

    def add_on_screen(number: int) -> None:
        new(_ADDED + number)
        app.sendPostedEvents()

    app.sendPostedEvents()
    series("add_to_pixels", add_on_screen, _ADDED)
    series("add_and_repaint", add, _ADDED)
    series("select_and_repaint", lambda n: (view.select_mark(f"new{n}"), paint()), _ADDED)
    places = [QPointF(pick.randrange(20, 950), pick.randrange(10, 780)) for _ in range(200)]
    series("hit", lambda n: view.position_at(places[n]), 200)

    def resize(size: Size) -> None:
        view.resize(*size)
        paint()

    series_of_sizes("resize", dragged(1000, 800), resize, app, view)
    # Of this width nothing is to spare: each narrower one wraps the lines anew.
    by_side = (size for size in dragged(800, 800) if size[1] == 800)
    series_of_sizes("rewrap", by_side, resize, app, view)


class Hands:
    """Presses keys in a whole window and waits for the pixels of the text, then for all else."""

    def __init__(self, corpus: Path, folder: Path, *, annotator: str = "import") -> None:
        from PySide6.QtWidgets import QApplication

        from annotator.ui.app import build_window
        from annotator.ui.settings.settings import Settings

        self.app = QApplication.instance() or QApplication([])
        settings = Settings(folder / "settings.ini")
        for key, value in (("language", "en"), ("theme", "light"), ("annotator", annotator)):
            settings.set_text(key, value)
        begin = _clock()
        self.window: Any = build_window(corpus, settings)
        self.window.resize(1440, 900)
        self.window.show()
        self.processor_seconds = 0.0
        self.view: Any = self.window.surface
        self.view.setFocus()
        self._time_marks()
        self.app.processEvents()
        self.seconds_to_paint = _clock() - begin
        self.wait_for_annotations()
        self.seconds_to_annotations = _clock() - begin
        while self.view._overview.is_busy() or self.window.slices.is_busy():
            self.app.processEvents()
            time.sleep(0.001)  # Waiting for the next slice should not count as work.
        self.settle()
        self.seconds_to_rest = _clock() - begin

    def wait_for_annotations(self) -> None:
        """Let a very large document be read, which goes on beside the window."""
        while self.window.sitting.is_reading:
            self.app.processEvents()
            time.sleep(0.001)  # It waits for the end of a thread.

    def _time_marks(self) -> None:
        """Have noted what the window is held for when a document that was read elsewhere comes."""
        session, self.seconds_from_read_to_paint = self.window.sitting, 0.0
        show_read = session.show_read

        def show(arrived: Any) -> None:
            begin = _clock()
            show_read(arrived)
            self.app.sendPostedEvents()
            self.seconds_from_read_to_paint = _clock() - begin

        session.show_read = show

    def settle(self) -> None:
        """Let everything be done that waits for the text to be painted."""
        deadline = _wall() + 2
        while _wall() < deadline:
            self.app.processEvents()
            if not self.view._overview.is_busy():
                break
            time.sleep(0.005)  # A benchmark yields the processor; no test waits here.

    def rest(self) -> None:
        """Let all heights be measured, and the strip be gathered by them."""
        while self.view._background.is_busy():
            self.app.processEvents()
            time.sleep(0.001)  # As above: it waits for a timer.

    def is_measuring(self) -> bool:
        """Say whether heights are still measured, not only those of what was just edited."""
        return self.view._layout.measured.count(0) > _UNMEASURED

    def have_measured(self) -> None:
        """Have heights measured now: where all are, by letters of another size."""
        if not self.is_measuring():
            self.view.set_zoom(sum(_ZOOMS) - self.view.zoom())
            self.settle()

    def close(self) -> None:
        """Close the window as a person does, and let go of it before the program ends."""
        from PySide6.QtCore import QCoreApplication, QEvent

        self.window.close()
        self.window.deleteLater()
        self.window = self.view = None
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        self.app.processEvents()

    def paint_after(self, key: Any, typed: str = "", modifiers: Any = None) -> float:
        """Press a key as the system gives it to a window; return the seconds to the painted text.

        What works beside the window watches for such keys, and stands back.
        """
        from PySide6.QtCore import QEvent, Qt
        from PySide6.QtGui import QKeyEvent

        held = modifiers if modifiers is not None else Qt.KeyboardModifier.NoModifier
        down = QKeyEvent(QEvent.Type.KeyPress, key, held, typed)
        receiver = self.window.windowHandle() if self.view.hasFocus() else self.view
        began = time.process_time()
        begin = _clock()
        self.app.sendEvent(receiver, down)
        # Posted events are what the platform delivers next, the repaint among them; what the
        # window does later, for itself, waits for a timer.
        self.app.sendPostedEvents()
        painted = _clock() - begin
        self.processor_seconds = time.process_time() - began
        return painted

    def press(self, key: Any, typed: str = "", modifiers: Any = None) -> tuple[float, float]:
        """Press a key; return the seconds to the painted text and to a window that rests."""
        begin = _clock()
        painted = self.paint_after(key, typed, modifiers)
        for _ in range(3):
            self.app.processEvents()
        return painted, _clock() - begin

    def go_to_free_word(self, layer: str, pick: random.Random) -> None:
        """Put the caret on a word, anywhere, that a layer leaves free."""
        session, view = self.window.sitting, self.view
        while True:
            offset = pick.randrange(len(view.text()))
            begin, end = view.selection_state().word_span(offset)
            taken = (session.annotation(m.key) for m in view.marks_in(begin, max(end, begin + 1)))
            if begin < end and all(a is None or a.layer != layer for a in taken):
                view.set_caret(begin)
                self.settle()
                return


def whole(out: Path, annotations: int) -> None:
    """Measure keys in the whole window with its panels, commits included: 1440x900."""
    from PySide6.QtCore import Qt

    keys, modifiers = Qt.Key, Qt.KeyboardModifier
    text, rows = long_text(out, is_one_paragraph=False, annotations=annotations)
    pick = random.Random(4)
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as name:
        folder = Path(name)
        corpus = corpus_of(text, rows, folder)
        hands = Hands(corpus, folder)
        print("@open", hands.seconds_to_paint)
        print("@open_to_annotations", hands.seconds_to_annotations)
        print("@read_to_paint", hands.seconds_from_read_to_paint)
        print("@open_to_rest", hands.seconds_to_rest)
        layers = hands.window.sitting.scheme.layers
        tagged: list[float] = []
        worked: list[float] = []
        rested: list[float] = []
        early: list[float] = []
        other: dict[str, list[float]] = {}
        for number in range(1 + _EARLY + 60):
            if number == 1 + _EARLY:
                hands.view.set_zoom(_ZOOMS[0])
                begin = _clock()
                hands.rest()
                print("@all_measured", _clock() - begin)
            layer = layers[number % 2]
            is_early = 0 < number <= _EARLY
            if is_early:
                hands.have_measured()
            hands.go_to_free_word(layer.id, pick)
            digit = str(number % 2 + 1)
            painted, settled = hands.press(getattr(keys, f"Key_{digit}"), digit)
            if number == 0:
                print("@first_key_to_pixels", painted)
                continue
            if is_early:
                # Of a small document all may have been measured before the key came.
                if hands.is_measuring():
                    early.append(painted)
                continue
            tagged.append(painted)
            worked.append(hands.processor_seconds)
            rested.append(settled)
            for kind, key, typed, held in (
                ("unsure_to_pixels", keys.Key_Question, "?", modifiers.ShiftModifier),
                ("caret_to_pixels", keys.Key_Right, "", modifiers.NoModifier),
                ("word_to_pixels", keys.Key_Right, "", modifiers.ControlModifier),
                ("page_to_pixels", keys.Key_PageDown, "", modifiers.NoModifier),
            ):
                other.setdefault(kind, []).append(hands.press(key, typed, held)[0])
            if number % 3 == 0:
                begin = _clock()
                hands.window.act.steps.undo()
                hands.app.sendPostedEvents()
                other.setdefault("undo_to_pixels", []).append(_clock() - begin)
                hands.settle()
        if early:
            say("early_key_to_pixels", early)
        say("key_to_pixels", tagged)
        say("key_to_pixels_cpu", worked)
        say("key_to_rest", rested)
        for kind, times in other.items():
            say(kind, times)

        def resize(size: Size) -> None:
            hands.window.resize(*size)
            hands.app.sendPostedEvents()

        series_of_sizes("window_resize", dragged(1440, 900), resize, hands.app, hands.view)
        _say_memory()


def _say_memory() -> None:
    """Print what it takes to look at 16 MiB, and again after half a second without a look.

    A machine that takes memory away from who rests makes each first press after a rest dear.
    """
    held = bytearray(_HELD)
    for name, seconds in (("_made", 0.0), ("", 0.0), ("_after_rest", 0.5)):
        time.sleep(seconds)  # The rest itself is what is measured.
        begin = _clock()
        for at in range(0, _HELD, _PAGE):
            held[at] = 1
        print(f"@memory{name}", _clock() - begin)


def run(step: str, out: Path, annotations: int, *, by_processor: bool = False) -> None:
    """Measure one step and leave at once."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    if by_processor:
        use_processor_time()
    if step == "window":
        whole(out, annotations)
    else:
        bare(step, out, annotations)
    sys.stdout.flush()
    os._exit(0)
