"""The samples can be rebuilt from the demonstration's JSONL, and a changed value is found."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from annotator.operations.exporting.demo import sample_files
from tests.formats.exported import corpus_of, write
from tests.seeds.rebuild import check, samples

Lines = list[dict[str, Any]]
Change = Callable[[Lines], object]


@pytest.fixture(scope="module")
def export(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("demo")
    write("jsonl", *corpus_of(sample_files(), folder), folder / "demo.jsonl")
    return folder / "demo.jsonl"


def test_every_sample_is_rebuilt_value_for_value(export: Path, seeds: Path) -> None:
    assert len(samples(seeds)) == 14
    assert check(export) == []


def test_the_script_needs_no_program_and_tells_by_its_status(export: Path, root: Path) -> None:
    code = "import sys; sys.modules['annotator'] = None; sys.argv = sys.argv[1:]; import runpy; "
    code += "runpy.run_module('tests.seeds.rebuild', run_name='__main__')"
    run = [sys.executable, "-c", code, "rebuild", str(export)]
    done = subprocess.run(run, cwd=root, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == "14 samples rebuilt, 0 differences\n"
    export.with_name("cut.jsonl").write_bytes(b"\n".join(export.read_bytes().split(b"\n")[:5]))
    run[-1] = str(export.with_name("cut.jsonl"))
    done = subprocess.run(run, cwd=root, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert "its document is missing" in done.stdout


def of(kind: str, lines: Lines, annotator: str, source: str) -> dict[str, Any]:
    """Return what an annotator's file calls `source` in the seed article."""
    found = [x for x in lines[1][kind] if (x["annotator"], x["source_id"]) == (annotator, source)]
    return found[0]


def entity(lines: Lines, key: str) -> dict[str, Any]:
    return next(e for e in lines[0]["entities"] if e["id"] == key)


def without(kind: str, annotator: str, source: str) -> Change:
    def change(lines: Lines) -> None:
        lines[1][kind].remove(of(kind, lines, annotator, source))

    return change


CHANGES: dict[str, Change] = {
    "a span": lambda x: of("annotations", x, "gold", "s1")["spans"][0].__setitem__(1, 183),
    "a quote": lambda x: of("annotations", x, "gold", "a01").update(quote="Русиа"),
    "a layer": lambda x: of("annotations", x, "coder_b", "p10").update(layer="ACTOR"),
    "a topic": lambda x: of("annotations", x, "gold", "s1")["features"].update(topic="other"),
    "confidence": lambda x: of("annotations", x, "gold", "s3").update(confidence="sure"),
    "a link to an entity": lambda x: of("annotations", x, "gold", "a01")["features"].update(
        entities=["armenia"]
    ),
    "a level": lambda x: of("relations", x, "gold", "r01")["features"].update(level=1),
    "a chain": lambda x: of("relations", x, "gold", "r04")["features"].update(chain=2),
    "a level as yes": lambda x: of("relations", x, "gold", "r04")["features"].update(level=True),
    "an end": lambda x: of("relations", x, "gold", "r36").update(to={"entity": "writer"}),
    "a state of an id": lambda x: entity(x, "russia")["ids"][0].update(state="nil"),
    "an alias": lambda x: entity(x, "russia")["aliases"][0].update(kind="short"),
    "a note of an entity": lambda x: entity(x, "russia").pop("note"),
    "a role of a segment": lambda x: x[1]["segments"][3].update(role="body_text"),
    "a repeated segment": lambda x: [s.pop("duplicate_of", None) for s in x[1]["segments"]],
    "a comment": lambda x: of("comments", x, "gold", "n1")["texts"].update(en="No."),
    "a comment's place": lambda x: of("comments", x, "gold", "n1")["anchor"].update(spans=[[0, 5]]),
    "what is inferred": lambda x: x[1]["metadata"]["published"].update(inferred=False),
    "a note of metadata": lambda x: x[1]["metadata"]["published"].pop("note"),
    "an annotation": without("annotations", "gold", "a31"),
    "a relation": without("relations", "coder_b", "r01"),
    "a comment gone": without("comments", "gold", "n8"),
    "who made it": lambda x: of("annotations", x, "gold", "a31").update(annotator="coder_b"),
    "a date": lambda x: of("annotations", x, "gold", "a31").update(made="2026-11-23"),
    "a name of an annotator": lambda x: x[0]["annotators"][0]["names"].update(en="Somebody"),
    "a relation of documents": lambda x: x[0].pop("document_relations"),
    "the version of the scheme": lambda x: x[0]["scheme"].update(version="2.0"),
    "a character": lambda x: x[1].update(text=x[1]["text"].replace("Русия", "Русиа", 1)),
}


@pytest.mark.parametrize("what", CHANGES)
def test_a_changed_value_is_found(export: Path, tmp_path: Path, what: str) -> None:
    lines = [json.loads(line) for line in export.read_text("utf-8").splitlines()]
    CHANGES[what](lines)
    path = tmp_path / "changed.jsonl"
    path.write_text("".join(f"{json.dumps(line)}\n" for line in lines), encoding="utf-8")
    assert check(path) != []
