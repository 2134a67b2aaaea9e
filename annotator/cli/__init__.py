"""The engineer's door to the same operations that the window uses."""

from annotator.cli.main import main

__all__ = ["main"]
