"""The command that lists where annotators differ, and decides it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import click

from annotator.analysis.alignment import AGREE, KINDS
from annotator.cli.opened import open_corpus
from annotator.cli.output import guarded, json_option, language, tell, tell_json, warn, watched
from annotator.cli.people import People
from annotator.model.progress import Progress
from annotator.model.review import ADJUDICATED_SET, Annotator
from annotator.model.sentences import sentence_of
from annotator.operations.adjudication.adjudicated import (
    STATES,
    Case,
    Desk,
    Filter,
    adjudicated_id,
    desk_of,
)
from annotator.operations.adjudication.deciding_many import accept_agreeing
from annotator.operations.adjudication.deciding_places import Wanted, decide_places
from annotator.operations.adjudication.putting import Why
from annotator.operations.editing.context import shortened
from annotator.operations.exporting.selecting import selection_of
from annotator.operations.keeping.corpus import put_annotator
from annotator.store.store import Store

PATH = click.Path(path_type=Path, readable=False)
_KINDS = tuple(kind for kind in KINDS if kind != AGREE)


@click.command()
@click.argument("corpus", type=PATH)
@click.option("--annotator", "annotators", multiple=True, help="Whose work is compared; repeat.")
@click.option("--take", help="Take this annotator's version at every open place.")
@click.option("--none", "is_none", is_flag=True, help="Decide that nothing is at these places.")
@click.option("--agreeing", is_flag=True, help="Accept all that the annotators agree on.")
@click.option("--kind", "kinds", multiple=True, type=click.Choice(_KINDS), help="Only these kinds.")
@click.option("--layer", "layers", multiple=True, help="Only these layers.")
@click.option("--document", "documents", multiple=True, help="Only these, by id or name.")
@click.option("--unsure", is_flag=True, help="Only places where somebody was unsure.")
@click.option("--all", "is_all", is_flag=True, help="List what is decided as well.")
@click.option("--reason", default="", help="Why it is decided so; kept with each decision.")
@click.option("--by", help="Who decides.  [default: the adjudicated set itself]")
@json_option
@guarded
def adjudicate(
    corpus: Path,
    annotators: tuple[str, ...],
    take: str | None,
    is_none: bool,
    agreeing: bool,
    kinds: tuple[str, ...],
    layers: tuple[str, ...],
    documents: tuple[str, ...],
    unsure: bool,
    is_all: bool,
    reason: str,
    by: str | None,
    as_json: bool,
) -> None:
    """List the places of CORPUS where annotators differ, or decide them, as one step.

    Compared are those who have finished a document, or, where nobody keeps account of that, who
    have annotated it. What is decided stands in the adjudicated set.
    """
    if sum((take is not None, is_none, agreeing)) > 1:
        raise click.UsageError(sentence_of("answer_with_several", {}, language()))
    is_deciding = take is not None or is_none or agreeing
    with (
        open_corpus(corpus, read_only=not is_deciding) as store,
        watched(quiet=as_json) as progress,
    ):
        names = People(store.read())
        annotators, take, by = names.ids_of(annotators), names.known(take), names.known(by)
        named = (*annotators, *((take,) if take is not None and annotators else ()))
        chosen = selection_of(store.read(), store, named or None, layers or None, documents or None)
        people = annotators or None
        sieve = Filter(
            layers=chosen.layers,
            kinds=frozenset(kinds) or None,
            unsure=unsure,
            states=frozenset(STATES) if is_all else Filter().states,
        )
        keys = _ordered(store, chosen.documents)
        if not is_deciding:
            _tell_open(store, keys, people, sieve, names, as_json=as_json)
            return
        who = _judge(store, by)
        if agreeing:
            done = accept_agreeing(
                store, keys, annotator=who, annotators=people, layers=chosen.layers,
                progress=progress,
            )  # fmt: skip
            refused: list[dict[str, Any]] = []
        else:
            wanted = Wanted(taken=take, sieve=sieve, why=Why(reason=reason))
            done, refused = _decided(store, keys, wanted, who, people, progress)
    _tell_decided(done, refused, as_json=as_json)


def _ordered(store: Store, documents: Iterable[str] | None) -> list[str]:
    every = [row.id for row in store.read().documents()]
    return every if documents is None else [key for key in every if key in set(documents)]


def _judge(store: Store, by: str | None) -> str:
    """Return who decides; the adjudicated set itself where nobody is named."""
    if by is None:
        judge = adjudicated_id(store.read())
        if all(a.id != judge for a in store.read().annotators()):
            put_annotator(store, Annotator(id=judge, kind="adjudicated"))
        return judge
    if all(a.id != by for a in store.read().annotators()):
        put_annotator(store, Annotator(id=by, names={"en": by}))
    return by


def _tell_open(
    store: Store,
    keys: list[str],
    people: tuple[str, ...] | None,
    sieve: Filter,
    names: People,
    *,
    as_json: bool,
) -> None:
    counts = {"open": 0, "decided": 0, "agree": 0}
    listed: list[dict[str, Any]] = []
    titles = {row.id: row.name for row in store.read().documents()}
    for desk in _desks(store, keys, people):
        for case in desk.cases:
            if not case.is_difference:
                counts["agree"] += 1
                continue
            counts["open" if case.is_open else "decided"] += 1
            if not sieve.admits(case, desk.annotators, desk.commented):
                continue
            data = _data(desk, case)
            listed.append(data)
            if not as_json:
                tell(f"{_line(data, names)}  ({titles[case.document]})")
    if as_json:
        tell_json({"places": listed, "counts": counts})
    else:
        tell(sentence_of("told.places", counts, language()))


def _desks(store: Store, keys: list[str], people: tuple[str, ...] | None) -> Iterator[Desk]:
    for key in keys:
        yield desk_of(store.read(), store.scheme, key, people)


def _data(desk: Desk, case: Case) -> dict[str, Any]:
    place = case.place
    found: dict[str, Any] = {
        "document": case.document,
        "decision": case.id,
        "kind": place.kind,
        "state": case.state,
        "layer": place.first.layer,
        "begin": place.extent.begin,
        "end": place.extent.end,
        "features": list(place.features),
        "versions": {
            who: [
                {"id": a.id, "layer": a.layer, "spans": [list(s) for s in a.spans],
                 "quote": a.quote, "features": dict(a.features)}
                for a in version
            ]
            for who, version in zip(desk.annotators, place.versions, strict=True)
        },
    }  # fmt: skip
    if case.decision is not None:
        found["answer"], found["taken"] = case.decision.answer, case.decision.taken
        found["reason"] = case.decision.reason
    return found


def _line(data: dict[str, Any], names: People) -> str:
    versions = " | ".join(
        f"{names.called(who)}: {', '.join(shortened(v['quote']) for v in found) or '–'}"
        for who, found in data["versions"].items()
    )
    place = f"{data['begin']}-{data['end']}"
    return f"{data['state']:8} {data['kind']:8} {data['layer']:10} {place:>11}  {versions}"


def _decided(
    store: Store,
    keys: list[str],
    wanted: Wanted,
    who: str,
    people: tuple[str, ...] | None,
    progress: Progress,
) -> tuple[int, list[dict[str, Any]]]:
    done, refused = decide_places(
        store, keys, wanted, annotator=who, annotators=people, progress=progress
    )
    return done, [
        {"document": one.document, "decision": one.case, "reason": str(one.error)}
        for one in refused
    ]


def _tell_decided(done: int, refused: list[dict[str, Any]], *, as_json: bool) -> None:
    if as_json:
        tell_json({"decided": done, "refused": refused, "annotator": ADJUDICATED_SET})
        return
    for one in refused:
        warn(f"{one['document']}: {one['reason']}")
    tell(sentence_of("told.decided", {"count": done, "refused": len(refused)}, language()))
