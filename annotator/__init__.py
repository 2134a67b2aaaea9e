"""Annotator: who holds which position towards what, and who reports it, tagged in texts."""

__version__ = "0.1.0"
