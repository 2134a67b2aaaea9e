"""A copy is worked on and brought back whole; an original that somebody changed is never lost."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from annotator.model.errors import Cancelled, StoreError
from annotator.model.review import Annotator
from annotator.operations.keeping.corpus import new_corpus, open_corpus, put_annotator, scheme_named
from annotator.operations.keeping.working_copy import (
    check_in,
    check_out,
    keep_beside,
    open_as_working_copy,
    waiting_copy,
)
from annotator.store.files.checkout import folder_of_copy, place_of_copy
from annotator.store.opening.backup import all_backups_of


@pytest.fixture
def original(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A closed corpus in a folder that a program synchronises."""
    monkeypatch.setenv("ANNOTATOR_STATE", str(tmp_path / "state"))
    folder = tmp_path / "Dropbox"
    folder.mkdir()
    path = folder / "shared.corpus"
    new_corpus(path, scheme=scheme_named(None)).close()
    return path


def people(path: Path) -> list[str]:
    """Return who is in a closed corpus, which must be sound."""
    with open_corpus(path, read_only=True) as store:
        assert list(store.damage()) == []
        return sorted(a.id for a in store.read().annotators())


def test_work_is_brought_back_and_the_copy_goes(original: Path) -> None:
    with open_as_working_copy(original) as copy:
        assert copy.store.warnings == ()
        assert not copy.store.path.is_relative_to(original.parent)
        put_annotator(copy.store, Annotator(id="anna"))
        assert people(original) == []
    assert people(original) == ["anna"]
    assert os.listdir(original.parent) == [original.name]
    assert not any(path.suffix == ".corpus" for path in folder_of_copy(original).iterdir())


def test_bringing_back_can_be_stopped_at_any_moment(original: Path) -> None:
    before = original.read_bytes()
    with open_as_working_copy(original) as copy:
        put_annotator(copy.store, Annotator(id="anna"))
        stops = 0
        while True:
            left = stops

            def stop(what: str, done: int, total: int | None) -> None:
                nonlocal left
                left -= 1
                if left < 0:
                    raise Cancelled

            try:
                copy.bring_back(stop)
            except Cancelled:
                stops += 1
                assert original.read_bytes() == before
                beside = sorted(os.listdir(original.parent))
                assert beside == [f".{original.name}.lock", original.name]
                assert copy.ahead == 1
                continue
            break
        assert stops >= 3
        assert copy.ahead == 0
    assert people(original) == ["anna"]


def test_without_work_the_original_is_not_touched(original: Path) -> None:
    before = original.read_bytes(), original.stat().st_mtime_ns
    open_as_working_copy(original).close()
    assert (original.read_bytes(), original.stat().st_mtime_ns) == before


def test_an_original_that_was_changed_is_left_and_the_work_is_kept(original: Path) -> None:
    copy = open_as_working_copy(original)
    put_annotator(copy.store, Annotator(id="anna"))
    other = original.with_name("other.corpus")
    shutil.copyfile(original, other)
    with open_corpus(other) as store:
        put_annotator(store, Annotator(id="boris"))
    os.replace(other, original)
    with pytest.raises(StoreError) as caught:
        copy.close()
    assert caught.value.code == "original_changed"
    assert people(original) == ["boris"]
    kept = Path(caught.value.data["kept"])
    assert people(kept) == ["anna"]
    with pytest.raises(StoreError) as caught:
        open_as_working_copy(original)
    assert caught.value.code == "original_changed"
    assert people(kept) == ["anna"]


def test_an_original_that_is_gone_comes_back(original: Path) -> None:
    copy = open_as_working_copy(original)
    put_annotator(copy.store, Annotator(id="anna"))
    original.unlink()
    copy.close()
    assert people(original) == ["anna"]


