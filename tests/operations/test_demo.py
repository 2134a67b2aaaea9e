"""The demonstration as an operation: what it makes, made anew, told while it works."""

from __future__ import annotations

from pathlib import Path

import pytest

from annotator.model.errors import Cancelled, StoreError
from annotator.operations.corpus import open_corpus
from annotator.operations.demo import EXPORTS, make_demo, sample_files
from annotator.places import seeds


def test_every_annotated_sample_is_in_it_the_seed_first() -> None:
    files = sample_files()
    assert [f.name for f in files[:2]] == ["gold.json", "coder_b.json"]
    assert len(files) == 14
    assert sorted(files) == sorted(seeds().rglob("*.json"))


def test_a_demonstration_that_is_cancelled_can_be_made_again(tmp_path: Path) -> None:
    told: set[str] = set()

    def stop(what: str, done: int, total: int | None) -> None:
        if done == 3:
            raise Cancelled

    with pytest.raises(Cancelled):
        make_demo(tmp_path, stop)
    report = make_demo(tmp_path, lambda what, done, total: told.add(what))
    assert told == {"progress.importing", "progress.checking", "progress.proving"}
    assert sorted(p.name for p in tmp_path.iterdir()) == sorted(
        ["demo.corpus", *(name for _, name in EXPORTS)]
    )
    assert report.imported.documents == 13
    assert report.checked.errors == ()
    assert [e.proof.differences for e in report.exports] == [0] * len(EXPORTS)


def test_a_demonstration_that_somebody_has_open_stays(tmp_path: Path) -> None:
    path = make_demo(tmp_path).corpus
    with open_corpus(path) as store:
        counts = store.counts()
        with pytest.raises(StoreError) as refused:
            make_demo(tmp_path)
        assert refused.value.code == "locked"
        assert store.counts() == counts
