"""What proves of a damaged corpus comes out whole; what does not is told and never mixed in."""

from __future__ import annotations

import os
import random
import shutil
import subprocess
import sys
from pathlib import Path

import orjson
import pytest

from annotator.model.errors import StoreError
from annotator.operations.checking.check import check
from annotator.operations.keeping.corpus import open_corpus, scheme_named
from annotator.operations.keeping.safety import make_backup
from annotator.operations.rescue.rescue import RescueReport, rescue
from annotator.store.store import Store
from tests.samples import dump
from tests.store.mending.pages import PAGE, cells

NOUNS = ("document", "annotation", "relation", "comment", "entity", "annotator", "segment")


@pytest.fixture
def damaged(samples_file: Path, tmp_path: Path) -> Path:
    """A copy of the samples, to be damaged."""
    path = tmp_path / "damaged.corpus"
    shutil.copyfile(samples_file, path)
    return path


def page_of(path: Path, words: str) -> int:
    """Return the first page of a file that has some words."""
    return path.read_bytes().index(words.encode()) // PAGE


def write(path: Path, at: int, data: bytes) -> None:
    """Write bytes into a closed file."""
    with path.open("rb+") as file:
        file.seek(at)
        file.write(data)


def rescued(path: Path) -> tuple[RescueReport, dict[str, list[tuple[object, ...]]]]:
    """Rescue a file that must not be touched; the new corpus must pass a check of its file."""
    before, beside = path.read_bytes(), sorted(path.parent.iterdir())
    target = path.with_name("new.corpus")
    report = rescue(path, target)
    assert path.read_bytes() == before
    made = {target, *([report.doubtful] if report.doubtful else [])}
    assert set(path.parent.iterdir()) - set(beside) == made
    with open_corpus(target) as store:
        assert check(store).damage == ()
        return report, dump(store)


def assert_subset(found: dict[str, list[tuple[object, ...]]], samples: Store) -> None:
    """Everything that was saved is exactly as it was, down to the last row."""
    whole = dump(samples)
    for table in NOUNS:
        assert set(found[table]) <= set(whole[table])


def test_a_sound_corpus_is_rescued_whole(damaged: Path, samples: Store) -> None:
    report, found = rescued(damaged)
    assert report.is_whole
    assert report.doubtful is None
    whole = dump(samples)
    assert {t: found[t] for t in NOUNS} == {t: whole[t] for t in NOUNS}
    with open_corpus(damaged.with_name("new.corpus")) as store:
        assert store.scheme == samples.scheme


def test_a_file_that_is_cut_by_a_page_loses_almost_nothing(damaged: Path, samples: Store) -> None:
    size = damaged.stat().st_size
    with damaged.open("rb+") as file:
        file.truncate(size - PAGE)
    with pytest.raises(StoreError):
        open_corpus(damaged)
    report, found = rescued(damaged)
    assert_subset(found, samples)
    assert report.kinds["document"].saved == 13
    assert report.kinds["annotation"].saved >= 480


@pytest.mark.parametrize("share", [0.9, 0.7, 0.5])
def test_a_file_that_is_cut_gives_what_is_left(damaged: Path, samples: Store, share: float) -> None:
    make_backup(samples)
    shutil.copytree(samples.path.with_name("samples-backups"), damaged.parent / "damaged-backups")
    with damaged.open("rb+") as file:
        file.truncate(int(damaged.stat().st_size * share) + 77)
    report, found = rescued(damaged)
    assert_subset(found, samples)
    assert not report.is_whole
    lost = sum(part.lost + part.doubtful for part in report.documents.values())
    assert report.kinds["document"].saved < 13 or lost


def test_a_zeroed_page_of_annotations(damaged: Path, samples: Store) -> None:
    quote = samples.read().annotations(next(samples.read().documents()).id)[3].id
    write(damaged, page_of(damaged, quote) * PAGE, bytes(PAGE))
    report, found = rescued(damaged)
    assert_subset(found, samples)
    assert report.kinds["document"].saved == 13
    lost = 507 - report.kinds["annotation"].saved
    assert 0 < lost < 60
    assert report.documents != {}


