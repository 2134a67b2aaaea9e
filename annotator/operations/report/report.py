"""What a methods section tells of a corpus: who annotated, how they agree, what was decided."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from hashlib import sha256
from typing import Any

import orjson

from annotator import __version__
from annotator.analysis.agreement.gamma import GammaSettings
from annotator.analysis.agreement.measures import MACRO, POOLED
from annotator.analysis.agreement.sources import SOURCES
from annotator.analysis.alignment import AGREE
from annotator.model.data import data_of
from annotator.model.language import LANGUAGES
from annotator.model.progress import Progress, no_progress
from annotator.model.review import ADJUDICATED, LATER, PERSON, Annotator, Decision
from annotator.model.scheme import Layer, RelationType
from annotator.model.sentences import sentence_of
from annotator.model.values import as_typed
from annotator.operations.adjudication.adjudicated import APPEALS, adjudicated_id
from annotator.operations.agreement.measuring import Choice, Line, Report, measure_agreement
from annotator.operations.exporting.pseudonyms import Pseudonyms, masked_header, pseudonyms_of
from annotator.operations.exporting.selecting import selection_of
from annotator.operations.report.material import material_of
from annotator.store.reading.queries import Reader
from annotator.store.store import Store
from annotator.text.directions import plain_sentence

FORMAT = "annotator-report/1"
AMONG, AGAINST = "annotators", "adjudicated"
"""What is compared: the annotators with each other, or one of them with the adjudicated set."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportChoice:
    """What a report is about: ids of annotators and layers (None: all), and how it is told.

    Without `gamma` gamma is left out; `with_pseudonyms` names nobody.
    """

    annotators: tuple[str, ...] | None = None
    layers: tuple[str, ...] | None = None
    gamma: GammaSettings | None = field(default_factory=GammaSettings)
    with_pseudonyms: bool = False


def make_report(
    store: Store, choice: ReportChoice | None = None, progress: Progress = no_progress
) -> dict[str, Any]:
    """Return a report as plain data with fixed keys; the same corpus gives the same data.

    It holds no text, no quote and no name of a document. AnnotatorError if something that was
    named is not there, Cancelled from `progress`.
    """
    chosen = choice or ReportChoice()
    with store.reader() as reader:
        selection_of(reader, store, chosen.annotators, chosen.layers, None)
        nobody = Pseudonyms({}, {})
        names = pseudonyms_of(reader, store.corpus_id) if chosen.with_pseudonyms else nobody
        people = _people(reader, chosen)
        decisions = reader.decisions()
        total = reader.counts()["document"]
        persons = {a.id for a in people if a.kind == PERSON}
        material = material_of(reader.bundles(), total, persons, names.id_of, progress)
        found: dict[str, Any] = {
            "format": FORMAT,
            "program": {"name": "Annotator", "version": __version__},
            "scheme": _scheme(store),
            "corpus": _corpus(reader, material),
            "material": material,
            "adjudicated": adjudicated_id(reader),
            "annotators": _annotators(reader, people, names, material["annotations"]),
            "others": _others(reader, people, decisions, names),
            "rounds": _rounds(reader, names),
            "decisions": _decisions(decisions, names),
        }
    compared = [_compared(AMONG, measured(store, chosen, people, progress), names)]
    judges = [a.id for a in people if a.kind == ADJUDICATED] or _adjudicated(store)
    for judge in judges[:1]:
        for person in (a for a in people if a.kind == PERSON):
            pair = (person, Annotator(id=judge, kind=ADJUDICATED))
            report = measured(store, chosen, pair, progress)
            if report.documents:
                compared.append(_compared(AGAINST, report, names))
    found["agreement"] = compared
    found["measures"] = _measures(compared)
    return found


def measured(
    store: Store, chosen: ReportChoice, people: tuple[Annotator, ...], progress: Progress
) -> Report:
    """Return the agreement of some annotators, over all documents that count for two of them."""
    ids = tuple(a.id for a in people)
    choice = Choice(annotators=ids, layers=chosen.layers, gamma=chosen.gamma)
    return measure_agreement(store, choice, progress)


def _people(reader: Reader, chosen: ReportChoice) -> tuple[Annotator, ...]:
    """Return who is told of: who was named, else all persons with work or an assignment."""
    every = sorted(reader.annotators(), key=lambda a: a.id)
    if chosen.annotators is not None:
        return tuple(a for a in every if a.id in chosen.annotators)
    active = set(reader.counts_by_annotator()) | {a.annotator for a in reader.assignments()}
    return tuple(a for a in every if a.kind == PERSON and a.id in active)


def _adjudicated(store: Store) -> list[str]:
    return [a.id for a in store.read().annotators() if a.kind == ADJUDICATED]


def _scheme(store: Store) -> dict[str, Any]:
    scheme = store.scheme
    said = orjson.dumps(data_of(scheme), option=orjson.OPT_SORT_KEYS)
    return {
        "id": scheme.id,
        "version": scheme.version,
        "sha256": sha256(said).hexdigest(),
        "names": dict(scheme.names),
        "layers": [_owner(x) for x in scheme.layers],
        "relation_types": [_owner(x) for x in scheme.relation_types],
    }


def _owner(noun: Layer | RelationType) -> dict[str, Any]:
    features = [{"id": x.id, "names": dict(x.names)} for x in noun.features]
    return {"id": noun.id, "names": dict(noun.names), "features": features}


