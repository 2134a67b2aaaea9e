"""What a soak says of its rows: what grows, what holds, and that a short run tells nothing."""

from __future__ import annotations

from tests.benchmarks.soak import BOUNDS, verdict


def _rows(edits: int, *, grows: float) -> list[dict[str, float]]:
    """Rows of a run whose memory goes up by `grows` MiB with each 1,000 edits."""
    still = dict.fromkeys(BOUNDS, 10.0)
    return [
        {**still, "edits": n, "seconds": n / 50, "own_mib": 100 + grows * n / 1000}
        for n in range(0, edits + 1, 1000)
    ]


def test_what_grows_is_told_from_what_holds() -> None:
    assert verdict(_rows(10_000, grows=0.1))["verdict"] == "holds"
    assert verdict(_rows(10_000, grows=0.1))["slope"] == 1.0
    found = verdict(_rows(10_000, grows=1.0))
    assert (found["verdict"], found["failed"]) == ("grows", ["own_mib", "slope"])
    rows = _rows(10_000, grows=0.0)
    rows[-1]["widgets"] += 1
    assert verdict(rows)["failed"] == ["widgets"]


def test_a_short_run_tells_nothing() -> None:
    assert verdict(_rows(0, grows=0.0)) == {"verdict": "too short to tell", "edits": 0}
    assert verdict(_rows(3000, grows=9.0))["verdict"] == "too short to tell"
    assert verdict(_rows(4000, grows=9.0))["verdict"] == "grows"
