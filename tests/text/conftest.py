"""Samples for the tests of strings."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

SEEDS = Path(__file__).resolve().parents[2] / "seeds"


@pytest.fixture(scope="session")
def article() -> str:
    """The seed article, 2,813 code points of Bulgarian."""
    return (SEEDS / "seed" / "000_76c35f2a0a6f2b8c.txt").read_bytes().decode("utf-8")


@pytest.fixture(scope="session")
def gold() -> dict[str, Any]:
    """The reference annotation of the seed article."""
    return json.loads((SEEDS / "seed" / "gold.json").read_text("utf-8"))


@pytest.fixture(scope="session")
def giant(article: str) -> str:
    """One paragraph of 2,000,000 code points."""
    return (article.replace("\n", " ") * 800)[:2_000_000]
