"""Proof of an export: a second process reads the file, and its digests must be the corpus's."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import orjson

import annotator
from annotator.formats.digests import digest_of, header_digest
from annotator.formats.format import Format
from annotator.model.errors import AnnotatorError
from annotator.model.progress import Progress
from annotator.operations.exporting.selecting import Selection, bundles_of, header_of
from annotator.store.reading.queries import Reader

_NAMES_SHOWN = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Proof:
    """What was read back and compared, in how many seconds; differences are none."""

    documents: int
    annotations: int
    relations: int
    seconds: float
    differences: int = 0


def prove(
    reader: Reader,
    chosen: Format,
    path: Path,
    selection: Selection,
    progress: Progress,
    *,
    history: bool = False,
) -> Proof:
    """Compare the digests of a written file with those of the reader's snapshot.

    The file is read by a process of its own, so nothing that the writer remembers can help it.
    AnnotatorError if it cannot be read or says something else.
    """
    begin = time.perf_counter()
    found = _OtherProcess(chosen.name, path)
    try:
        carries = chosen.carries
        differing: list[str] = []
        counts = [0, 0, 0]
        for bundle in bundles_of(reader, selection):
            for part in chosen.parts_of(bundle):
                counts[0] += 1
                counts[1] += len(part.annotations)
                counts[2] += len(part.relations)
                progress("progress.proving", counts[0], None)
                if found.next() != {"bundle": digest_of(part, carries)}:
                    differing.append(bundle.document.name)
        header = header_of(reader, selection, history=history)
        if found.next() != {"header": header_digest(header, carries)}:
            differing.append("header")
        if found.next() is not None:
            differing.append("end")
        found.finish()
    finally:
        found.close()
    if differing:
        names = ", ".join(differing[:_NAMES_SHOWN])
        raise AnnotatorError("export_differs", count=len(differing), names=names)
    return Proof(
        documents=counts[0],
        annotations=counts[1],
        relations=counts[2],
        seconds=time.perf_counter() - begin,
    )


def _environment() -> dict[str, str]:
    """Return an environment in which the other process finds this program, installed or not."""
    above = str(Path(annotator.__file__).resolve().parent.parent)
    known = os.environ.get("PYTHONPATH")
    return {**os.environ, "PYTHONPATH": os.pathsep.join([above, known] if known else [above])}


def start_words(program: Path, *, is_frozen: bool) -> list[str]:
    """Return the words that start this program again, given what runs it now.

    A frozen program has a second door without standard output, through which nothing can be read
    on Windows; so the other process comes through the one that has it.
    """
    if not is_frozen:
        return [str(program), "-m", "annotator"]
    door = program.with_name(f"annotator{program.suffix}")
    return [str(door if door.exists() else program)]


class _OtherProcess:
    """The reading process, its digests one after the other."""

    def __init__(self, format_name: str, path: Path) -> None:
        is_frozen = bool(getattr(sys, "frozen", False))
        start = start_words(Path(sys.executable), is_frozen=is_frozen)
        self._process = subprocess.Popen(
            [*start, "prove", format_name, str(path)],
            env=_environment(),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            # Else Windows shows a terminal beside the window while a file is proved.
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )
        self._complaints: list[bytes] = []
        self._listener = threading.Thread(target=self._listen, daemon=True)
        self._listener.start()

    def _listen(self) -> None:
        if self._process.stderr is not None:
            self._complaints.append(self._process.stderr.read())

    def next(self) -> dict[str, Any] | None:
        """Return the next digest, or None at the end; AnnotatorError if reading failed."""
        if self._process.stdout is None:
            return None
        line = self._process.stdout.readline()
        if not line:
            return None
        found: dict[str, Any] = orjson.loads(line)
        if "error" in found:
            raise AnnotatorError("proof_failed", reason=found["error"])
        return found

    def finish(self) -> None:
        """Wait for the end; AnnotatorError if the process did not end well."""
        code = self._process.wait()
        self._listener.join()
        if code != 0:
            said = b"".join(self._complaints).decode(errors="replace").strip().splitlines()
            raise AnnotatorError("proof_failed", reason=said[-1] if said else str(code))

    def close(self) -> None:
        """End the process, whatever it is doing."""
        if self._process.poll() is None:
            self._process.kill()
            self._process.wait()
        self._listener.join()
        for stream in (self._process.stdout, self._process.stderr):
            if stream is not None:
                stream.close()