def test_a_folder_that_is_gone_costs_nothing(original: Path) -> None:
    copy = open_as_working_copy(original)
    put_annotator(copy.store, Annotator(id="anna"))
    away = original.parent.with_name("away")
    original.parent.rename(away)
    with pytest.raises(StoreError) as caught:
        copy.close()
    assert caught.value.code == "copy_not_back"
    assert people(Path(caught.value.data["kept"])) == ["anna"]
    away.rename(original.parent)
    with open_as_working_copy(original) as again:
        assert [a.id for a in again.store.read().annotators()] == ["anna"]
        put_annotator(again.store, Annotator(id="vera"))
    assert people(original) == ["anna", "vera"]


CHILD = """
import os, sys
from pathlib import Path
from annotator.model.review import Annotator
from annotator.operations.keeping.corpus import put_annotator
from annotator.operations.keeping.working_copy import (
    check_in,
    check_out,
    keep_beside,
    open_as_working_copy,
    waiting_copy,
)
from annotator.store.opening.backup import all_backups_of
from annotator.store.files.checkout import folder_of_copy
copy = open_as_working_copy(Path(sys.argv[1]))
put_annotator(copy.store, Annotator(id="killed"))
os._exit(0)
"""


def test_after_a_crash_the_copy_is_gone_on_with(original: Path) -> None:
    root = Path(__file__).resolve().parents[3]
    words = [sys.executable, "-c", CHILD, str(original)]
    subprocess.run(words, cwd=root, env=dict(os.environ), check=True, timeout=60)
    assert people(original) == []
    with open_as_working_copy(original) as copy:
        assert [a.id for a in copy.store.read().annotators()] == ["killed"]
    assert people(original) == ["killed"]


def test_a_copy_that_was_broken_off_is_made_again(original: Path) -> None:
    folder = folder_of_copy(original)
    folder.mkdir(parents=True)
    (folder / original.name).write_bytes(original.read_bytes()[:5000])
    with open_as_working_copy(original) as copy:
        put_annotator(copy.store, Annotator(id="anna"))
    assert people(original) == ["anna"]


def test_only_one_works_on_it(original: Path) -> None:
    copy = open_as_working_copy(original)
    for opened in (open_as_working_copy, open_corpus):
        with pytest.raises(StoreError) as caught:
            opened(original)
        assert caught.value.code == "locked"
    copy.close()
    with open_corpus(original), pytest.raises(StoreError) as caught:
        open_as_working_copy(original)
    assert caught.value.code == "locked"


def test_what_was_brought_back_and_not_removed_is_not_in_the_way(original: Path) -> None:
    copy = open_as_working_copy(original)
    put_annotator(copy.store, Annotator(id="anna"))
    path = copy.put_down()
    # The program was ended between the two.
    shutil.copyfile(path, original)
    assert waiting_copy(original) is None
    with open_as_working_copy(original) as again:
        put_annotator(again.store, Annotator(id="vera"))
    assert people(original) == ["anna", "vera"]


def test_a_copy_without_work_follows_its_original(original: Path) -> None:
    check_out(original)
    with open_corpus(original) as store:
        put_annotator(store, Annotator(id="boris"))
    assert waiting_copy(original) is None
    with open_as_working_copy(original) as copy:
        assert [a.id for a in copy.store.read().annotators()] == ["boris"]


def test_only_what_nobody_works_on_waits(original: Path) -> None:
    copy = open_as_working_copy(original)
    put_annotator(copy.store, Annotator(id="anna"))
    assert waiting_copy(original) is None
    copy.put_down()
    waiting = waiting_copy(original)
    assert waiting is not None
    assert (waiting.edits, waiting.is_in_the_way) == (1, False)
    with open_corpus(original):
        assert waiting_copy(original) is None


def test_bringing_back_in_between_is_whole_and_goes_on(original: Path) -> None:
    with open_as_working_copy(original) as copy:
        for name in ("anna", "boris"):
            put_annotator(copy.store, Annotator(id=name))
            assert copy.bring_back() == 1
            assert copy.ahead == 0
            assert name in people(original)
        assert copy.bring_back() == 0


