"""Few rounds of every fault: what was said to be done is there, whole, whenever the end comes.

`python -m tests.reliability` runs hundreds of them.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.reliability import kill, powercut, starting
from tests.reliability.__main__ import make_base

NOTHING = {"lost": 0, "half": 0, "unopenable": 0, "said": ""}


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_base(tmp_path_factory.mktemp("faults") / "base.corpus")


@pytest.mark.skipif(not hasattr(__import__("signal"), "SIGKILL"), reason="there is no kill -9 here")
@pytest.mark.parametrize("mode", kill.MODES)
def test_killed_at_any_moment(base: Path, tmp_path: Path, mode: str) -> None:
    for seed in range(1, 5):
        is_warm = starting.IS_POSSIBLE and seed > 1
        result = kill.one_round(base, tmp_path / "round", mode, seed, is_warm=is_warm)
        assert {key: result[key] for key in NOTHING} == NOTHING


@pytest.mark.skipif(not powercut.is_possible(), reason="apsw, for the simulation, is not installed")
@pytest.mark.parametrize("seed", range(4, 10))
def test_the_power_goes_at_any_moment(base: Path, tmp_path: Path, seed: int) -> None:
    result = powercut.one_round(base, tmp_path / "round", "power", seed, is_warm=seed > 4)
    assert {key: result[key] for key in NOTHING} == NOTHING
