"""Commands that look into a corpus: show, stats, check, history, and undo and redo."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from annotator.cli.opened import open_corpus
from annotator.cli.output import guarded, json_option, language, tell, tell_json, watched
from annotator.cli.repairing import repairs_data, tell_repairs
from annotator.model.annotation import REFUSED, SUGGESTED, Annotation, Relation
from annotator.model.change import BIRTH
from annotator.model.errors import AnnotatorError
from annotator.model.language import text_in
from annotator.model.presentation import end_role, label_values
from annotator.model.problem import Problem
from annotator.model.relation_order import in_order
from annotator.model.sentences import sentence_of
from annotator.model.wording import problem_sentence, step_sentence
from annotator.operations.checking.check import check as check_corpus
from annotator.operations.exporting.selecting import SHORT, document_named
from annotator.operations.rescue.repair import open_for_repair, repair_corpus
from annotator.store.reading.queries import Reader
from annotator.store.store import Store
from annotator.text.directions import plain_sentence

PATH = click.Path(path_type=Path, readable=False)
_MARKS = {"undone": "↶", "dropped": "×"}


@click.command()
@click.argument("corpus", type=PATH)
@click.argument("document", required=False)
@json_option
@guarded
def show(corpus: Path, document: str | None, as_json: bool) -> None:
    """List the documents of CORPUS, or show one DOCUMENT (id or name) with its annotations.

    The begin of an id is enough, as it is listed.
    """
    with open_corpus(corpus, read_only=True) as store:
        reader = store.read()
        if document is None:
            _show_list(reader, as_json)
            return
        _show_document(store, reader, document_named(reader, document), as_json)


def _show_list(reader: Reader, as_json: bool) -> None:
    rows = list(reader.documents())
    if as_json:
        fields = ("id", "name", "title", "language", "published", "length")
        counted = ("annotations", "relations", "incomplete")
        tell_json({"documents": [{f: getattr(r, f) for f in (*fields, *counted)} for r in rows]})
        return
    for row in rows:
        counted = f"{row.annotations:>6}  {row.length:>8}  {row.language or '':5}"
        tell(f"{row.id[:SHORT]}  {counted} {row.name}")


def _show_document(store: Store, reader: Reader, key: str, as_json: bool) -> None:
    from annotator.model.data import data_of, plain

    document = reader.document(key)
    annotations = reader.annotations(key)
    relations = reader.relations(key)
    if as_json:
        tell_json(
            {
                "document": data_of(document),
                "segments": [data_of(s) for s in reader.segments(key)],
                "annotations": [plain(a._asdict()) for a in annotations],
                "relations": [plain(r._asdict()) for r in relations],
                "comments": [data_of(c) for c in reader.comments(key)],
                "revisions": [data_of(r) for r in reader.revisions(key)],
            }
        )
        return
    annotations = [a for a in annotations if a.state != REFUSED]
    relations = [r for r in relations if r.state != REFUSED]
    tell(f"{document.name}  ({document.length})  {document.id}")
    tell("")
    quotes = {a.id: a.quote for a in annotations}
    people, entities = _people(reader), _entities(store, reader)
    outgoing: dict[str, list[Relation]] = {}
    for relation in relations:
        outgoing.setdefault(relation.from_id, []).append(relation)
    for annotation in annotations:
        layer = store.scheme.layer(annotation.layer)
        name = text_in(layer.names if layer else None, language(), annotation.layer)
        values = ", ".join(label_values(store.scheme, annotation, language()))
        where = " ".join(f"{b}-{e}" for b, e in annotation.spans)
        who = people.get(annotation.annotator, annotation.annotator)
        called = annotation.source_id or annotation.id[:SHORT]
        quote = " ".join(annotation.quote.split())
        line = f"{called:8}  {where:>12}  {who:10} {name:8} {quote}  {values}"
        tell(line.rstrip() + _waiting(annotation))
        for relation in in_order(outgoing.get(annotation.id, ()), store.scheme):
            ends = entities if relation.to_entity else quotes
            far = ends.get(relation.to_id, relation.to_id)
            role = end_role(store.scheme, relation, language())
            tell(f"{'':24}→ {role}: {' '.join(far.split())}{_waiting(relation)}")
    for comment in reader.comments(key):
        about = quotes.get(comment.target or "", comment.quote)
        who = people.get(comment.annotator, comment.annotator)
        said = [who, *([f"“{about}”"] if about else []), text_in(comment.texts, language())]
        tell(f"{'':24}{': '.join(said)}")


def _waiting(noun: Annotation | Relation) -> str:
    """Return what is said behind a suggestion that nobody has answered yet."""
    if noun.state != SUGGESTED:
        return ""
    return f"  ({sentence_of('told.suggested', {}, language())})"


def _entities(store: Store, reader: Reader) -> dict[str, str]:
    """Return what entities are called, by id, those of the scheme too."""
    nouns = (*reader.entities(), *store.scheme.built_in_entities)
    return {e.id: text_in(e.names, language(), e.id) for e in nouns}


def _people(reader: Reader) -> dict[str, str]:
    """Return what annotators are called, by id."""
    return {a.id: text_in(a.names, language(), a.id) for a in reader.annotators()}


@click.command()
@click.argument("corpus", type=PATH)
@json_option
@guarded
def stats(corpus: Path, as_json: bool) -> None:
    """Count what CORPUS holds, by layer and by annotator."""
    with open_corpus(corpus, read_only=True) as store:
        reader, scheme = store.read(), store.scheme
        refused = reader.refused()
        counts = {name: n - refused.get(name, 0) for name, n in reader.counts().items()}
        layers = reader.counts_by_layer(with_refused=False)
        people, names = reader.counts_by_annotator(), _people(reader)
    if as_json:
        told = {"counts": counts, "layers": layers, "annotators": people, "refused": refused}
        tell_json(told)
        return
    titles = {x.id: text_in(x.names, language(), x.id) for x in scheme.layers}
    for name, count in counts.items():
        number, _, said = sentence_of(f"counted.{name}", {"count": count}, language()).partition(
            " "
        )
        tell(f"{number:>9}  {said}")
    if any(refused.values()):
        tell(sentence_of("told.refused", refused, language()))
    for table, called in ((layers, titles), (people, names)):
        tell("")
        for name, count in table.items():
            tell(f"{count:>9}  {called.get(name, name)}")


@click.command()
@click.argument("corpus", type=PATH)
@click.option("--repair", is_flag=True, help="Repair what proves how it was, in steps.")
@json_option
@guarded
def check(corpus: Path, repair: bool, as_json: bool) -> None:
    """Check CORPUS: the file itself, every quote, every rule; exit 1 if there are errors."""
    with (
        open_for_repair(corpus) if repair else open_corpus(corpus, read_only=True) as store,
        watched(quiet=as_json) as progress,
    ):
        repaired = repair_corpus(store, progress=progress) if repair else None
        report = repaired.left if repaired else check_corpus(store, progress)
        errors = (*report.damage, *report.errors)
        if as_json:
            tell_json(
                {
                    "errors": [_problem_data(store, p) for p in errors],
                    "incomplete": [_problem_data(store, p) for p in report.incomplete],
                    "hints": [_problem_data(store, p) for p in report.hints],
                    "counts": dict(report.counts),
                    **(repairs_data(repaired) if repaired else {}),
                }
            )
        else:
            if repaired:
                tell_repairs(repaired)
            listed = (*errors, *report.incomplete, *report.hints)
            # Of a damaged file no more is read than what the check has read.
            is_sound = not report.damage
            names = {d.id: d.name for d in store.read().documents()} if is_sound else {}
            for problem in listed:
                tell(_problem_line(store, problem, names.get(problem.document, "")))
            data = {
                "errors": len(errors),
                "incomplete": len(report.incomplete),
                "hints": len(report.hints),
            }
            tell(sentence_of("told.check", data, language()))
    if errors:
        raise SystemExit(1)


def _problem_data(store: Store, problem: Problem) -> dict[str, Any]:
    reader = store.read()
    found = reader.annotation(problem.annotation) if problem.annotation else None
    return {
        "severity": problem.severity,
        "code": problem.code,
        "rule": problem.rule,
        "document": problem.document,
        "annotation": problem.annotation,
        "relation": problem.relation,
        "annotator": found.annotator if found else None,
        "source_id": found.source_id if found else None,
        "quote": found.quote if found else None,
        "sentence": plain_sentence(problem_sentence(problem, store.scheme, language())),
    }


def _problem_line(store: Store, problem: Problem, document: str) -> str:
    data = _problem_data(store, problem)
    where = f"{data['annotator']} {data['source_id'] or ''}".strip() if data["annotator"] else ""
    quote = " ".join((data["quote"] or "").split())[:60]
    severity = sentence_of(f"severity.{problem.severity}", {}, language())
    return f"{severity:12} {' '.join(document.split()):24} {where:14} {data['sentence']}  {quote}"


@click.command()
@click.argument("corpus", type=PATH)
@click.option("--limit", default=50, show_default=True, help="How many steps, newest first.")
@json_option
@guarded
def history(corpus: Path, limit: int, as_json: bool) -> None:
    """List the steps of CORPUS, newest first.

    ↶ stands at what was taken back, × at what can no longer be made again.
    """
    with open_corpus(corpus, read_only=True) as store:
        steps = store.history(limit=limit)
    if as_json:
        tell_json(
            {
                "steps": [
                    {
                        "number": s.number,
                        "kind": s.kind,
                        "annotator": s.annotator,
                        "made": s.made,
                        "count": s.count,
                        "state": s.state,
                        "sentence": plain_sentence(step_sentence(s, language())),
                    }
                    for s in steps
                ]
            }
        )
        return
    for step in steps:
        mark = _MARKS.get(step.state, " ") if step.kind != BIRTH else " "
        who = step.annotator or ""
        tell(f"{step.number:>6} {mark} {step.made}  {who:12} {step_sentence(step, language())}")


def _take_back(corpus: Path, as_json: bool, *, forward: bool) -> None:
    with open_corpus(corpus) as store, watched(quiet=as_json) as progress:
        step = store.redo_step() if forward else store.undo_step()
        replay = store.redo if forward else store.undo
        changed = replay(progress=progress)
    if step is None or changed is None:
        raise AnnotatorError("nothing_to_redo" if forward else "nothing_to_undo")
    said = step_sentence(step, language())
    if as_json:
        tell_json(
            {"step": step.number, "sentence": plain_sentence(said), "changes": len(changed.changes)}
        )
    else:
        tell(sentence_of("told.redone" if forward else "told.undone", {"step": said}, language()))


@click.command()
@click.argument("corpus", type=PATH)
@json_option
@guarded
def undo(corpus: Path, as_json: bool) -> None:
    """Take back the last step of CORPUS."""
    _take_back(corpus, as_json, forward=False)


@click.command()
@click.argument("corpus", type=PATH)
@json_option
@guarded
def redo(corpus: Path, as_json: bool) -> None:
    """Make the step again that was taken back last."""
    _take_back(corpus, as_json, forward=True)
