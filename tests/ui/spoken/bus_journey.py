"""python -m tests.ui.spoken.bus_journey CORPUS: reads and presses through a window, blindly.

Runs within a session bus of its own; prints what it found as one object of JSON.
"""

from __future__ import annotations

import json
import subprocess
import sys
from typing import Any

from tests.ui.spoken.bus import Bus

PRESSED = (
    "Home Control",
    "Right",
    "Right Control",
    "Right Shift Control",
    "Left",
    "1",
    "Z Control",
    "Return",
    "F2",
    "Escape",
    "K Control",
    "Escape",
    "F Control",
)
_QUIET = 1.5
"""So many seconds without a word end what a key leads to."""


def main(corpus: str) -> int:
    """Open the window, go through it, print what was read and heard."""
    bus = Bus()
    command = [sys.executable, "-m", "tests.ui.spoken.bus_window", corpus]
    with subprocess.Popen(command, stdin=subprocess.PIPE) as window:
        assert window.stdin is not None
        try:
            found = _journey(bus, window)
        finally:
            window.stdin.close()
            window.wait(timeout=30)
    print(json.dumps({**found, "ended": window.returncode}))
    return 0


def _journey(bus: Bus, window: Any) -> dict[str, Any]:
    program = bus.program("Annotator of the journey")
    assert program is not None
    things = list(bus.all_below(program))
    text = next(t for t in things if bus.name(t) == "Text" and "multi line" in bus.states(t))
    answers = _read(bus, text)
    controls = [(bus.role(t), bus.name(t), bus.description(t)) for t in things]
    heard: list[tuple[str, list[str]]] = []
    for line in PRESSED:
        bus.heard.clear()
        window.stdin.write(f"{line}\n".encode())
        window.stdin.flush()
        heard.append((line, _announced(bus)))
    return {"text": answers, "controls": controls, "heard": heard, "caret": bus.caret(text)}


def _announced(bus: Bus) -> list[str]:
    """Return what is announced until nothing comes any more."""
    known = -1
    while known != len(bus.heard):
        known = len(bus.heard)
        bus.wait(lambda n=known: len(bus.heard) > n, seconds=_QUIET)
    return [one.text for one in bus.heard if one.kind == "announcement"]


def _read(bus: Bus, text: Any) -> dict[str, Any]:
    whole = bus.read(text, 0, bus.count(text))
    box = bus.box(text, 10)
    bus.heard.clear()
    bus.set_caret(text, 12)
    bus.wait(lambda: any(one.kind == "text-caret-moved" for one in bus.heard))
    return {
        "whole": whole,
        "count": bus.count(text),
        "pieces": [bus.piece(text, 10, size) for size in range(4)],
        "box": box,
        "offset": bus.offset_at(text, box[0] + 1, box[1] + box[3] // 2),
        "caret": bus.caret(text),
        "moved": [one.number for one in bus.heard if one.kind == "text-caret-moved"],
        "states": sorted(bus.states(text)),
        "description": bus.description(text),
    }


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
