"""Commands that hand documents out, say who has what, and let somebody go on."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from annotator.cli.opened import ids_of, open_corpus
from annotator.cli.output import guarded, json_option, language, tell, tell_json
from annotator.cli.people import People
from annotator.model.assigning import Plan
from annotator.model.review import ASSIGNMENT_STATES, FINISHED, IN_PROGRESS, NEW
from annotator.model.sentences import sentence_of
from annotator.operations.documents.documents import set_assignments
from annotator.operations.documents.sets import set_named
from annotator.operations.exporting.selecting import known_annotator
from annotator.operations.rounds.rounds import Choice, Handed, Workload, make_round, plan_round
from annotator.operations.rounds.rounds import reopen as reopen_document
from annotator.operations.rounds.rounds import workload as workload_of
from annotator.text.tables import row_of

PATH = click.Path(path_type=Path, readable=False)


@click.command()
@click.argument("corpus", type=PATH)
@click.option("--annotator", "annotators", multiple=True, help="To these; repeat for several.")
@click.option("--document", "documents", multiple=True, help="Only these, by id or name.")
@click.option("--set", "sets", multiple=True, help="Only the documents of these sets.")
@click.option("--round", "name", help="What the round is called.")
@click.option(
    "--several",
    type=click.IntRange(1),
    help="How many annotators a document of the overlap goes to.",
)
@click.option(
    "--overlap",
    type=click.FloatRange(0, 1),
    help="Which part of the documents goes to several.",
)
@click.option("--pilot", multiple=True, help="Documents that everybody gets.")
@click.option("--layer", "layers", multiple=True, help="Layers to be annotated, if not all.")
@click.option("--seed", default=0, show_default=True, help="What is equal is decided by it alone.")
@click.option("--due", help="A date, such as 2026-12-01.")
@click.option("--open", "is_open", is_flag=True, help="Everybody may see the work of others.")
@click.option("--add", is_flag=True, help="Add annotators whom the corpus does not know.")
@click.option("--by", help="Who hands out; the history names them.")
@click.option("--dry-run", is_flag=True, help="Only say what would be handed out.")
@click.option("--table", "only_table", is_flag=True, help="Only show who has what.")
@json_option
@guarded
def assign(
    corpus: Path,
    annotators: tuple[str, ...],
    documents: tuple[str, ...],
    sets: tuple[str, ...],
    name: str | None,
    several: int | None,
    overlap: float | None,
    pilot: tuple[str, ...],
    layers: tuple[str, ...],
    seed: int,
    due: str | None,
    is_open: bool,
    add: bool,
    by: str | None,
    dry_run: bool,
    only_table: bool,
    as_json: bool,
) -> None:
    """Hand documents of CORPUS out to annotators, as one round.

    Shares are balanced by length; the same documents, people and seed give the same shares.
    What somebody has already stays theirs and counts.
    """
    with open_corpus(corpus, read_only=dry_run or only_table) as store:
        people = People(store.read())
        if only_table:
            _tell_workload(workload_of(store), people, as_json=as_json)
            return
        by = people.known(by)
        ids = ids_of(store, documents)
        for wanted in sets:
            ids += [key for key in set_named(store, wanted).documents if key not in ids]
        if overlap is None:
            # Who only says how many wants so many for each document.
            overlap = 0.0 if several is None else 1.0
        plan = Plan(
            several=2 if several is None else several,
            overlap=overlap,
            pilot=frozenset(ids_of(store, pilot)),
            seed=seed,
        )
        choice = Choice(
            annotators=people.ids_of(annotators),
            documents=tuple(ids),
            plan=plan,
            is_blind=not is_open,
            layers=layers,
            due=due,
            adds_people=add,
        )
        number = len(store.read().rounds()) + 1
        called = name or sentence_of("told.round_name", {"number": number}, language())
        names = {language(): called}
        handed = (
            plan_round(store, names, choice) if dry_run else make_round(store, names, choice, by=by)
        )
        documents_by_id = {row.id: row.name for row in store.read().documents()}
        people = People(store.read())
    if as_json:
        tell_json(_data(handed, is_made=not dry_run))
        return
    for share in handed.shares:
        tell(row_of((people.called(share.annotator), documents_by_id[share.document])))
    code = "told.round_planned" if dry_run else "told.round_made"
    told = {
        "name": called,
        "documents": len({share.document for share in handed.shares}),
        "annotators": len({share.annotator for share in handed.shares}),
    }
    tell(sentence_of(code, told, language()))


def _data(handed: Handed, *, is_made: bool) -> dict[str, Any]:
    made = handed.round
    return {
        "round": made.id if is_made else None,
        "names": dict(made.names),
        "documents": len(made.documents),
        "annotators": list(made.annotators),
        "is_blind": made.is_blind,
        "shares": [share._asdict() for share in handed.shares],
        "characters": dict(handed.characters),
        "is_made": is_made,
    }


@click.command()
@click.argument("corpus", type=PATH)
@json_option
@guarded
def workload(corpus: Path, as_json: bool) -> None:
    """Show which documents each annotator of CORPUS has, and how far they are."""
    with open_corpus(corpus, read_only=True) as store:
        _tell_workload(workload_of(store), People(store.read()), as_json=as_json)


def _tell_workload(rows: list[Workload], people: People, *, as_json: bool) -> None:
    if as_json:
        tell_json(
            {
                "workload": [
                    {
                        "annotator": row.annotator,
                        "name": people.called(row.annotator),
                        "documents": row.documents,
                        **row.states,
                        "characters": row.characters,
                        "annotations": row.annotations,
                        "incomplete": row.incomplete,
                    }
                    for row in rows
                ]
            }
        )
        return
    heads = [sentence_of(f"value.state.{state}", {}, language()) for state in ASSIGNMENT_STATES]
    names = ("annotator", "documents", *heads, "characters", "annotations", "incomplete")
    tell(row_of(_head(name) for name in names))
    for row in rows:
        missing = "?" if row.incomplete is None else row.incomplete
        cells = [people.called(row.annotator), row.documents, *row.states.values()]
        tell(row_of((*cells, row.characters, row.annotations, missing)))


def _head(name: str) -> str:
    found = sentence_of(f"workload.{name}", {}, language())
    return name if found == f"workload.{name}" else found


@click.command()
@click.argument("corpus", type=PATH)
@click.argument("annotator")
@click.argument("documents", nargs=-1)
@json_option
@guarded
def finish(corpus: Path, annotator: str, documents: tuple[str, ...], as_json: bool) -> None:
    """Say that ANNOTATOR has finished DOCUMENTS (ids or names; none: all they have), as one step.

    What is finished is locked, and measured; `annotator reopen` opens it again.
    """
    with open_corpus(corpus) as store:
        people, reader = People(store.read()), store.read()
        who = people.id_of(annotator)
        known_annotator(reader, who)
        states = {a.document: a.state for a in reader.assignments() if a.annotator == who}
        open_ones = [key for key, state in states.items() if state in (NEW, IN_PROGRESS)]
        wanted = ids_of(store, documents) if documents else open_ones
        keys = [key for key in dict.fromkeys(wanted) if states.get(key) != FINISHED]
        if keys:
            set_assignments(store, keys, who, FINISHED)
        called = people.called(who)
    if as_json:
        tell_json({"annotator": who, "documents": keys, "state": FINISHED})
        return
    tell(sentence_of("told.finished", {"count": len(keys), "annotator": called}, language()))


@click.command()
@click.argument("corpus", type=PATH)
@click.argument("document")
@click.argument("annotator")
@click.option("--reason", required=True, help="Why; it is kept.")
@click.option("--by", help="Who reopens it; the history names them.")
@json_option
@guarded
def reopen(
    corpus: Path, document: str, annotator: str, reason: str, by: str | None, as_json: bool
) -> None:
    """Let ANNOTATOR go on with DOCUMENT (id or name), which they have finished."""
    with open_corpus(corpus) as store:
        (key,) = ids_of(store, (document,))
        people = People(store.read())
        annotator = people.id_of(annotator)
        opened = reopen_document(store, key, annotator, reason, by=people.known(by))
        name = store.read().document(key).name
    if as_json:
        tell_json({"document": key, "annotator": annotator, "state": opened.state})
        return
    tell(
        sentence_of(
            "told.reopened", {"name": name, "annotator": people.called(annotator)}, language()
        )
    )