def _corpus(reader: Reader, material: Mapping[str, Any]) -> dict[str, Any]:
    """Return how much there is of everything; suggestions that were refused are not counted."""
    layers, types = (_sum(material[kind]) for kind in ("annotations", "relations"))
    counts = reader.counts()
    return {
        "documents": counts["document"],
        "characters": material["characters"],
        "annotations": layers.total(),
        "relations": types.total(),
        "entities": counts["entity"],
        "annotations_by_layer": dict(sorted(layers.items())),
        "relations_by_type": dict(sorted(types.items())),
    }


def _sum(counts: Mapping[str, Mapping[str, int]]) -> Counter[str]:
    found: Counter[str] = Counter()
    for some in counts.values():
        found.update(some)
    return found


def _annotators(
    reader: Reader,
    people: tuple[Annotator, ...],
    names: Pseudonyms,
    made: Mapping[str, Mapping[str, int]],
) -> list[dict[str, Any]]:
    """Return who annotated how much, in the order of what they are called.

    `made` are the annotations that stand, by what their annotators are called, and by layer.
    """
    states: dict[str, Counter[str]] = {}
    for assignment in reader.assignments():
        states.setdefault(assignment.annotator, Counter())[assignment.state] += 1
    found = [
        {
            "id": names.id_of(a.id),
            "kind": a.kind,
            "names": {} if a.id in names.of else dict(a.names),
            "annotations": sum(made.get(names.id_of(a.id), {}).values()),
            "documents_by_state": dict(sorted(states.get(a.id, Counter()).items())),
        }
        for a in people
    ]
    return sorted(found, key=lambda row: str(row["id"]))


def _others(
    reader: Reader, people: tuple[Annotator, ...], decisions: list[Decision], names: Pseudonyms
) -> list[dict[str, Any]]:
    """Return who decided or was handed something without being told of: only their names."""
    told = {a.id for a in people}
    named = {d.annotator for d in decisions} | {d.taken for d in decisions}
    named |= {who for handed in reader.rounds() for who in handed.annotators}
    found = [
        {
            "id": names.id_of(a.id),
            "kind": a.kind,
            "names": {} if a.id in names.of else dict(a.names),
        }
        for a in reader.annotators()
        if a.id in named and a.id not in told and a.kind != ADJUDICATED
    ]
    return sorted(found, key=lambda row: str(row["id"]))


def _rounds(reader: Reader, names: Pseudonyms) -> list[dict[str, Any]]:
    header = replace(reader.header(), entities=(), comments=(), history=())
    rounds = masked_header(header, names).rounds if names.of else header.rounds
    return [
        {
            "names": dict(r.names),
            "annotators": list(r.annotators),
            "documents": len(r.documents),
            "pilot": len(r.pilot),
            "several": r.several,
            "overlap": r.overlap,
            "seed": r.seed,
            "is_blind": r.is_blind,
            "layers": list(r.layers),
            "due": r.due,
            "made": r.made,
        }
        for r in rounds
    ]


def _decisions(decisions: list[Decision], names: Pseudonyms) -> dict[str, Any]:
    """Return how many decisions there are, by what they are about and how they were answered."""
    by_both = Counter((d.kind, d.answer) for d in decisions)
    replies = Counter(reply.state for d in decisions for reply in d.replies.values())
    taken = Counter(names.id_of(d.taken) for d in decisions if d.taken is not None)
    judges = Counter(names.id_of(d.annotator) for d in decisions)
    return {
        "total": len(decisions),
        "differing": sum(1 for d in decisions if d.kind != AGREE and d.answer != LATER),
        "by_kind": dict(sorted(Counter(d.kind for d in decisions).items())),
        "by_answer": dict(sorted(Counter(d.answer for d in decisions).items())),
        "by_kind_and_answer": [
            {"kind": kind, "answer": answer, "count": count}
            for (kind, answer), count in sorted(by_both.items())
        ],
        "taken_from": dict(sorted(taken.items())),
        "made_by": dict(sorted(judges.items())),
        "with_reason": sum(1 for d in decisions if d.reason),
        "replies": dict(sorted(replies.items())),
        "anew_after_appeal": sum(1 for d in decisions if d.extra.get(APPEALS)),
    }


def _compared(kind: str, report: Report, names: Pseudonyms) -> dict[str, Any]:
    unfinished = {names.id_of(who): count for who, count in report.unfinished.items()}
    return {
        "kind": kind,
        "annotators": sorted(map(names.id_of, report.annotators)),
        "documents": report.documents,
        "unfinished": dict(sorted(unfinished.items())),
        "figures": [_figure(line) for line in report.lines],
    }


def _figure(line: Line) -> dict[str, Any]:
    figure, value = line.figure, line.figure.detail.get("value")
    return {
        "what": line.what,
        "kind": line.kind,
        "of_value": None if value is None else as_typed(value),
        "measure": figure.measure,
        "unit": figure.unit,
        "distance": figure.distance,
        "scope": {POOLED: "pooled", MACRO: "macro"}.get(figure.scope, figure.scope),
        "n": figure.n,
        "value": figure.value,
        "reason": None
        if figure.reason is None
        else _reason(figure.reason.code, figure.reason.data),
        "observed": figure.observed if figure.observes == "agreement" else None,
        "samples": figure.samples,
        "seed": figure.seed,
        "precision": figure.precision,
        "places": line.places.total,
    }


def _reason(code: str, data: Mapping[str, Any]) -> dict[str, str]:
    return {"code": code, **{x: plain_sentence(sentence_of(code, data, x)) for x in LANGUAGES}}


def _measures(compared: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return each measure that was taken, with where it is described."""
    used = {figure["measure"] for part in compared for figure in part["figures"]}
    return [
        {"measure": measure, "source": source}
        for measure, source in SOURCES.items()
        if measure in used
    ]
