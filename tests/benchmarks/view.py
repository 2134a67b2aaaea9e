"""The annotated text on screen beside the least work that does it at all.

python -m tests.benchmarks.view OUT FLOORS [--n 3] [--json] [--step long|onepara|crowded]

OUT is a folder that the generator of the floors filled (long.json, long_onepara.json); FLOORS is
the folder of the floor scripts, which are run unchanged, each just before ours. The floor's window
is 1000x800 offscreen; so is ours. `crowded` has no floor: 1,028 annotations on one screen.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path

from tests.benchmarks.measure import child_times, floor_rows, report

STEPS = ("long", "onepara", "crowded")
FLOOR_OF = {"long": "labels", "onepara": "onepara"}
CROWD = 1028


def _series(name: str, action: Callable[[int], object], n: int) -> None:
    times: list[float] = []
    for number in range(n):
        begin = time.perf_counter()
        action(number)
        times.append(time.perf_counter() - begin)
    print(f"@{name}", statistics.median(times))
    print(f"@{name}_worst", max(times))


def _marks(rows: list[dict[str, object]]) -> list[object]:
    from annotator.ui.text.marks import Mark

    looks = {
        "actor": (0, "fill", "A", "state", ""),
        "place": (1, "fill", "P", "city", ""),
        "stance": (2, "margin", "S", "support", "offer"),
    }
    return [
        Mark(str(number), ((row["start"], row["end"]),), *looks[str(row["layer"])])  # type: ignore[arg-type]
        for number, row in enumerate(rows)
    ]


def _crowd(text: str) -> tuple[str, list[dict[str, object]]]:
    text = text[:1500].replace("\n", " ")
    pick = random.Random(2)
    rows: list[dict[str, object]] = []
    for number in range(CROWD):
        begin = pick.randrange(len(text) - 40)
        layer = ("actor", "place", "stance")[number % 3]
        rows.append({"start": begin, "end": begin + pick.randrange(2, 30), "layer": layer})
    return text, rows


def _child(step: str, out: Path) -> None:
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    from PySide6.QtCore import QPointF
    from PySide6.QtWidgets import QApplication

    from annotator.ui.look import Look
    from annotator.ui.text.marks import Mark
    from annotator.ui.text.view import TextView

    app = QApplication([])
    name = "long_onepara.json" if step == "onepara" else "long.json"
    data = json.loads((out / name).read_text(encoding="utf-8"))
    text, rows = data["text"], data["annotations"]
    if step == "crowded":
        text, rows = _crowd(text)
    marks = _marks(rows)
    view = TextView(Look())
    view.resize(1000, 800)
    view.show()
    app.processEvents()
    paint = view.viewport().grab
    bar, pick = view.verticalScrollBar(), random.Random(1)

    begin = time.perf_counter()
    view.set_document(text, language="bg")
    paint()
    print("@first_paint", time.perf_counter() - begin)
    begin = time.perf_counter()
    view.set_marks(marks)  # type: ignore[arg-type]
    paint()
    print("@annotations_shown", time.perf_counter() - begin)

    def go(value: float) -> None:
        bar.setValue(int(value))
        paint()

    _series("page", lambda _: go(bar.value() + bar.pageStep()), 60 if step != "crowded" else 20)
    _series("jump", lambda _: go(bar.maximum() * pick.random()), 30)
    go(bar.maximum() * 0.5)
    at = view.position_at(QPointF(300, 100)) + 100
    at = min(at, len(text) - 300)

    def add(number: int) -> None:
        spot = at + 7 * number
        view.patch_marks([], [Mark(f"new{number}", ((spot, spot + 12),), 1, "fill", "P", "city")])
        paint()

    _series("add_and_repaint", add, 20)
    _series("select_and_repaint", lambda n: (view.select_mark(f"new{n}"), paint()), 20)
    places = [QPointF(pick.randrange(20, 950), pick.randrange(10, 780)) for _ in range(200)]
    _series("hit", lambda n: view.position_at(places[n]), 200)
    _series("resize", lambda n: (view.resize(1000 - 40 * (n % 2 + 1), 800), paint()), 4)
    _series("rewrap", lambda n: (view.resize(1000 - 300 * (n % 2 + 1), 800), paint()), 4)
    sys.stdout.flush()
    os._exit(0)


def main() -> int:
    """Measure the steps that were asked for."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("out", type=Path)
    parser.add_argument("floors", type=Path, nargs="?")
    parser.add_argument("--n", type=int, default=3)
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--step", choices=STEPS)
    parser.add_argument("--child", action="store_true", help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.child:
        _child(arguments.step, arguments.out)
    for step in [arguments.step] if arguments.step else STEPS:
        floors: dict[str, float] = {}
        if arguments.floors and step in FLOOR_OF:
            script = arguments.floors / "floor_view.py"
            floors = floor_rows(script, arguments.out, FLOOR_OF[step], arguments.n)
        given = [str(arguments.out), "--step", step, "--child"]
        times, peak = child_times("tests.benchmarks.view", given, arguments.n)
        for name in [name for name in times if name != "wall"]:
            floor = floors.get(f"view_{FLOOR_OF.get(step)}.{name}")
            report(f"view_{step}.{name}", times[name], peak, floor=floor, as_json=arguments.json)
    return 0


if __name__ == "__main__":
    sys.exit(main())
