"""Runs a step of a benchmark in a fresh process, and a floor beside it; prints the ratio."""

from __future__ import annotations

import json
import os
import platform
import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Mapping
from pathlib import Path


def fill(out: Path, floors: Path | None, name: str) -> None:
    """Have the generator in `floors` fill `out` where `name` is not there yet; end if it cannot."""
    if (out / name).exists():
        return
    generator = None if floors is None else floors / "gen_corpus.py"
    if generator is None or not generator.exists():
        sys.exit(f"{out / name} is not there: gen_corpus.py in the folder of the floors makes it")
    out.mkdir(parents=True, exist_ok=True)
    print(f"{generator.name} fills {out}, once", file=sys.stderr, flush=True)
    subprocess.run([sys.executable, str(generator), str(out)], stdout=sys.stderr, check=True)


def child_times(
    module: str, arguments: list[str], n: int, environment: Mapping[str, str] | None = None
) -> tuple[dict[str, list[float]], float]:
    """Run `python -m module arguments` n times; return its "@name value" lines and peak MiB.

    `environment` is that of the processes, ours if it is not given.
    """
    times: dict[str, list[float]] = {}
    peak = 0.0
    for _ in range(n):
        begin = time.perf_counter()
        command = [sys.executable, "-m", module, *arguments]
        child = subprocess.Popen(command, stdout=subprocess.PIPE, env=environment)
        assert child.stdout is not None
        said = child.stdout.read().decode()
        _, status, usage = os.wait4(child.pid, 0)
        if status:
            sys.exit(f"{module} {' '.join(arguments)} failed")
        times.setdefault("wall", []).append(time.perf_counter() - begin)
        unit = 1 << 20 if sys.platform == "darwin" else 1 << 10
        peak = max(peak, usage.ru_maxrss / unit)
        for line in said.splitlines():
            if line.startswith("@"):
                name, value = line[1:].rsplit(None, 1)
                times.setdefault(name, []).append(float(value))
    return times, peak


def floor_rows(
    script: Path, out: Path, step: str, n: int, environment: Mapping[str, str] | None = None
) -> dict[str, float]:
    """Run one step of a floor script, unchanged; return seconds by floor name."""
    command = [sys.executable, str(script), str(out), "--step", step, "--n", str(n), "--json"]
    ran = subprocess.run(command, stdout=subprocess.PIPE, check=True, env=environment)
    said = ran.stdout.decode()
    rows = [json.loads(line) for line in said.splitlines() if line.startswith("{")]
    return {row["floor"]: row["seconds"] for row in rows}


def report(
    name: str, ours: list[float], peak: float, *, floor: float | None, as_json: bool, **more: object
) -> None:
    """Print one measurement: seconds of the floor and ours, their ratio, memory, repetitions."""
    seconds = statistics.median(ours)
    row = {
        "name": name,
        "floor": None if floor is None else round(floor, 6),
        "ours": round(seconds, 6),
        "ratio": None if not floor else round(seconds / floor, 3),
        "min": round(min(ours), 6),
        "peak_mib": round(peak),
        "n": len(ours),
        "machine": f"{platform.system()} {platform.machine()}, {os.cpu_count()} cores, "
        f"Python {platform.python_version()}",
        **more,
    }
    if as_json:
        print(json.dumps(row), flush=True)
        return
    ratio = "" if not floor else f"{row['ratio']:6.2f}x of {_told(floor)}"
    aim = more.get("aim")
    is_missed = isinstance(aim, float) and seconds > aim
    within = f"aim {_told(aim)}{' !' if is_missed else ''}" if isinstance(aim, float) else ""
    print(
        f"{name:38} {_told(seconds)} {ratio:22} {row['peak_mib']:5} MiB  n {len(ours)} {within}",
        flush=True,
    )


def _told(seconds: float) -> str:
    """Return seconds as they are read: a thousandth of a millisecond counts where there are few."""
    return f"{seconds * 1000:8.3f} ms" if seconds < 1 else f"{seconds:8.2f} s "


def own_peak() -> float:
    """Return this process's largest memory so far, in MiB.

    Where the system tells it, that of what runs now: what is counted for a child begins with the
    memory of the process that started it, and ends with that of processes which it started.
    """
    status = Path("/proc/self/status")
    if status.exists():
        (line,) = (x for x in status.read_text().splitlines() if x.startswith("VmHWM:"))
        return int(line.split()[1]) / (1 << 10)
    unit = 1 << 20 if sys.platform == "darwin" else 1 << 10
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / unit
