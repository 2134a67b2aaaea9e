"""What a merge did, gathered package by package, and where its documents come from."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import NamedTuple

from annotator.model.bundle import Loss
from annotator.model.package import Package
from annotator.operations.checking.proving import Mismatch
from annotator.operations.merging.places import Places
from annotator.operations.packages.versions import FATES


class Told(NamedTuple):
    """Something that a merge left as it was, or did, and people should know: why, as a code."""

    document: str
    what: str
    reason: str


class Placed(NamedTuple):
    """Work that came on another text than ours: its new place, None where it has none."""

    document: str
    what: str
    quote: str
    begin: int | None


ANSWERS, APPEALS = "answers", "appeals"
"""Counts of a merge: answers to corrections, and those of them that are appeals."""


@dataclass(slots=True)
class Merged:
    """What a merge did: counts by fate, what is to be told, and what was anchored anew.

    `counts` has "annotations" too: how many of them are written or deleted; `ANSWERS` and
    `APPEALS` are what is said to corrections and was not known. `places` are what the counts are
    of, the first of each fate.
    """

    counts: Counter[str] = field(default_factory=lambda: Counter(dict.fromkeys(FATES, 0)))
    told: list[Told] = field(default_factory=list[Told])
    placed: list[Placed] = field(default_factory=list[Placed])
    mismatches: list[Mismatch] = field(default_factory=list[Mismatch])
    places: Places = field(default_factory=Places)
    texts: set[str] = field(default_factory=set[str])

    def note_text(self, sha256: str) -> None:
        """Count a document by its text: several packages may bring work on one."""
        self.texts.add(sha256)
        self.counts["documents"] = len(self.texts)

    def tell_losses(self, losses: Iterable[Loss]) -> None:
        """Take over what the intake of a header left as it is here."""
        self.told.extend(Told(loss.document or "", loss.item or "", loss.kind) for loss in losses)


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """Where documents come from: the package, its file, and the layers that ours has."""

    package: Package
    file: str
    layers: frozenset[str]
    is_return: bool

    @property
    def owner(self) -> str | None:
        """Whose work is brought: nobody else's is changed. None where it is not sent back."""
        return self.package.from_annotator if self.is_return else None
