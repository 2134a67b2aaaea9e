"""The annotated text on screen beside the least work that does it at all.

python -m tests.benchmarks.view OUT FLOORS [--n 3] [--json] [--annotations 20000]
                                [--step long|onepara|crowded|window] [--processor-time]

OUT is a folder that the generator of the floors fills once (long.json, long_onepara.json); FLOORS
is the folder of the floor scripts, which are run unchanged, each just before ours. The floor's
window is 1000x800 offscreen; so is ours. `crowded` (1,028 annotations on one screen) and `window`
(keys in the whole window, commits included) have no floor. A series is told by its median, its 95th
percentile and its worst; a name in the list of aims is compared with its aim, and one that missed
it has a `!`. What other programs took for the same text stands at the end. `add_and_repaint`
paints the whole picture as the floor does, `add_to_pixels` what a window paints. Processor time
leaves out what else runs on the machine, and waiting for the disk; `key_to_pixels_cpu` is that of
the same presses as `key_to_pixels`. These come when all heights are measured; `early_key_to_pixels`
while that is done beside them (as by letters of another size, once all were), and
`first_key_to_pixels` is the very first. After `open` the text
is there; a very large document is read beside the window until `open_to_annotations`, and for
`read_to_paint` that holds it. A window is resized as by a hand that drags its edge; the first step
is told by itself, those that wrap the lines anew once more. `memory` is what it takes to look at
16 MiB, `memory_after_rest` half a second later: a machine on which that is much more takes memory
away from whoever rests, and each press after a rest has it fetched.
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

from tests.benchmarks.measure import child_times, fill, floor_rows, report
from tests.benchmarks.view_steps import run
from tests.numbers import positive

STEPS = ("long", "onepara", "crowded", "window")
FLOOR_OF = {"long": "labels", "onepara": "onepara"}
AIMS = {
    "first_paint": 0.050,
    "read_to_paint": 0.050,
    "page": 0.016,
    "jump": 0.016,
    "resize": 0.016,
    "resize_p95": 0.016,
    "resize_first": 0.016,
    "crowded.paint": 0.016,
    "crowded.add_and_repaint": 0.016,
    "crowded.add_and_repaint_p95": 0.016,
    "add_to_pixels": 0.016,
    "first_key_to_pixels": 0.016,
    "early_key_to_pixels": 0.008,
    "early_key_to_pixels_p95": 0.016,
    "key_to_pixels": 0.008,
    "key_to_pixels_p95": 0.016,
    "page_to_pixels": 0.016,
    "window_resize": 0.016,
    "window_resize_p95": 0.016,
    "window_resize_first": 0.016,
}
"""Seconds that a step should take at most, by name or by step and name."""
PEERS = {
    "QualCoder": "295 s to open it",
    "doccano": "8.6 s to open it",
    "Label Studio": "not open after 360 s",
    "brat": "52 s on the server alone",
}
"""What others took for the same text with 20,000 annotations, measured once."""


def main() -> int:
    """Measure the steps that were asked for."""
    parser = argparse.ArgumentParser(
        prog="python -m tests.benchmarks.view", description=__doc__.split("\n", 1)[0]
    )
    parser.add_argument("out", type=Path)
    parser.add_argument("floors", type=Path, nargs="?")
    parser.add_argument("--n", type=positive, default=3)
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--annotations", type=positive, default=20_000)
    parser.add_argument("--step", choices=STEPS)
    parser.add_argument("--processor-time", action="store_true")
    parser.add_argument("--child", action="store_true", help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.child:
        by_processor = arguments.processor_time
        run(arguments.step, arguments.out, arguments.annotations, by_processor=by_processor)
    fill(arguments.out, arguments.floors, "long.json")
    for step in [arguments.step] if arguments.step else STEPS:
        _measure(step, arguments)
    if not arguments.json:
        print("Others, the same text with 20,000 annotations, by the clock:")
    for name, said in PEERS.items():
        print(json.dumps({"peer": name, "took": said}) if arguments.json else f"{name}: {said}")
    return 0


def _measure(step: str, arguments: argparse.Namespace) -> None:
    floors: dict[str, float] = {}
    if arguments.floors and step in FLOOR_OF:
        script = arguments.floors / "floor_view.py"
        floors = floor_rows(script, arguments.out, FLOOR_OF[step], arguments.n)
    given = [str(arguments.out), "--step", step, "--child"]
    given += ["--annotations", str(arguments.annotations)]
    if arguments.processor_time:
        given.append("--processor-time")
    times, peak = child_times("tests.benchmarks.view", given, arguments.n)
    for name in [name for name in times if name != "wall"]:
        floor = floors.get(f"view_{FLOOR_OF.get(step)}.{name}")
        more: dict[str, object] = {"annotations": arguments.annotations}
        aim = AIMS.get(f"{step}.{name}", AIMS.get(name))
        if aim is not None and not (step == "crowded" and name == "first_paint"):
            more["aim"] = aim
        report(
            f"view_{step}.{name}", times[name], peak, floor=floor, as_json=arguments.json, **more
        )


if __name__ == "__main__":
    sys.exit(main())
