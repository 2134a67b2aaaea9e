"""`annotator scheme`: shown, written to a file, set as the next version."""

from __future__ import annotations

import json
from pathlib import Path

from annotator.operations.keeping.corpus import open_corpus
from tests.cli.conftest import run_here


def test_a_scheme_is_shown(corpus: Path) -> None:
    data = run_here("scheme", corpus, "--json").data
    assert data["id"] == "actors-places-stance"
    assert data["counts"]["layers"] == 5
    out = run_here("scheme", corpus, language="bg").out
    assert len(out.splitlines()) == 6
    assert out != run_here("scheme", corpus).out


def test_a_scheme_is_written_changed_and_set(corpus: Path, tmp_path: Path) -> None:
    file = tmp_path / "scheme.json"
    before = run_here("scheme", corpus, "--write", file, "--json").data
    again = run_here("scheme", corpus, "--set", file, "--json").data
    assert again == before
    data = json.loads(file.read_text(encoding="utf-8"))
    data["schemes"][0]["layers"].append({"id": "METAPHOR", "key": "m"})
    file.write_text(json.dumps(data), encoding="utf-8")
    after = run_here("scheme", corpus, "--set", file, "--annotator", "eva", "--json").data
    assert (before["version"], after["version"]) == ("1.0", "1.1")
    with open_corpus(corpus, read_only=True) as store:
        assert store.scheme.layer("METAPHOR") is not None
        assert store.history(limit=1)[0].annotator == "eva"
    assert run_here("undo", corpus).code == 0
    assert run_here("scheme", corpus, "--json").data == before


def test_a_scheme_without_the_layers_of_our_work_is_refused(corpus: Path) -> None:
    ran = run_here("scheme", corpus, "--set", "appraisal")
    assert ran.code == 1
    assert "keeps the one it has" in ran.err
    assert run_here("scheme", corpus, "--set", "nothing at all").code == 1
