"""How many examples a property is tried on: ten times as many under the thorough profile."""

from __future__ import annotations

import os

from hypothesis import settings

_TIMES = 10 if os.environ.get("HYPOTHESIS_PROFILE") == "thorough" else 1


def examples(count: int) -> settings:
    """Return settings for a test that is slower than most: `count` examples, and no deadline."""
    return settings(max_examples=count * _TIMES, deadline=None)
