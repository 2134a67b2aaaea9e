"""The demonstration, made once for the tests of the command line, and ways to run commands."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from annotator.cli import main
from annotator.model.annotation import Annotation
from annotator.model.review import Annotator
from annotator.operations.exporting.demo import DemoReport, make_demo
from annotator.operations.keeping.corpus import open_corpus, put_annotator
from annotator.operations.tagging.annotate import tag_spans


@dataclass(frozen=True, slots=True, kw_only=True)
class Ran:
    """What a command said, and how it ended."""

    code: int
    out: str
    err: str

    @property
    def data(self) -> dict[str, Any]:
        """The one JSON object on standard output; anything beside it fails."""
        found = json.loads(self.out)
        assert isinstance(found, dict)
        return found


Run = Callable[..., Ran]


def run_here(*words: object, language: str = "en") -> Ran:
    """Run a command in this process; an exception that is no exit fails the test."""
    result = CliRunner().invoke(
        main, [str(word) for word in words], env={"ANNOTATOR_LANGUAGE": language}
    )
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    return Ran(code=result.exit_code, out=result.stdout, err=result.stderr)


def environment(root: Path, **more: str) -> dict[str, str]:
    """Return the environment of a real process that finds the program."""
    return {**os.environ, "PYTHONPATH": str(root), "PYTHONWARNINGS": "error", **more}


def run_process(root: Path, *words: object, **more: str) -> Ran:
    """Run a command in a process of its own."""
    done = subprocess.run(
        [sys.executable, "-m", "annotator", *map(str, words)],
        env=environment(root, **more),
        cwd=root,
        capture_output=True,
        timeout=60,
        check=False,
    )
    return Ran(code=done.returncode, out=done.stdout.decode(), err=done.stderr.decode())


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> DemoReport:
    """The demonstration; nobody may change it."""
    return make_demo(tmp_path_factory.mktemp("demo") / "first")


@pytest.fixture
def corpus(made: DemoReport, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the demonstration's corpus, on a machine that never saw another copy."""
    monkeypatch.setenv("ANNOTATOR_STATE", str(tmp_path / "state"))
    path = tmp_path / "copy.corpus"
    shutil.copyfile(made.corpus, path)
    return path


def tag_something(corpus: Path) -> Annotation:
    """Tag a little of the first document, as a person at the window would."""
    with open_corpus(corpus) as store:
        put_annotator(store, Annotator(id="vera", names={"en": "Vera"}))
        document = next(store.read().documents()).id
        layer = store.scheme.layers[0].id
        return tag_spans(store, document, layer, [(0, 3)], annotator="vera")
