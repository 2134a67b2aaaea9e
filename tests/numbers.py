"""Numbers that somebody gives to a script of the tests: what makes no sense is told, not tried."""

from __future__ import annotations

from argparse import ArgumentTypeError


def natural(said: str) -> int:
    """Return a whole number from 0 on. ArgumentTypeError for anything else."""
    return _from(0, said)


def positive(said: str) -> int:
    """Return a whole number from 1 on. ArgumentTypeError for anything else."""
    return _from(1, said)


def _from(least: int, said: str) -> int:
    try:
        number = int(said)
    except ValueError:
        number = least - 1
    if number < least:
        raise ArgumentTypeError(f"{said!r} is no whole number from {least} on")
    return number
