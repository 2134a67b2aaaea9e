"""Backups beside the work: only what changed, on a thread of its own, never in the way."""

from __future__ import annotations

from annotator.store.opening.backup import backups_of
from annotator.ui.safety.regular_backups import EVERY_MS, RegularBackups


def test_every_half_hour() -> None:
    assert EVERY_MS == 1_800_000


def test_a_backup_is_made_again_and_again_but_only_of_what_changed(
    make_window, corpus, qtbot
) -> None:
    window = make_window(corpus)
    qtbot.waitUntil(window.backups.timer.isActive)
    window.backups.end()
    regular = RegularBackups(window, every_ms=5)
    regular.begin(window.session.store)
    qtbot.waitUntil(lambda: len(backups_of(corpus)) == 1)
    made: list[int] = []
    regular.timer.timeout.connect(lambda: made.append(len(backups_of(corpus))))
    qtbot.waitUntil(lambda: len(made) > 5)
    assert set(made) == {1}
    window.keys.select(window.session.shown()[0].id)
    window.act.tagging.delete_current()
    qtbot.waitUntil(lambda: len(backups_of(corpus)) == 2)
    assert backups_of(corpus)[-1].name.endswith("-regular.corpus")
    regular.end()
    assert not regular.timer.isActive()


def test_a_lost_file_is_not_backed_up(make_window, corpus, qtbot) -> None:
    window = make_window(corpus)
    qtbot.waitUntil(window.backups.timer.isActive)
    window.backups.end()
    for old in backups_of(corpus):
        old.unlink()
    corpus.unlink()
    regular = RegularBackups(window, every_ms=5)
    regular.begin(window.session.store)
    with qtbot.waitSignal(regular.timer.timeout):
        pass
    regular.end()
    assert backups_of(corpus) == []
