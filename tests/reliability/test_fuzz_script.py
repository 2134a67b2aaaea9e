"""The script of damaged inputs: few of each reader, and it can find."""

from __future__ import annotations

import argparse
import signal
import threading
from pathlib import Path

import pytest

from tests.reliability.fuzz import READERS, outcome, run


def test_few_inputs_of_every_reader_give_no_find(tmp_path: Path) -> None:
    given = argparse.Namespace(inputs=6, seed=7, only=None, seconds=20.0, keep="")
    told = run(given, tmp_path)
    assert told["finds"] == []
    assert told["inputs"] == 6 * len(READERS)
    assert all(sum(tally.values()) == 6 for tally in told["readers"].values())


@pytest.mark.skipif(not hasattr(signal, "setitimer"), reason="there are no such alarms here")
def test_an_error_and_an_endless_input_are_finds() -> None:
    def fail() -> None:
        raise ValueError("odd")

    def go_on() -> None:
        while True:
            pass

    assert outcome(fail, 5) == "crash: ValueError: odd"
    assert outcome(go_on, 0.05) == "hang"
    assert outcome(threading.Event().wait, 0.05) == "hang"
    assert outcome(lambda: None, 5) == "read"
