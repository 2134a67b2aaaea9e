"""What annotators have at the places behind a figure of agreement, or behind a cell of a table."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from typing import NamedTuple

from annotator.analysis.agreement.compared import Place
from annotator.analysis.agreement.confusion import Confusion
from annotator.analysis.agreement.measures import POOLED
from annotator.model.annotation import Annotation, Relation
from annotator.model.bundle import Bundle
from annotator.model.errors import AnnotatorError
from annotator.model.scheme import Scheme
from annotator.operations.agreement.measuring import Line, Report
from annotator.operations.agreement.places import compared

BundleOf = Callable[[str], Bundle]
"""Returns a document with all work on it, by its id."""


class Version(NamedTuple):
    """What one annotator has at a place; `relations` are those of the kind that was asked for."""

    annotations: tuple[Annotation, ...]
    relations: tuple[Relation, ...]


class Case(NamedTuple):
    """A place with the text that stands there, and who has what.

    `versions` are by the id of an annotator, of those whose work on the document counts; `quotes`
    are those of all annotations of the document, by id.
    """

    place: Place
    name: str
    quote: str
    versions: Mapping[str, Version]
    quotes: Mapping[str, str]


def lines_about(report: Report, measure: str, what: str) -> list[Line]:
    """Return the pooled figures of a measure about something, one for each group.

    `what` is a layer, `layer.feature`, `layer.feature=tag` or type of relation, or empty for all
    layers; `measure` may name its distance behind a colon, else the first one is taken.
    AnnotatorError names what there is.
    """
    lines = [line for line in report.lines if line.figure.scope == POOLED]
    name, _, distance = measure.partition(":")
    of_measure = [x for x in lines if x.what == what and x.figure.measure == name]
    found = [x for x in of_measure if distance in ("", x.figure.distance)]
    if not found:
        measures = sorted(
            {f"{x.figure.measure}:{x.figure.distance}" for x in lines if x.what == what}
        )
        known = ", ".join(measures) or ", ".join(sorted({x.what for x in lines if x.what}))
        raise AnnotatorError("agreement_no_figure", measure=measure, what=what, known=known)
    return list({line.group: line for line in reversed(found)}.values())[::-1]


def confusions_of(report: Report, what: str) -> list[tuple[str, Confusion]]:
    """Return the tables about a feature, or about layers where that is empty, with their groups.

    AnnotatorError names what there is.
    """
    tables = [(group, t) for group, tables in report.confusions.items() for t in tables]
    found = [(group, table) for group, table in tables if table.what == what]
    if not found:
        known = ", ".join(sorted({table.what for _, table in tables if table.what}))
        raise AnnotatorError("agreement_no_table", what=what, known=known)
    return found


def cases_of(
    places: Iterable[Place],
    what: str,
    people: Sequence[str],
    bundle_of: BundleOf,
    scheme: Scheme,
    *,
    is_relation: bool = False,
) -> Iterator[Case]:
    """Yield what `people` have at places of a figure about `what`, document by document.

    `is_relation` says that it is about a type of relation: layers may bear the same ids.
    """
    for document, some in groupby(places, key=lambda place: place.document):
        bundle = bundle_of(document)
        ready = compared(bundle, scheme, people)
        quotes = {a.id: a.quote for a in bundle.annotations}
        for place in some:
            found = ready.find(place, what, is_relation=is_relation)
            told = zip(found.annotators, found.versions, found.relations, strict=True)
            yield Case(
                place=place,
                name=bundle.document.name,
                quote=bundle.document.text[place.begin : place.end],
                versions={who: Version(mine, related) for who, mine, related in told},
                quotes=quotes,
            )
