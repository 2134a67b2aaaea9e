"""Packages in tests: a lead's corpus, somebody's corpus made of a package, and the way back."""

from __future__ import annotations

from pathlib import Path

from annotator.formats.digests import digest_of
from annotator.model.assigning import Plan
from annotator.model.bundle import Ability
from annotator.model.package import Package
from annotator.operations.packages.packages import Parcel, open_package, pack_return, pack_work
from annotator.operations.rounds.rounds import Choice, make_round
from annotator.store.store import Store

LEAD = "lead"
WHOLE = frozenset(Ability)


def hand_out(store: Store, *people: str, is_blind: bool = True) -> str:
    """Hand every document out to all of them; return the id of the round."""
    everything = frozenset(row.id for row in store.read().documents())
    choice = Choice(
        annotators=people,
        plan=Plan(several=len(people), pilot=everything),
        is_blind=is_blind,
        adds_people=True,
    )
    return make_round(store, {"en": "First"}, choice, by=None).round.id


def send(store: Store, who: str, folder: Path, *, round: str | None = None) -> Store:
    """Return somebody's own corpus, made of a package for them."""
    path = folder / f"{who}.annotator-package"
    pack_work(store, path, Parcel(annotator=who, by=LEAD, round=round))
    return open_package(path, folder / f"{who}.corpus")[0]


def bring(theirs: Store, folder: Path, name: str = "back") -> Path:
    """Return the package that brings somebody's work back."""
    path = folder / f"{theirs.path.stem}-{name}.annotator-package"
    package: Package = pack_return(theirs, path)
    assert package.from_annotator == theirs.path.stem
    return path


def digests(store: Store) -> dict[str, str]:
    """Return a digest of everything on each document."""
    return {b.document.id: digest_of(b, WHOLE) for b in store.read().bundles()}
