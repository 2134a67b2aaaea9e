"""A few turned bits and cut ends; `python -m tests.reliability.flips` makes hundreds of them."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.reliability.__main__ import make_base
from tests.reliability.flips import is_good, run


def test_damage_is_found_or_harmless_and_the_rest_is_rescued(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ANNOTATOR_STATE", str(tmp_path / "state"))
    corpus = make_base(tmp_path / "original.corpus")
    told = run(corpus, tmp_path, flips=12, cuts=4, seed=3)
    assert is_good(told), told
    assert told["cut"]["found"] == 4
    assert told["flip"]["whole"] == told["flip"]["found"] > 0
