"""The comparison finds exactly the deviations of a second annotator, on real and own texts."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.analysis.deviations import TAG, WHOM, run
from tests.samples import make_samples


def _holds(told: dict[str, Any]) -> None:
    assert told["missed"] == []
    assert told["invented"] == []
    assert told["found"] == told["made"]
    assert {value for value in told["before"].values() if value is not None} == {1.0}
    assert told["after"]["span_f1 exact"] == pytest.approx(told["exact_f1"])
    for measure in ("span_f1 overlap", "gamma 1 positional + 1 nominal", "gamma_cat nominal"):
        assert told["after"][measure] < 1.0
    _places_are_behind_figures(told["places"], told["made"])


def _places_are_behind_figures(places: dict[str, int], made: dict[str, int]) -> None:
    """Each deviation is a place of the figures that it makes lower, and of no other."""
    behind = {
        "span_f1 exact": ("missing", "border", "layer", "split"),
        "span_f1 overlap": ("missing", "layer", "split"),
        "semeval_f1 strict": ("missing", "border", "layer", "split"),
        "semeval_f1 exact": ("missing", "border", "split"),
        "semeval_f1 type": ("missing", "layer", "split"),
    }
    for figure, kinds in behind.items():
        assert places[f"layers  {figure}"] == sum(made[kind] for kind in kinds), figure
    for kind, feature in (("feature", TAG), ("entity", WHOM)):
        ending = f".{feature} percent_agreement nominal"
        of_values = [n for key, n in places.items() if key.endswith(ending)]
        assert sum(of_values) == made[kind]


@pytest.mark.parametrize("seed", [1, 2])
def test_exactly_the_deviations_are_found(shared: Path, tmp_path: Path, seed: int) -> None:
    told = run(shared / "corpora" / "polnear", seed, 0.3, 4, tmp_path)
    _holds(told)
    assert all(told["made"].values()), told["made"]


def test_exactly_the_deviations_are_found_in_the_samples(tmp_path: Path) -> None:
    path = tmp_path / "samples.corpus"
    make_samples(path).close()
    (tmp_path / "out").mkdir()
    _holds(run(path, 3, 0.4, 0, tmp_path / "out"))
