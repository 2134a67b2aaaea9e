"""The restore drill: a backup takes the place of a corpus, which is renamed and never lost."""

from __future__ import annotations

import hashlib
import os
import shutil
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.model.errors import StoreError
from annotator.model.review import Annotator
from annotator.operations.keeping.corpus import new_corpus, open_corpus, put_annotator, scheme_named
from annotator.operations.keeping.safety import list_backups, make_backup, restore
from annotator.store.opening.backup import NEWEST, backups_of, kept


def _made(path: Path, *names: str) -> None:
    if not path.exists():
        new_corpus(path, scheme=scheme_named(None)).close()
    with open_corpus(path) as store:
        for name in names:
            put_annotator(store, Annotator(id=name, names={"en": name}))


def _people(path: Path) -> list[str]:
    with open_corpus(path, read_only=True) as store:
        assert list(store.damage()) == []
        return sorted(a.id for a in store.read().annotators())


def _backed_up(path: Path) -> Path:
    with open_corpus(path) as store:
        made = make_backup(store)
    assert made is not None
    return made


def _hash(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def test_a_damaged_corpus_comes_back_from_its_newest_backup(tmp_path: Path) -> None:
    path = tmp_path / "a.corpus"
    _made(path, "anna")
    _backed_up(path)
    _made(path, "boris")
    damaged = path.read_bytes()[:5000]
    path.write_bytes(damaged)
    old = restore(path)
    assert old is not None
    assert old.read_bytes() == damaged
    assert _people(path) == ["anna"]
    assert [b.reason for b in list_backups(path)] == ["asked"]


def test_of_as_many_edits_the_backup_made_last_comes_first(tmp_path: Path) -> None:
    path = tmp_path / "a.corpus"
    _made(path, "anna")
    asked = _backed_up(path)
    opened = asked.with_name(asked.name.replace("asked", "open"))
    shutil.copy(asked, opened)
    for backup, when in ((asked, 2_000), (opened, 1_000)):
        os.utime(backup, (when, when))
    assert [b.reason for b in list_backups(path)] == ["asked", "open"]
    os.utime(opened, (3_000, 3_000))
    assert [b.reason for b in list_backups(path)] == ["open", "asked"]


def test_a_damaged_backup_is_passed_over_for_an_older_one(tmp_path: Path) -> None:
    path = tmp_path / "a.corpus"
    _made(path, "anna")
    _backed_up(path)
    _made(path, "boris")
    newest = _backed_up(path)
    newest.write_bytes(newest.read_bytes()[:8192])
    restore(path)
    assert _people(path) == ["anna"]


def test_a_chosen_backup_that_is_damaged_is_refused_and_nothing_changed(tmp_path: Path) -> None:
    path = tmp_path / "a.corpus"
    _made(path, "anna")
    chosen = _backed_up(path)
    chosen.write_bytes(b"rubbish")
    before = _hash(path)
    with pytest.raises(StoreError):
        restore(path, chosen)
    assert _hash(path) == before
    assert sorted(p.name for p in tmp_path.iterdir()) == ["a-backups", "a.corpus"]


def test_without_a_backup_nothing_is_changed(tmp_path: Path) -> None:
    path = tmp_path / "a.corpus"
    _made(path, "anna")
    before = _hash(path)
    with pytest.raises(StoreError) as caught:
        restore(path)
    assert caught.value.code == "no_backup"
    assert _hash(path) == before


def test_an_open_corpus_is_not_restored(tmp_path: Path) -> None:
    path = tmp_path / "a.corpus"
    _made(path, "anna")
    _backed_up(path)
    with open_corpus(path), pytest.raises(StoreError) as caught:
        restore(path)
    assert caught.value.code == "locked"


def test_every_restore_keeps_what_was_there(tmp_path: Path) -> None:
    path = tmp_path / "a.corpus"
    _made(path, "anna")
    _backed_up(path)
    names = set()
    for number in range(3):
        _made(path, f"later-{number}")
        old = restore(path)
        assert old is not None
        assert f"later-{number}" in _people(old)
        names.add(old.name)
    assert len(names) == 3


def test_a_corpus_that_is_gone_comes_back(tmp_path: Path) -> None:
    path = tmp_path / "a.corpus"
    _made(path, "anna")
    _backed_up(path)
    path.unlink()
    assert restore(path) is None
    assert _people(path) == ["anna"]


days = st.lists(st.integers(0, 900), max_size=120).map(
    lambda ns: [date(2026, 1, 1) + timedelta(days=n) for n in ns]
)


@given(days)
def test_thinning_never_goes_below_the_newest(made: list[date]) -> None:
    """Whatever the clock said: the list is in the order of the work."""
    keep = kept(made)
    assert len(keep) == len(made)
    assert all(keep[-NEWEST:])
    assert sum(keep) >= min(len(made), NEWEST)


def test_thinning_keeps_days_weeks_and_months() -> None:
    made = [date(2025, 1, 1) + timedelta(days=n // 4) for n in range(4 * 400)]
    keep = kept(made)
    left = [day for day, is_kept in zip(made, keep, strict=True) if is_kept]
    assert len(left) < 50
    assert {d.strftime("%Y-%m") for d in left} >= {d.strftime("%Y-%m") for d in made[-4 * 300 :]}
    assert sum(1 for d in left if (made[-1] - d).days < 14) >= 14


def test_backups_beyond_the_ages_are_removed(tmp_path: Path) -> None:
    path = tmp_path / "a.corpus"
    _made(path, "anna")
    for number in range(NEWEST + 4):
        _made(path, f"p{number}")
        _backed_up(path)
    assert NEWEST <= len(backups_of(path)) <= NEWEST + 1
