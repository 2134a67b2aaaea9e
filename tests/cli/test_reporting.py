"""`annotator report`: three kinds of files, the same bytes each time, and what is refused."""

from __future__ import annotations

import json
import re

import orjson
import pytest

from tests.cli.conftest import run_here, run_process
from tests.samples import make_samples


@pytest.fixture
def corpus(tmp_path):
    path = tmp_path / "samples.corpus"
    make_samples(path).close()
    return path


@pytest.mark.parametrize("suffix", ["json", "html", "pdf"])
def test_a_report_has_the_same_bytes_each_time(root, corpus, tmp_path, suffix: str) -> None:
    targets = [tmp_path / f"{number}.{suffix}" for number in (1, 2)]
    for target in targets:
        words = ("report", corpus, target, "--samples", "0", "--layer", "ACTOR")
        found = run_process(root, *words, DISPLAY="", QT_QPA_PLATFORM="offscreen")
        assert found.code == 0, found.err
        assert str(target) in found.out
    first, second = (target.read_bytes() for target in targets)
    assert first == second
    assert first.startswith({"json": b"{", "html": b"<!DOCTYPE html>", "pdf": b"%PDF-"}[suffix])


def test_what_is_chosen_is_measured(corpus, tmp_path) -> None:
    target = tmp_path / "r.json"
    options = ("--samples", "3", "--seed", "7", "--layer", "CUE", "--pseudonyms")
    assert run_here("report", corpus, target, *options).code == 0
    report = orjson.loads(target.read_bytes())
    figures = report["agreement"][0]["figures"]
    assert {f["what"] for f in figures if f["kind"] == "layer"} == {"CUE"}
    assert {f["seed"] for f in figures if f["measure"] == "gamma"} == {7}
    assert "gold" not in target.read_text("utf-8")


@pytest.mark.parametrize(("language", "wanted", "other"), [("en", ".", ","), ("bg", ",", ".")])
def test_how_exactly_chance_is_known_is_written_as_the_other_figures(
    corpus, tmp_path, language: str, wanted: str, other: str
) -> None:
    target = tmp_path / "r.html"
    options = ("--samples", "3", "--layer", "CUE")
    assert run_here("report", corpus, target, *options, language=language).code == 0
    page = target.read_text("utf-8")
    assert re.search(rf"±\d+\{wanted}\d%", page)
    assert not re.search(rf"±\d+\{other}\d%", page)


def test_another_suffix_is_refused_and_nothing_written(corpus, tmp_path) -> None:
    target = tmp_path / "r.docx"
    found = run_here("report", corpus, target)
    assert found.code == 1
    assert ".html" in found.err
    assert not target.exists()


def test_json_names_the_file_and_holds_what_is_in_it(corpus, tmp_path) -> None:
    target = tmp_path / "report.json"
    told = json.loads(run_here("report", corpus, target, "--samples", 0, "--json").out)
    assert told["files"] == [str(target)]
    assert told["report"] == json.loads(target.read_text(encoding="utf-8"))
