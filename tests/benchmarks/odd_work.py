"""Odd documents in the whole window: every kind of step that somebody may wait for.

python -m tests.benchmarks.odd_work [NAME …] [--size 200000] [--wall]

For each document of `odd_texts.py` the seconds of processor time (or by the clock) to the painted
text: the median, the 95th percentile and the worst; what takes longer than 50 ms is marked.
"""

from __future__ import annotations

import argparse
import os
import random
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from tests.benchmarks.odd_texts import CUE, ONE, TWO, Odd, corpus_with, odd_texts

LONG = 0.050
_MANY_HITS = 5_000
_clock: Callable[[], float] = time.process_time


def main() -> int:
    """Measure the documents that were named, all by default, each in a process of its own."""
    parser = argparse.ArgumentParser(
        prog="python -m tests.benchmarks.odd_work", description=(__doc__ or "").split("\n", 1)[0]
    )
    parser.add_argument("names", nargs="*")
    parser.add_argument("--size", type=int, default=200_000)
    parser.add_argument("--wall", action="store_true")
    parser.add_argument("--child", action="store_true", help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.child:
        _measure(arguments)
        return 0
    names = arguments.names or list(odd_texts(arguments.size))
    for name in names:
        given = [name, "--size", str(arguments.size), "--child"]
        given += ["--wall"] if arguments.wall else []
        command = [sys.executable, "-m", "tests.benchmarks.odd_work", *given]
        if subprocess.run(command, check=False).returncode:
            return 1
    return 0


def _measure(arguments: argparse.Namespace) -> None:
    global _clock
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    if arguments.wall:
        _clock = time.perf_counter
    (name,) = arguments.names
    odd = odd_texts(arguments.size)[name]()
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        path = Path(folder) / "odd.corpus"
        corpus_with(odd, path)
        print(f"\n{name}: {len(odd.text)} characters, {len(odd.rows)} annotations", flush=True)
        _Steps(path, Path(folder), odd).run()
    sys.stdout.flush()
    os._exit(0)


class _Steps:
    """Works in a window on one odd document, and says how long each step took."""

    def __init__(self, corpus: Path, folder: Path, odd: Odd) -> None:
        from PySide6.QtCore import Qt

        from tests.benchmarks.view_steps import Hands

        self._odd, self._pick = odd, random.Random(4)
        begin = _clock()
        self._hands = hands = Hands(corpus, folder, annotator="a")
        self._say("start and open, to rest", [_clock() - begin])
        self._window: Any = hands.window
        self._view: Any = hands.view
        self._keys, self._held = Qt.Key, Qt.KeyboardModifier

    def _say(self, name: str, times: list[float], aim: float = LONG) -> None:
        ordered = sorted(times)
        at = min(len(ordered) - 1, round(0.95 * len(ordered)))
        figures = (statistics.median(ordered), ordered[at], ordered[-1])
        said = "  ".join(f"{figure * 1000:8.1f}" for figure in figures)
        print(f"  {name:32} {said} ms {'  !' if ordered[-1] > aim else ''}", flush=True)

    def _series(
        self, name: str, act: Callable[[int], object], n: int, *, is_of_one: bool = True
    ) -> None:
        times: list[float] = []
        for number in range(n):
            if is_of_one and self._window.sitting.document != ONE:
                self._window.sitting.open_document(ONE)
                self._hands.settle()
            self._hands.wait_for_annotations()
            begin = _clock()
            act(number)
            self._hands.app.sendPostedEvents()
            times.append(_clock() - begin)
            begin = _clock()
            for _ in range(3):
                self._hands.app.processEvents()
            self._after.append(_clock() - begin)
            self._hands.settle()
        self._say(name, times)
        if max(self._after) > LONG:
            self._say(f"  {name}: after it", self._after)
        self._after.clear()

    def run(self) -> None:
        """Do everything once or some times."""
        self._after: list[float] = []
        keys, held, hands, view = self._keys, self._held, self._hands, self._view
        none, ctrl, shift = held.NoModifier, held.ControlModifier, held.ShiftModifier
        window, length = self._window, len(self._odd.text)

        def key(code: Any, typed: str = "", modifiers: Any = none) -> Callable[[int], object]:
            return lambda _: hands.paint_after(code, typed, modifiers)

        def jump(_: int) -> None:
            view.set_caret(self._pick.randrange(length))

        def tag(number: int) -> None:
            hands.paint_after(getattr(keys, f"Key_{4 + number % 2}"), str(4 + number % 2))

        act = window.act
        self._series("page", key(keys.Key_PageDown), 20)
        self._series("jump", jump, 20)
        edits: list[object] = []
        window.sitting.changed.connect(edits.append)
        self._series("tag", lambda n: (jump(n), tag(n)), 20)
        if edits:
            # No more than were made: the next would be the whole import.
            self._series("undo", lambda _: act.steps.undo(), min(8, len(edits)))
        self._series("word", key(keys.Key_Right, "", ctrl), 20)
        self._series("word selected", key(keys.Key_Right, "", ctrl | shift), 10)
        self._series("next annotation", lambda _: act.going.next_annotation(), 20)
        self._series("next of layer", lambda _: act.going.next_of_layer(), 5)
        self._series("next unsure", lambda _: act.going.step_unsure(1), 3)
        self._series("next incomplete", lambda _: act.going.step_incomplete(1), 3)
        overview = view._overview.went_to.emit
        self._series("overview", lambda _: overview(self._pick.random()), 20)
        self._series("line by line", key(keys.Key_Down), 30)
        self._series("select all", key(keys.Key_A, "", ctrl), 2)
        self._series("end of it", key(keys.Key_End, "", ctrl), 2)
        self._series("resize", lambda n: window.resize(1440 - 30 * (n % 2), 900), 10)
        self._series("resize to another measure", lambda n: window.resize(1000 + 60 * n, 900), 6)
        window.resize(1440, 900)
        self._series("zoom", lambda n: act.viewing.zoom_in(), 4)
        act.viewing.zoom_reset()
        self._series("names", lambda _: act.viewing.toggle_names(), 4)
        self._series("margin", lambda _: act.viewing.toggle_margin(), 4)
        self._looks()
        self._shown()
        self._find()
        self._many()
        self._documents()

    def _looks(self) -> None:
        from annotator.ui.settings.chosen_look import make_look

        def theme(number: int) -> None:
            self._window.settings.set_text("theme", ("dark", "light")[number % 2])
            self._window.set_look(make_look(self._window.settings))

        self._series("theme", theme, 4)

    def _shown(self) -> None:
        act = self._window.act
        for layer in {row[2] for row in self._odd.rows}:
            toggled = lambda _, layer=layer: act.showing.toggle("layers", layer)  # noqa: E731
            self._series(f"layer {layer.lower()} off and on", toggled, 2)
        if self._odd.relations:
            self._series("all relations", lambda _: act.viewing.toggle_relations(), 1)
            self._series("page, with all relations", self._page(), 10)
            act.viewing.toggle_relations()
        if self._odd.annotators > 1:
            self._readers()

    def _readers(self) -> None:
        """Show the work of two, and edit among it."""
        act, session, ctrl = self._window.act, self._window.sitting, self._held.ControlModifier

        def tag(_: int) -> None:
            self._view.set_caret(self._pick.randrange(len(self._odd.text)))
            self._hands.paint_after(self._keys.Key_4, "4")

        def wait(_: int) -> None:
            while session.is_comparing:
                self._hands.app.processEvents()

        self._series("rows of two", lambda _: act.showing.show_rows(), 1)
        self._series("page, in rows", self._page(), 10)
        self._series("tag, in rows", tag, 5)
        self._series("differences, wanted", lambda _: act.showing.show_differences(), 1)
        self._series("differences, compared", wait, 1)
        self._series("page, differences", self._page(), 10)
        self._series("next difference", lambda _: act.differing.next_difference(), 10)
        self._series("tag, among differences", tag, 5)
        self._series("undo, among differences", lambda _: act.steps.undo(), 5)
        self._series("one annotator hidden", lambda _: act.showing.toggle("annotators", "b"), 1)
        self._series("differences, compared again", wait, 1)
        act.showing.show_everything()
        self._series("one again", lambda _: act.showing.show_one(), 1)
        self._series("work as another", lambda n: session.set_annotator("ba"[n]), 2)
        self._series("select all after it", lambda _: self._select_all(ctrl), 1)

    def _select_all(self, ctrl: Any) -> None:
        self._hands.paint_after(self._keys.Key_A, "", ctrl)

    def _many(self) -> None:
        """Tag very many hits at once, take that back and make it again."""
        from annotator.model.query import Hit
        from annotator.operations.search.bulk import tag_hits

        session, text = self._window.sitting, self._odd.text
        step = len(text) // _MANY_HITS
        hits = [Hit(ONE, at, at + 12) for at in range(0, step * _MANY_HITS, step)]
        self._series("tag 5,000 hits", lambda _: session.work(tag_hits, hits, CUE), 1)
        steps = self._window.act.steps
        for name, act in (("undo", steps.undo), ("redo", steps.redo)):
            self._series(f"{name} them", lambda _, act=act: self._to_the_end(act), 1)

    def _to_the_end(self, act: Callable[[], object]) -> None:
        act()
        while self._window.telling.is_busy:
            self._hands.app.processEvents()

    def _page(self) -> Callable[[int], object]:
        return lambda _: self._hands.paint_after(self._keys.Key_PageDown)

    def _find(self) -> None:
        bar, view = self._window.find_bar, self._view
        view.set_caret(0)
        bar.open()
        bar.field.setText(self._odd.find)
        self._series("find", lambda _: bar.search(), 2)
        print(f"  ({len(bar.hits())} places)")
        self._series("next hit", lambda _: bar.step(1), 10)
        self._series("page, with hits", self._page(), 10)
        self._series("leave finding", lambda _: bar.close_bar(), 1)
        view.setFocus()

    def _documents(self) -> None:
        session = self._window.sitting
        self._series("another document", lambda _: session.open_document(TWO), 1)
        self._series("and back", lambda _: session.open_document(ONE), 1, is_of_one=False)
        self._series("page after it", self._page(), 10)


if __name__ == "__main__":
    sys.exit(main())
