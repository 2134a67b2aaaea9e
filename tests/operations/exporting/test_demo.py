"""The demonstration as an operation: what it makes, made anew, told while it works."""

from __future__ import annotations

from pathlib import Path

import pytest

from annotator.model.errors import Cancelled, StoreError
from annotator.model.review import Annotator
from annotator.operations.exporting.demo import EXPORTS, demo_in, make_demo, sample_files
from annotator.operations.keeping.corpus import open_corpus, put_annotator
from annotator.operations.tagging.annotate import tag_spans
from annotator.places import seeds


def test_every_annotated_sample_is_in_it_the_seed_first() -> None:
    files = sample_files()
    assert [f.name for f in files[:2]] == ["gold.json", "coder_b.json"]
    assert len(files) == 14
    assert sorted(files) == sorted(seeds().rglob("*.json"))


def test_where_a_file_stands_in_the_way_of_its_folder_that_is_told(tmp_path: Path) -> None:
    taken = tmp_path / "taken"
    taken.write_text("A file.", encoding="utf-8")
    for folder in (taken, taken / "in it"):
        with pytest.raises(StoreError) as error:
            make_demo(folder)
        assert error.value.code == "cannot_make"
    assert taken.read_text(encoding="utf-8") == "A file."


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


def test_what_somebody_did_in_a_demonstration_is_opened_again_and_never_replaced(
    tmp_path: Path,
) -> None:
    path = make_demo(tmp_path).corpus
    with open_corpus(path) as store:
        put_annotator(store, Annotator(id="vera", names={"en": "Vera"}))
    first = path.read_bytes()
    # Who only looked has nothing to lose: it is made anew.
    assert demo_in(tmp_path) == path
    assert path.read_bytes() != first
    with open_corpus(path) as store:
        put_annotator(store, Annotator(id="vera", names={"en": "Vera"}))
        document = next(store.read().documents()).id
        made = tag_spans(store, document, store.scheme.layers[0].id, [(0, 3)], annotator="vera")
    assert demo_in(tmp_path) == path
    for name in ("demo-2.corpus", "demo-3.corpus"):
        report = make_demo(tmp_path)
        assert (report.corpus, report.kept) == (path, tmp_path / name)
        for kept, is_there in ((report.kept, True), (path, False)):
            with open_corpus(kept, read_only=True) as store:
                assert (store.read().annotation(made.id) is not None) is is_there
        report.kept.replace(path)
        (tmp_path / "demo-2.corpus").touch()


def test_a_demonstration_that_somebody_has_open_stays(tmp_path: Path) -> None:
    path = make_demo(tmp_path).corpus
    with open_corpus(path) as store:
        counts = store.counts()
        with pytest.raises(StoreError) as refused:
            make_demo(tmp_path)
        assert refused.value.code == "locked"
        assert store.counts() == counts
