"""The options of commands that draw samples for gamma."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import click

from annotator.analysis.agreement.gamma import SAMPLES, SEED


def drawing_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command `--samples` and `--seed`."""
    seeded = click.option(
        "--seed", default=SEED, show_default=True, help="What is drawn depends on it alone."
    )
    sampled = click.option(
        "--samples",
        type=click.IntRange(0),
        default=SAMPLES,
        show_default=True,
        help="Continua drawn for gamma; 0 leaves gamma out.",
    )
    return sampled(seeded(command))
