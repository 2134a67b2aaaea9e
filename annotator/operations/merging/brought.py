"""What is noted of brought work: the package that it came with, and a sign of each annotation.

A later package then replaces what an earlier one brought, and an earlier one changes nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any, cast

from annotator.model.review import Assignment
from annotator.operations.merging.merged import Origin
from annotator.operations.packages.versions import Noun, marks_of, sign_of

_BROUGHT = "brought"
"""Key of an assignment's `extra`: of which corpus and number its annotator brought work last, and
signs of what is here as they brought it."""


class Brought:
    """What assignments tell of work that packages brought before, and what one notes in them."""

    def __init__(self, assignments: Iterable[Assignment], origin: Origin) -> None:
        """Take all assignments of the corpus, once for each package, and where that is from."""
        self._origin = origin
        self._assigned = {(a.document, a.annotator): a for a in assignments}
        self._shares: dict[str, list[Assignment]] = {}
        for assignment in self._assigned.values():
            self._shares.setdefault(assignment.document, []).append(assignment)

    def share(self, document: str, annotator: str) -> Assignment | None:
        """Return the assignment of a document to an annotator here, or None."""
        return self._assigned.get((document, annotator))

    def brought(self, assignment: Assignment, nouns: Iterable[Noun]) -> Assignment:
        """Return an assignment of a new document: noted for the owner, bare for others."""
        if assignment.annotator != self._origin.owner:
            return replace(assignment, extra={})
        return self.noted(assignment, nouns)

    def noted(self, assignment: Assignment, as_brought: Iterable[Noun]) -> Assignment:
        """Return an assignment that says what this package brought."""
        package = self._origin.package
        brought = {
            "package": package.id,
            "corpus": package.corpus,
            "number": package.number,
            "signs": sorted(sign_of(n.id, marks_of(n)) for n in as_brought),
        }
        return replace(assignment, extra={**assignment.extra, _BROUGHT: brought})

    def last(self, document: str) -> Mapping[str, Any] | None:
        """Return what is noted of the last time this work was brought of this same corpus."""
        owner, package = self._origin.owner, self._origin.package
        assignment = None if owner is None else self.share(document, owner)
        if assignment is None or not isinstance(assignment.extra.get(_BROUGHT), dict):
            return None
        before = cast(dict[str, Any], assignment.extra[_BROUGHT])
        is_same = (before.get("package"), before.get("corpus")) == (package.id, package.corpus)
        # It may have come with a file that somebody else wrote.
        is_whole = type(before.get("number")) is int and isinstance(before.get("signs"), list)
        return before if is_same and is_whole else None

    def by_others(self, document: str) -> frozenset[str]:
        """Return signs of what others than the owner brought on a document."""
        signs: set[str] = set()
        for assignment in self._shares.get(document, ()):
            brought = assignment.extra.get(_BROUGHT)
            if assignment.annotator != self._origin.owner and isinstance(brought, dict):
                found: Any = cast(dict[str, Any], brought).get("signs")
                signs.update(map(str, cast(list[Any], found) if isinstance(found, list) else ()))
        return frozenset(signs)
