"""A frame as a sentence: who reports whom, what they do, towards what."""

from __future__ import annotations

from typing import NamedTuple

from annotator.model.annotation import Annotation, Relation
from annotator.model.ladder import Ladder, ladder_of
from annotator.model.presentation import OF_ENTITIES, shown_features, verb_of
from annotator.text.shortening import shortened
from annotator.ui.sitting.session import Session

LONGEST, SHORTEST = 40, 9
"""How many letters of the names of ends are said where there is room, and where there is none."""


class Named(NamedTuple):
    """An end by its name in the sentence, and its id."""

    name: str
    end: str


class FrameSentence(NamedTuple):
    """The parts of the sentence; a chain goes from the last relay down to the holders."""

    chains: tuple[tuple[tuple[Named, ...], ...], ...]
    verbs: tuple[str, ...]
    targets: tuple[Named, ...]


def frame_sentence(session: Session, hub: Annotation, quote: int = LONGEST) -> FrameSentence:
    """Return the frame of a hub as it is now; `quote`: the most letters of an end's name."""
    ladder = ladder_of(session.scheme, hub.layer)
    relations = session.relations_from(hub.id)
    leading = [r for r in relations if ladder is not None and r.type == ladder.leading]
    off = [r for r in relations if not _is_on(session, ladder, r)]
    return FrameSentence(
        tuple(_chains(session, ladder, leading, quote)) if ladder is not None else (),
        tuple(_verbs(session, hub)),
        tuple(_named(session, r, quote) for r in off),
    )


def _is_on(session: Session, ladder: Ladder | None, relation: Relation) -> bool:
    kind = session.scheme.relation_type(relation.type)
    return ladder is not None and ladder.is_on(kind)


def _verbs(session: Session, hub: Annotation) -> list[str]:
    layer = session.scheme.layer(hub.layer)
    return [
        verb_of(session.scheme, f, hub.features[f.id], session.language)
        for f in (shown_features(layer) if layer is not None else ())
        if f.id in hub.features and f.type not in OF_ENTITIES
    ]


def _chains(
    session: Session, ladder: Ladder, leading: list[Relation], quote: int
) -> list[tuple[tuple[Named, ...], ...]]:
    placed = [(rung, r) for r in leading if (rung := ladder.rung(r))]
    numbers = sorted({rung.chain for rung, _ in placed if rung.chain is not None})
    chains: list[tuple[tuple[Named, ...], ...]] = []
    for chain in numbers or [None]:
        levels: dict[int, list[Named]] = {}
        for rung, relation in placed:
            if rung.chain in (None, chain):
                levels.setdefault(rung.level, []).append(_named(session, relation, quote))
        if levels:
            chains.append(tuple(tuple(levels[n]) for n in sorted(levels, reverse=True)))
    return chains


def _named(session: Session, relation: Relation, quote: int) -> Named:
    return Named(shortened(session.end_said(relation.to_id), quote), relation.to_id)


def spoken_sentence(session: Session, hub: Annotation) -> str:
    """Return the sentence of a frame in words alone, as it is read aloud."""
    found = frame_sentence(session, hub)
    said: list[str] = []
    for chain in found.chains:
        groups = [", ".join(named.name for named in group) for group in chain]
        rest = groups[-1]
        for name in reversed(groups[:-1]):
            rest = session.word("reporting", name=name, rest=rest)
        said.append(rest)
    what = ", ".join([*found.verbs, *(t.name for t in found.targets)])
    who = "; ".join(said)
    return f"{session.word('frame_said', who=who, what=what)}." if who else f"{what}."