def test_a_changed_text_is_kept_apart_with_all_that_stands_on_it(
    damaged: Path, samples: Store
) -> None:
    row = next(samples.read().documents())
    text = samples.read().text(row.id)
    data = damaged.read_bytes()
    at = data.index(text[400:460].encode())
    write(damaged, at, "ЗЗЗЗ".encode())
    report, found = rescued(damaged)
    assert_subset(found, samples)
    assert report.kinds["document"] == type(report.kinds["document"])(saved=12, doubtful=1)
    assert report.doubtful is not None
    lines = [orjson.loads(line) for line in report.doubtful.read_bytes().splitlines()]
    assert [x["why"] for x in lines if x["kind"] == "document"] == ["checksum"]
    assert {x["why"] for x in lines if x["kind"] == "annotation"} == {"reference"}
    assert len(lines) == sum(part.doubtful for part in report.kinds.values())


def test_a_lost_first_page_is_taken_from_a_new_corpus(damaged: Path, samples: Store) -> None:
    write(damaged, 0, bytes(PAGE))
    with pytest.raises(StoreError):
        open_corpus(damaged)
    report, found = rescued(damaged)
    assert_subset(found, samples)
    assert report.kinds["annotation"].saved == 507


def test_turned_bits_are_turned_back(damaged: Path, samples: Store) -> None:
    data = damaged.read_bytes()
    for annotation in samples.read().annotations(next(samples.read().documents()).id)[:5]:
        at = data.index(annotation.id.encode())
        write(damaged, at + 5, bytes([data[at + 5] ^ 1]))
    report, found = rescued(damaged)
    assert_subset(found, samples)
    assert report.kinds["annotation"].saved >= 506


def test_a_lost_scheme_comes_from_a_backup_or_is_asked_for(damaged: Path, samples: Store) -> None:
    at = damaged.read_bytes().index(samples.scheme.layers[0].id.encode())
    data = damaged.read_bytes()
    damaged.write_bytes(data.replace(b'"names"', b'"mames"', 40))
    assert at > 0
    with pytest.raises(StoreError) as caught:
        rescue(damaged, damaged.with_name("none.corpus"))
    assert caught.value.code == "rescue_no_scheme"
    assert not damaged.with_name("none.corpus").exists()
    given = rescue(damaged, damaged.with_name("given.corpus"), scheme=scheme_named(None))
    assert given.scheme == "given"
    make_backup(samples)
    shutil.copytree(samples.path.with_name("samples-backups"), damaged.parent / "damaged-backups")
    assert rescue(damaged, damaged.with_name("backup.corpus")).scheme == "backup"


def test_rubbish_and_nothing(tmp_path: Path) -> None:
    for name, data in (("empty", b""), ("noise", random.Random(1).randbytes(50_000))):
        path = tmp_path / f"{name}.corpus"
        path.write_bytes(data)
        with pytest.raises(StoreError):
            rescue(path, tmp_path / f"new-{name}.corpus")
        assert path.read_bytes() == data
        assert not (tmp_path / f"new-{name}.corpus").exists()
    with pytest.raises(StoreError) as caught:
        rescue(tmp_path / "none.corpus", tmp_path / "new.corpus")
    assert caught.value.code == "corpus_missing"


def test_an_open_corpus_and_a_taken_name_are_refused(samples: Store, damaged: Path) -> None:
    with pytest.raises(StoreError) as caught:
        rescue(samples.path, samples.path.with_name("new.corpus"))
    assert caught.value.code == "locked"
    with pytest.raises(StoreError) as caught:
        rescue(damaged, damaged)
    assert caught.value.code == "corpus_exists"


CHILD = """
import os, sys
from pathlib import Path
from annotator.model.review import Annotator
from annotator.operations.keeping.corpus import open_corpus, put_annotator
store = open_corpus(Path(sys.argv[1]))
store._connection.execute("PRAGMA wal_autocheckpoint = 0")
for n in range(30):
    put_annotator(store, Annotator(id=f"late-{n:02}"))
os._exit(0)
"""


@pytest.fixture
def hot(damaged: Path) -> Path:
    """A corpus with thirty edits that are in its journal alone."""
    root = Path(__file__).resolve().parents[3]
    words = [sys.executable, "-c", CHILD, str(damaged)]
    subprocess.run(words, cwd=root, env=dict(os.environ), check=True, timeout=60)
    assert Path(f"{damaged}-wal").stat().st_size > 30 * PAGE
    return damaged


