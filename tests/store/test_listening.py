"""Listeners are told all of them, each change once, on their own thread."""

from __future__ import annotations

import threading

import pytest

from annotator.model.change import ChangeSet
from annotator.store.listening import Listeners


def _changes(step: int) -> ChangeSet:
    return ChangeSet(kind="annotate.tag", step=step)


def test_whoever_has_stopped_is_told_no_more() -> None:
    listeners, told = Listeners(), []
    stop = listeners.add(told.append)
    listeners.tell(_changes(1))
    stop()
    stop()
    listeners.tell(_changes(2))
    assert [changes.step for changes in told] == [1]


def test_one_that_fails_keeps_no_other_from_being_told() -> None:
    def fail(_changes: ChangeSet) -> None:
        raise ValueError("odd")

    listeners, told = Listeners(), []
    listeners.add(fail)
    listeners.add(told.append)
    with pytest.raises(ValueError, match="odd"):
        listeners.tell(_changes(1))
    assert [changes.step for changes in told] == [1]


def test_what_another_thread_changes_is_told_at_home_in_its_order() -> None:
    listeners, told = Listeners(), []
    listeners.add(lambda changes: told.append((changes.step, threading.get_ident())))
    other = threading.Thread(target=lambda: [listeners.tell(_changes(n)) for n in (1, 2)])
    other.start()
    other.join()
    assert told == []
    listeners.tell_kept()
    listeners.tell_kept()
    assert told == [(1, threading.get_ident()), (2, threading.get_ident())]
