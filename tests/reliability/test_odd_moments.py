"""Faults that need another process, another user or an odd place: told, and nothing lost."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import unicodedata
from pathlib import Path

import pytest

from annotator.model.errors import StoreError
from annotator.model.review import Annotator
from annotator.operations.keeping.corpus import put_annotator
from annotator.operations.keeping.safety import list_backups, make_backup, restore
from annotator.store.store import Store
from tests.samples import make_samples

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("odd") / "base.corpus"
    make_samples(path).close()
    return path


def _child(code: str, *arguments: object) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", code, *map(str, arguments)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        cwd=ROOT,
    )


_AS_NOBODY = """
import os, sys
from pathlib import Path
from annotator.model.errors import StoreError
from annotator.operations.checking.check import check
from annotator.store.store import Store
import annotator.store.rows.migrating
path = Path(sys.argv[1])
if os.geteuid() == 0:
    os.setgid(65534)
    os.setuid(65534)
try:
    Store.open(path).close()
    print("written")
except StoreError as error:
    print(error.code)
with Store.open(path, read_only=True) as store:
    print(store.counts()["annotation"], len(check(store).damage))
"""


@pytest.mark.skipif(sys.platform == "win32", reason="other rights there")
def test_a_read_only_folder_is_told_and_read(base: Path, tmp_path: Path) -> None:
    folder = Path("/tmp") / f"annotator-odd-{os.getpid()}"
    folder.mkdir()
    try:
        path = Path(shutil.copy(base, folder / "a.corpus"))
        path.chmod(0o444)
        folder.chmod(0o555)
        before = path.read_bytes()
        said, _ = _child(_AS_NOBODY, path).communicate()
        with Store.open(base, read_only=True) as store:
            count = store.counts()["annotation"]
        assert said.splitlines() == ["not_writable", f"{count} 0"]
        assert path.read_bytes() == before
        assert [p.name for p in folder.iterdir()] == ["a.corpus"]
    finally:
        folder.chmod(0o755)
        shutil.rmtree(folder)


_HOLDS = """
import sqlite3, sys
connection = sqlite3.connect(sys.argv[1], isolation_level=None)
connection.execute("BEGIN IMMEDIATE")
print("holds", flush=True)
sys.stdin.readline()
connection.execute("ROLLBACK")
connection.close()
"""


def test_who_holds_the_file_for_a_moment_only_delays_a_step(base: Path, tmp_path: Path) -> None:
    path = Path(shutil.copy(base, tmp_path / "a.corpus"))
    with Store.open(path) as store:
        child = _child(_HOLDS, path)
        assert child.stdout is not None
        assert child.stdin is not None
        assert child.stdout.readline() == "holds\n"
        store._connection.execute("PRAGMA busy_timeout = 20")
        with pytest.raises(StoreError) as refused:
            put_annotator(store, Annotator(id="late", names={"en": "Late"}))
        assert refused.value.code == "locked"
        assert "late" not in {a.id for a in store.read().annotators()}
        store._connection.execute("PRAGMA busy_timeout = 60000")
        child.stdin.write("\n")
        child.stdin.flush()
        put_annotator(store, Annotator(id="late", names={"en": "Late"}))
        child.communicate()
    with Store.open(path, read_only=True) as store:
        assert "late" in {a.id for a in store.read().annotators()}


NAMES = (
    "a#b", "what?", "100%41", "it's “quoted” \"twice\"", "a&b;c", "  spaces ", "-rf", "~", "a\\b",
    unicodedata.normalize("NFD", "Йога и чай"), "😀" * 20, "я" * 110,
)  # fmt: skip


@pytest.mark.parametrize("name", NAMES)
def test_a_name_means_itself(base: Path, tmp_path: Path, name: str) -> None:
    path = Path(shutil.copy(base, tmp_path / f"{name}.corpus"))
    with Store.open(path) as store:
        put_annotator(store, Annotator(id="here", names={"en": "Here"}))
        made = make_backup(store)
    assert made is not None
    assert [backup.path for backup in list_backups(path)] == [made]
    old = restore(path)
    assert old is not None
    with Store.open(path, read_only=True) as store:
        assert "here" in {a.id for a in store.read().annotators()}
    left = {p.name for p in tmp_path.iterdir()}
    assert left == {path.name, old.name, made.parent.name}


def test_a_name_that_is_too_long_for_its_journal_is_told(base: Path, tmp_path: Path) -> None:
    path = Path(shutil.copy(base, tmp_path / f"{'x' * 245}.corpus"))
    before = path.read_bytes()
    with pytest.raises(StoreError):
        Store.open(path)
    assert path.read_bytes() == before
    assert [p.name for p in tmp_path.iterdir()] == [path.name]
