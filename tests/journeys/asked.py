"""What a journey asks of the scheme and of values."""

from __future__ import annotations

from typing import Any

from annotator.model.annotation import Annotation
from annotator.model.ladder import Ladder, Rung
from annotator.operations.tagging.frames import is_spoken_of, types_off
from annotator.operations.tagging.relate import link_options
from tests.journeys.goal import Link


def kinds_of_link(session: Any, start: Annotation, end: Annotation | str) -> list[str]:
    """Return the types of relation that may go from one to another, the first is meant."""
    kinds = link_options(session.scheme, start, end)
    if not is_spoken_of(session.store, start, end, session.relations_from(start.id)):
        return kinds
    off = {kind.id for kind in types_off(session.scheme, start.layer)}
    return sorted(kinds, key=lambda kind: kind not in off)


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
