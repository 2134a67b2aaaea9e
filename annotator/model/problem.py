"""One finding of a check, as data: how bad it is, where, and what to word it with."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple, Protocol

from annotator.model.annotation import Annotation, Relation

_NO_DATA: Mapping[str, Any] = {}


class Problem(NamedTuple):
    """One finding: `severity` error, incomplete or hint; `code` and `data` are worded.

    `rule` is the id of the scheme's rule, where it is one of them. A tuple, because a document
    that lacks much may have hundreds of thousands of them.
    """

    severity: str
    code: str
    document: str
    annotation: str | None = None
    relation: str | None = None
    rule: str | None = None
    data: Mapping[str, Any] = _NO_DATA


class Maker(Protocol):
    """Makes problems of one annotation or relation."""

    def __call__(
        self, severity: str, code: str, *, rule: str | None = None, **data: Any
    ) -> Problem:
        """Return a problem of that annotation or relation."""
        ...


def of_annotation(annotation: Annotation) -> Maker:
    """Return what makes problems of an annotation."""

    def make(severity: str, code: str, *, rule: str | None = None, **data: Any) -> Problem:
        told = {"layer": annotation.layer, **data}
        return Problem(severity, code, annotation.document, annotation.id, None, rule, told)

    return make


def of_relation(relation: Relation) -> Maker:
    """Return what makes problems of a relation; they are shown at the annotation it starts from."""

    def make(severity: str, code: str, *, rule: str | None = None, **data: Any) -> Problem:
        return Problem(
            severity=severity,
            code=code,
            document=relation.document,
            annotation=relation.from_id,
            relation=relation.id,
            rule=rule,
            data={"type": relation.type, **data},
        )

    return make
