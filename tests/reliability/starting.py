"""Starts the workers of rounds: each in a process of its own, fresh or out of a warm one.

python -m tests.reliability.starting kill|power

A warm process has loaded all modules, and nothing else: it has no corpus open and never had. Each
round is a fork of it, which opens the corpus itself and is killed like any other process; so a
round costs a fork instead of a start of Python.
"""

from __future__ import annotations

import gc
import os
import pkgutil
import resource
import signal
import subprocess
import sys
import threading
import time
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any

import orjson

ROOT = Path(__file__).resolve().parents[2]
MOST_SECONDS = 300
_FLOORS = ("text", "model", "formats", "store", "operations")
_WORKERS = {"kill": ("worker", "creator", "migrator", "next_version"), "power": ("power_worker",)}
_warm = {"seconds": 0.0}
IS_POSSIBLE = hasattr(os, "fork") and hasattr(os, "mkfifo")


def ended(
    kind: str, words: list[str], folder: Path, *, after: float | None, is_warm: bool = False
) -> tuple[list[bytes], int, str]:
    """Run a module until it ends, or is killed `after` seconds from its first line on.

    Returns its lines, its exit code (negative: the signal) and what it wrote as errors.
    """
    worker = Warm(kind, words, folder) if is_warm else Cold(words, folder)
    lines = [worker.stdout.readline()]
    reader = threading.Thread(target=lambda: lines.extend(worker.stdout), daemon=True)
    reader.start()
    if after is not None:
        # The moment of a kill is random on purpose; no assertion waits by the clock.
        time.sleep(after)
        worker.kill()
    reader.join(MOST_SECONDS)
    code, said = worker.wait()
    worker.stdout.close()
    return [line for line in lines if line], code, said


def spent() -> float:
    """Return the processor time of this process and of the workers that ended, in seconds."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return time.process_time() + used.ru_utime + used.ru_stime + _warm["seconds"]


class Cold:
    """A worker in a process that was started for it."""

    def __init__(self, words: list[str], folder: Path) -> None:
        """Start it."""
        self._errors = folder / "errors"
        with self._errors.open("wb") as errors:
            self._process = subprocess.Popen(
                [sys.executable, "-m", *words],
                cwd=ROOT,
                env={**os.environ, "ANNOTATOR_STATE": str(folder / "state")},
                stdout=subprocess.PIPE,
                stderr=errors,
                start_new_session=True,
            )
        assert self._process.stdout is not None
        self.stdout: Any = self._process.stdout

    def kill(self) -> None:
        """Kill it, and whatever it started."""
        os.killpg(self._process.pid, signal.SIGKILL)

    def wait(self) -> tuple[int, str]:
        """Return its exit code and its errors."""
        code = self._process.wait(MOST_SECONDS)
        return code, self._errors.read_text(encoding="utf-8", errors="replace")


class Warm:
    """A worker that is a fork of the warm process."""

    def __init__(self, kind: str, words: list[str], folder: Path) -> None:
        """Fork it."""
        self._nursery = nursery(kind)
        self._errors, pipe = folder / "errors", folder / "lines"
        self._is_killed = False
        os.mkfifo(pipe)
        asked = {"words": words, "folder": str(folder)}
        self._nursery.ask(asked)
        self.stdout: Any = pipe.open("rb")

    def kill(self) -> None:
        """Kill it."""
        self._nursery.ask({"kill": True})
        self._is_killed = True

    def wait(self) -> tuple[int, str]:
        """Return its exit code and its errors."""
        if not self._is_killed:
            self._nursery.ask({"kill": False})
        told = self._nursery.answer()
        _warm["seconds"] += told["seconds"]
        return told["code"], self._errors.read_text(encoding="utf-8", errors="replace")


@cache
def nursery(kind: str) -> Nursery:
    """Return the warm process of a kind; it ends with this one."""
    return Nursery(kind)


class Nursery:
    """The warm process, from outside."""

    def __init__(self, kind: str) -> None:
        """Start it."""
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.reliability.starting", kind],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
        )

    def ask(self, asked: dict[str, Any]) -> None:
        """Ask for a worker, or for its end."""
        assert self._process.stdin is not None
        self._process.stdin.write(orjson.dumps(asked) + b"\n")
        self._process.stdin.flush()

    def answer(self) -> dict[str, Any]:
        """Return how a worker ended."""
        assert self._process.stdout is not None
        found: dict[str, Any] = orjson.loads(self._process.stdout.readline())
        return found


def load(kind: str) -> None:
    """Load all that a worker may need; over the simulated disk's library for power cuts."""
    if kind == "power":
        from annotator.store.files import library
        from tests.reliability import powerdisk

        library.sqlite3 = powerdisk.library()
        library.IS_SHAREABLE = False
    for floor in _FLOORS:
        package = import_module(f"annotator.{floor}")
        for found in pkgutil.iter_modules(package.__path__, f"annotator.{floor}."):
            import_module(found.name)
    for name in _WORKERS[kind]:
        import_module(f"tests.reliability.{name}")
    # What is loaded stays: no fork needs a copy of it because the collector looked at it.
    gc.collect()
    gc.freeze()


def serve(kind: str) -> None:
    """Fork a worker for each line that is read, kill it or wait for it with the next."""
    load(kind)
    while line := sys.stdin.buffer.readline():
        asked = orjson.loads(line)
        pid = os.fork()
        if pid == 0:
            work(asked["words"], Path(asked["folder"]))
        if orjson.loads(sys.stdin.buffer.readline() or b'{"kill": true}')["kill"]:
            # Nobody has waited for it, so the number is still its own, ended or not.
            os.kill(pid, signal.SIGKILL)
        _, status, used = os.wait4(pid, 0)
        code = os.waitstatus_to_exitcode(status)
        told = {"code": code, "seconds": used.ru_utime + used.ru_stime}
        os.write(1, orjson.dumps(told) + b"\n")


def work(words: list[str], folder: Path) -> None:
    """Be the worker, with streams and a state folder of its own; it does not return."""
    code = 1
    try:
        for number, name, flags in (
            (2, "errors", os.O_WRONLY | os.O_CREAT),
            (1, "lines", os.O_WRONLY),
        ):
            handle = os.open(folder / name, flags, 0o600)
            os.dup2(handle, number)
            os.close(handle)
        os.environ["ANNOTATOR_STATE"] = str(folder / "state")
        signal.alarm(MOST_SECONDS)
        module = import_module(words[0])
        module.run(words[1:])
        code = 0
    except BaseException:
        import traceback

        traceback.print_exc()
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code)


if __name__ == "__main__":
    serve(sys.argv[1])