def late(found: dict[str, list[tuple[object, ...]]]) -> int:
    """Return how many of the thirty were saved."""
    return sum(str(row[1]).startswith("late-") for row in found["annotator"])


def test_what_is_in_the_journal_alone_is_saved(hot: Path) -> None:
    report, found = rescued(hot)
    assert report.with_journal
    assert report.is_whole
    assert late(found) == 30


@pytest.mark.parametrize("how", ["cut", "turned", "gone", "of another corpus"])
def test_a_damaged_journal_costs_what_is_in_it_and_no_more(
    hot: Path, samples: Store, how: str
) -> None:
    journal = Path(f"{hot}-wal")
    data = bytearray(journal.read_bytes())
    if how == "cut":
        journal.write_bytes(data[: len(data) // 2])
    elif how == "turned":
        data[len(data) // 2] ^= 4
        journal.write_bytes(data)
    elif how == "gone":
        journal.unlink()
    else:
        journal.write_bytes(random.Random(5).randbytes(len(data)))
    report, found = rescued(hot)
    assert report.kinds["annotation"].saved == 507
    assert 0 <= late(found) < 30
    assert (late(found) > 5) is (how in ("cut", "turned"))
    for table in ("document", "annotation", "relation"):
        assert found[table] == dump(samples)[table]


@pytest.mark.parametrize("name", ["n" * 248, "file/inside"])
def test_a_place_where_nothing_can_be_made_is_told(damaged: Path, name: str) -> None:
    damaged.with_name("file").write_text("no folder", encoding="utf-8")
    before = sorted(damaged.parent.iterdir())
    with pytest.raises(StoreError) as caught:
        rescue(damaged, damaged.parent / name)
    assert caught.value.code == "cannot_make"
    assert sorted(damaged.parent.iterdir()) == before


def of_list(path: Path, table: str) -> int:
    """Return where the name of a table stands in the list of a file."""
    return path.read_bytes().index(f"table{table}{table}".encode()) + len("table")


@pytest.mark.parametrize("table", ["relation", "comment", "tag", "segment", "digest"])
def test_a_damaged_list_of_tables_costs_none_of_them(
    damaged: Path, samples: Store, table: str
) -> None:
    at = of_list(damaged, table)
    write(damaged, at, b"X")
    report, found = rescued(damaged)
    assert (report.is_whole, report.scheme) == (True, "corpus")
    assert {t: found[t] for t in NOUNS} == {t: dump(samples)[t] for t in NOUNS}


def test_a_lost_page_of_the_list_costs_no_table(damaged: Path, samples: Store) -> None:
    write(damaged, of_list(damaged, "comment") // PAGE * PAGE, bytes(PAGE))
    report, found = rescued(damaged)
    assert report.is_whole
    assert {t: found[t] for t in NOUNS} == {t: dump(samples)[t] for t in NOUNS}


def test_a_damaged_list_leaves_what_is_in_the_journal_alone(hot: Path, samples: Store) -> None:
    write(hot, of_list(hot, "relation"), b"X")
    report, found = rescued(hot)
    assert report.is_whole
    assert late(found) == 30
    assert found["relation"] == dump(samples)["relation"]


def test_a_corpus_of_an_older_version_lacks_nothing(tmp_path: Path) -> None:
    old = Path(__file__).resolve().parents[2] / "store" / "released" / "1.corpus"
    path = tmp_path / "old.corpus"
    shutil.copyfile(old, path)
    report, found = rescued(path)
    assert report.is_whole
    assert found["annotation"] != []


def test_a_page_of_another_table_costs_what_was_on_its_own(damaged: Path, samples: Store) -> None:
    data = bytearray(damaged.read_bytes())
    one = cells(damaged, "document")[3].begin // PAGE * PAGE
    other = cells(damaged, "annotation")[400].begin // PAGE * PAGE
    pages = data[one : one + PAGE], data[other : other + PAGE]
    data[other : other + PAGE], data[one : one + PAGE] = pages
    damaged.write_bytes(data)
    report, found = rescued(damaged)
    assert_subset(found, samples)
    assert report.kinds["document"].saved >= 11
    assert report.kinds["annotation"].saved >= 380