def test_an_original_that_is_gone_is_never_lost_for_lack_of_work(original: Path) -> None:
    copy = open_as_working_copy(original)
    original.unlink()
    original.parent.rename(original.parent.with_name("away"))
    with pytest.raises(StoreError) as caught:
        copy.close()
    assert people(Path(caught.value.data["kept"])) == []
    original.parent.mkdir()
    assert check_in(original) == 0
    assert people(original) == []


def test_a_copy_kept_beside_has_what_was_only_in_its_journal(original: Path) -> None:
    root = Path(__file__).resolve().parents[3]
    words = [sys.executable, "-c", CHILD, str(original)]
    subprocess.run(words, cwd=root, env=dict(os.environ), check=True, timeout=60)
    original.with_name("shared-copy-1.corpus").write_text("taken", encoding="utf-8")
    kept = keep_beside(original)
    assert kept.name == "shared-copy-2.corpus"
    assert people(kept) == ["killed"]
    assert people(original) == []
    assert waiting_copy(original) is None


@pytest.mark.parametrize("name", ["a#b?.corpus", "100%41.corpus", "q\"'.corpus", "e\u0301.corpus"])
def test_odd_names_are_brought_back_to_themselves(original: Path, name: str) -> None:
    odd = original.rename(original.with_name(name))
    with open_as_working_copy(odd) as copy:
        put_annotator(copy.store, Annotator(id="anna"))
        copy.store.backup("asked")
    assert os.listdir(odd.parent) == [name]
    assert people(odd) == ["anna"]
    (backup,) = all_backups_of(odd)
    assert people(backup) == ["anna"]


def test_a_very_long_name_is_kept_beside_under_a_shorter_one(original: Path) -> None:
    odd = original.rename(original.with_name("ж" * 118 + ".corpus"))
    check_out(odd)
    with open_corpus(place_of_copy(odd)) as store:
        put_annotator(store, Annotator(id="anna"))
    assert people(keep_beside(odd)) == ["anna"]
    assert people(odd) == []


FULL = """
import resource, signal, sys
from pathlib import Path
from annotator.model.errors import StoreError
from annotator.model.review import Annotator
from annotator.operations.keeping.corpus import put_annotator
from annotator.operations.keeping.working_copy import check_in, keep_beside, open_as_working_copy
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
original = Path(sys.argv[1])
copy = open_as_working_copy(original)
put_annotator(copy.store, Annotator(id="anna"))
resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[2]), resource.RLIM_INFINITY))
for work in (copy.close, lambda: check_in(original), lambda: keep_beside(original)):
    try:
        work()
    except StoreError as error:
        assert error.code in ("copy_not_back", "store_failed", "disk_full"), error
    else:
        raise SystemExit("there was room")
"""


@pytest.mark.skipif(os.name == "nt", reason="there is no limit of the size of files")
@pytest.mark.parametrize("room", [0, 1000, 50_000])
def test_a_full_disk_leaves_the_original_and_the_copy_waits(original: Path, room: int) -> None:
    root = Path(__file__).resolve().parents[3]
    words = [sys.executable, "-c", FULL, str(original), str(room)]
    subprocess.run(words, cwd=root, env=dict(os.environ), check=True, timeout=60)
    assert os.listdir(original.parent) == [original.name]
    assert people(original) == []
    assert check_in(original) == 1
    assert people(original) == ["anna"]


@pytest.mark.parametrize("spoil", ["file", "gone"])
def test_a_state_folder_that_is_none_costs_the_copy_only(
    original: Path, tmp_path: Path, spoil: str
) -> None:
    state = tmp_path / "state"
    shutil.rmtree(state)
    if spoil == "gone":
        with open_as_working_copy(original) as copy:
            put_annotator(copy.store, Annotator(id="anna"))
        assert people(original) == ["anna"]
        return
    state.write_text("in the way", encoding="utf-8")
    with pytest.raises(StoreError) as caught:
        open_as_working_copy(original)
    assert caught.value.code == "copy_not_made"
    assert str(state) in str(caught.value)
    assert waiting_copy(original) is None
    assert people(original) == []
