"""What a journey asks of the scheme and of values."""

from __future__ import annotations

from typing import Any

from annotator.model.annotation import Annotation
from annotator.model.ladder import Ladder, Rung
from annotator.operations.tagging.relate import link_options
from tests.journeys.goal import Link


def kinds_of_link(scheme: Any, start: Annotation, end: Annotation | str) -> list[str]:
    """Return the types of relation that may go from one to another, the first is meant."""
    return link_options(scheme, start, end)


def heads_of(feature: Any) -> list[str]:
    """Return how the kinds of entities that a feature holds begin."""
    return [k.rstrip("*") for k in feature.kinds or ("",)]


def rung_of(ladder: Ladder | None, link: Link) -> Rung | None:
    """Return where a link puts its end on the ladder, None if nowhere."""
    level = link.features.get(ladder.level) if ladder is not None else None
    if ladder is None or level is None:
        return None
    chain = link.features.get(ladder.chain) if ladder.chain else None
    return Rung(level, chain)


def plain(value: Any) -> Any:
    """Return a value as data has it."""
    return list(value) if isinstance(value, tuple) else value
