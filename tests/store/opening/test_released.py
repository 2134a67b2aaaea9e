"""Files of every released version open with all that is in them, and survive a broken migration."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import orjson
import pytest

from annotator.model.errors import StoreError
from annotator.store.opening.backup import backups_of
from annotator.store.rows.schema import VERSION
from annotator.store.store import Store
from tests.reliability.next_version import STATEMENTS, Stopped, next_target
from tests.store.released import FOLDER, is_said, what_it_says

RELEASED = sorted(FOLDER.glob("*.corpus"))
Now = Callable[[int], None]


@pytest.fixture(params=RELEASED, ids=lambda path: path.stem)
def released(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """A copy of a released file."""
    path = tmp_path / request.param.name
    shutil.copyfile(request.param, path)
    return path


def told(path: Path) -> dict[str, Any]:
    """Return what a released file says, as it was noted when it was made."""
    return orjson.loads((FOLDER / f"{path.stem}.json").read_bytes())


def test_there_is_a_file_of_each_version() -> None:
    assert [int(path.stem) for path in RELEASED] == list(range(1, VERSION + 1))


def test_a_released_file_opens_with_all_that_is_in_it(released: Path) -> None:
    with Store.open(released) as store:
        assert is_said(what_it_says(store), told(released))
        assert list(store.damage()) == []
        assert store.redo() is not None
        assert store.undo() is not None
        assert is_said(what_it_says(store), told(released))
    with Store.open(released, read_only=True) as store:
        assert is_said(what_it_says(store), told(released))


def test_the_next_version_takes_it_over_after_a_backup(released: Path) -> None:
    with Store.open(released, target=next_target()) as store:
        assert is_said(what_it_says(store), told(released))
        assert list(store.damage()) == []
    (backup,) = backups_of(released)
    assert "migration" in backup.name
    with Store.open(backup, read_only=True) as store:
        assert is_said(what_it_says(store), told(released))
    before = released.read_bytes()
    with pytest.raises(StoreError) as caught:
        Store.open(released)
    assert caught.value.code == "newer_version"
    assert released.read_bytes() == before
    with Store.open(released, target=next_target()) as store:
        assert is_said(what_it_says(store), told(released))


@pytest.mark.parametrize("step", range(len(STATEMENTS) + 1))
def test_a_migration_that_fails_leaves_the_old_version(released: Path, step: int) -> None:
    def stop(number: int) -> None:
        if number == step:
            raise Stopped

    with pytest.raises(Stopped):
        Store.open(released, target=next_target(stop))
    assert sorted(p.name for p in released.parent.glob(f"{released.name}*")) == [released.name]
    with Store.open(released) as store:
        assert is_said(what_it_says(store), told(released))
        assert list(store.damage()) == []
    with Store.open(backups_of(released)[0], read_only=True) as store:
        assert is_said(what_it_says(store), told(released))
    with Store.open(released, target=next_target()) as store:
        assert is_said(what_it_says(store), told(released))


def test_without_a_backup_nothing_is_migrated(released: Path) -> None:
    """The folder of backups cannot be made: a file has its name."""
    released.with_name(f"{released.stem}-backups").write_text("in the way", encoding="utf-8")
    before = released.read_bytes()
    with pytest.raises(StoreError) as caught:
        Store.open(released, target=next_target())
    assert caught.value.code == "backup_failed"
    assert released.read_bytes() == before


def test_an_older_file_is_only_read_by_the_version_that_it_has(released: Path) -> None:
    before = released.read_bytes()
    with pytest.raises(StoreError) as caught:
        Store.open(released, read_only=True, target=next_target())
    assert caught.value.code == "older_version"
    assert released.read_bytes() == before
