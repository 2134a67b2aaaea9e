"""Cutting a text to a line that has room for so much only."""

from __future__ import annotations

_MORE = "…"


def shortened(text: str, size: int) -> str:
    """Return a text on one line of `size` code points at most, with an ellipsis where it is cut.

    One that stands there already, as between the fragments of a quote, is not said twice.
    """
    line = " ".join(text.split())
    return line if len(line) <= size else line[: size - 1].rstrip(" " + _MORE) + _MORE
