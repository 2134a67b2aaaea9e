"""Does rounds of faults, several at a time in processes of their own."""

from __future__ import annotations

import multiprocessing
import os
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from pathlib import Path
from typing import Any

from tests.reliability import kill, powercut, starting

Plan = list[tuple[str, int]]
"""Modes and seeds of rounds."""
_TOGETHER = 8
"""Rounds that a job does before it asks for more."""


def results(
    base: Path, plan: Plan, jobs: int, *, is_warm: bool
) -> Iterator[tuple[str, int, dict[str, Any]]]:
    """Yield mode, seed and result of each round; `jobs` of them run at a time."""
    work = partial(rounds, base, is_warm=is_warm)
    if jobs == 1:
        yield from work(plan)
        return
    parts = [plan[at : at + _TOGETHER] for at in range(0, len(plan), _TOGETHER)]
    with ProcessPoolExecutor(jobs, multiprocessing.get_context("spawn")) as pool:
        for part in pool.map(work, parts):
            yield from part


def rounds(base: Path, plan: Plan, *, is_warm: bool) -> list[tuple[str, int, dict[str, Any]]]:
    """Do some rounds one after the other, in a folder of this process's own."""
    found: list[tuple[str, int, dict[str, Any]]] = []
    folder = base.with_name(f"round-{os.getpid()}")
    for mode, seed in plan:
        run = powercut.one_round if mode == "power" else kill.one_round
        begin = starting.spent()
        result = run(base, folder, mode, seed, is_warm=is_warm)
        milliseconds = round(1000 * (starting.spent() - begin))
        found.append((mode, seed, {**result, "milliseconds": milliseconds}))
    return found
