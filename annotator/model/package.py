"""What a package says of itself: from whom, for whom, which work, and as what it was sent."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

PACKAGE_FORMAT = "annotator-package/1"
PACKAGE_SUFFIX = ".annotator-package"
WORK, RETURN, CORRECTIONS = "work", "return", "corrections"
PACKAGE_KINDS = (WORK, RETURN, CORRECTIONS)

Marks = tuple[str, ...]
"""Digests of a noun as it was: whole, and without its place in the text."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Package:
    """The manifest of a package.

    `id` is that of the work that was handed out: what is sent back has the same one. `corpus` is
    the id of the corpus it was made from, `number` how many edits that had seen: of two packages
    of one corpus the one with the higher number is the later one. `base` are, by id, the
    annotations, relations and comments that went along at first. `layers` are ids, none for all.
    `members` has the sha256 of each file beside the manifest.
    """

    format: str = PACKAGE_FORMAT
    id: str
    kind: str
    corpus: str
    number: int = 0
    from_annotator: str | None = None
    to_annotator: str
    round: str | None = None
    documents: tuple[str, ...] = ()
    layers: tuple[str, ...] = ()
    is_blind: bool = True
    due: str | None = None
    counts: Mapping[str, int] = field(default_factory=dict[str, int])
    base: Mapping[str, Marks] = field(default_factory=dict[str, Marks])
    members: Mapping[str, str] = field(default_factory=dict[str, str])
    extra: Mapping[str, Any] = field(default_factory=dict[str, Any])
