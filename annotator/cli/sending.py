"""Commands that send work as packages, open them, and bring together what comes back."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from annotator.cli.opened import ids_of, open_corpus
from annotator.cli.output import guarded, json_option, language, tell, tell_json, watched
from annotator.cli.people import People
from annotator.formats.package import read_manifest
from annotator.model.package import CORRECTIONS, Package
from annotator.model.sentences import sentence_of
from annotator.operations.corrections.packages import pack_corrections, take_corrections
from annotator.operations.merging import merging
from annotator.operations.merging.mapping import Mapping3
from annotator.operations.merging.merged import ANSWERS, APPEALS
from annotator.operations.merging.merging import MergeReport
from annotator.operations.packages import packages as sending

PATH = click.Path(path_type=Path, readable=False)


@click.command()
@click.argument("corpus", type=PATH)
@click.argument("target", type=PATH)
@click.option("--for", "annotator", help="Whose work it is.")
@click.option("--round", "round_", help="The documents they have of this round, by id or name.")
@click.option("--document", "documents", multiple=True, help="These, by id or name.")
@click.option("--layer", "layers", multiple=True, help="Only these layers.")
@click.option("--blind/--open", "is_blind", default=None, help="Whether they see others' work.")
@click.option("--due", help="A date, such as 2026-12-01.")
@click.option("--by", help="Who sends it.")
@click.option("--pseudonyms", is_flag=True, help="All others are called a01, a02, … in it.")
@click.option(
    "--corrections", "is_corrections", is_flag=True, help="What was decided of their work."
)
@click.option("--return", "is_return", is_flag=True, help="Send back what CORPUS was made of.")
@json_option
@guarded
def package(
    corpus: Path,
    target: Path,
    annotator: str | None,
    round_: str | None,
    documents: tuple[str, ...],
    layers: tuple[str, ...],
    is_blind: bool | None,
    due: str | None,
    by: str | None,
    pseudonyms: bool,
    is_corrections: bool,
    is_return: bool,
    as_json: bool,
) -> None:
    """Write TARGET, one file with the work of CORPUS that somebody is to do.

    Without --round and --document it is all that they have. With --return it is what they did,
    on its way back.
    """
    if is_return == (annotator is not None):
        raise click.UsageError(sentence_of("package_what", {}, language()))
    with open_corpus(corpus, read_only=True) as store, watched(quiet=as_json) as progress:
        people = People(store.read())
        annotator, by = people.known(annotator), people.known(by)
        if annotator is None:
            made = sending.pack_return(store, target, progress)
        elif is_corrections:
            made = pack_corrections(store, target, annotator, by=by, progress=progress)
        else:
            parcel = sending.Parcel(
                annotator=annotator,
                by=by,
                round=round_,
                documents=tuple(ids_of(store, documents)),
                layers=layers,
                is_blind=is_blind,
                due=due,
                with_pseudonyms=pseudonyms,
            )
            made = sending.pack_work(store, target, parcel, progress)
    if as_json:
        tell_json({"file": str(target), **_data(made)})
        return
    code = "told.packed" if made.to_annotator else "told.packed_back"
    who = people.called(made.to_annotator or made.from_annotator or "")
    tell(sentence_of(code, {"path": str(target), **made.counts, "annotator": who}, language()))


def _data(made: Package) -> dict[str, Any]:
    return {
        "package": made.id,
        "kind": made.kind,
        "from": made.from_annotator,
        "to": made.to_annotator,
        "round": made.round,
        "layers": list(made.layers),
        "is_blind": made.is_blind,
        "due": made.due,
        "counts": dict(made.counts),
    }


@click.command("open-package")
@click.argument("file", type=PATH)
@click.argument("corpus", type=PATH)
@json_option
@guarded
def open_package(file: Path, corpus: Path, as_json: bool) -> None:
    """Make CORPUS, a corpus of its own, of a package of work.

    A package of corrections is taken into CORPUS, which is there.
    """
    if read_manifest(file).kind == CORRECTIONS:
        with open_corpus(corpus, is_brief=True) as there, watched(quiet=as_json) as progress:
            new = take_corrections(there, file, progress)
        if as_json:
            tell_json({"corpus": str(corpus), "kind": CORRECTIONS, "new": new})
            return
        tell(sentence_of("told.corrections_taken", {"new": new}, language()))
        return
    with watched(quiet=as_json) as progress:
        store, made = sending.open_package(file, corpus, progress)
        people = People(store.read())
        store.close()
    if as_json:
        tell_json({"corpus": str(corpus), "annotator": made.to_annotator, **_data(made)})
        return
    who = people.called(made.to_annotator or "?")
    told = {"path": str(corpus), **made.counts, "annotator": who}
    tell(sentence_of("told.package_opened", told, language()))


@click.command()
@click.argument("corpus", type=PATH)
@click.argument("packages", nargs=-1, required=True, type=PATH)
@click.option("--dry-run", is_flag=True, help="Only say what would be done.")
@click.option("--map-annotator", multiple=True, metavar="THEIRS=OURS", help="Who is who.")
@click.option("--map-layer", multiple=True, metavar="THEIRS=OURS", help="Which layer is which.")
@click.option("--map-entity", multiple=True, metavar="THEIRS=OURS", help="Which entity is which.")
@click.option("--by", help="Who merges; the history names them.")
@json_option
@guarded
def merge(
    corpus: Path,
    packages: tuple[Path, ...],
    dry_run: bool,
    map_annotator: tuple[str, ...],
    map_layer: tuple[str, ...],
    map_entity: tuple[str, ...],
    by: str | None,
    as_json: bool,
) -> None:
    """Merge PACKAGES into CORPUS as one step, which undo takes back.

    What both sides changed is kept in both versions. A backup is made before.
    """
    who_is_who, layers, entities = map(_pairs, (map_annotator, map_layer, map_entity))
    with (
        open_corpus(corpus, read_only=dry_run, is_brief=not dry_run) as store,
        watched(quiet=as_json) as progress,
    ):
        people = People(store.read())
        by = people.known(by)
        ours = {theirs: people.id_of(mine) for theirs, mine in who_is_who.items()}
        mapping = Mapping3(annotators=ours, layers=layers, entities=entities)
        report = merging.merge(
            store, packages, by=by, mapping=mapping, dry_run=dry_run, progress=progress
        )
    if as_json:
        tell_json(_report(report))
        return
    _tell(report)


def _pairs(words: tuple[str, ...]) -> dict[str, str]:
    found: dict[str, str] = {}
    for word in words:
        theirs, sign, ours = word.partition("=")
        if not (theirs and sign and ours):
            raise click.UsageError(sentence_of("merge_pair", {"word": word}, language()))
        found[theirs] = ours
    return found


def _report(report: MergeReport) -> dict[str, Any]:
    merged = report.merged
    return {
        **merged.counts,
        "refused": merged.counts["refused"],
        "told": [told._asdict() for told in merged.told],
        "placed": [placed._asdict() for placed in merged.placed],
        "mismatches": [{"annotation": m.annotation, "quote": m.quote} for m in merged.mismatches],
        "offers": [
            {"theirs": offer.theirs, "ours": offer.ours, "name": offer.name}
            for offer in report.offers
        ],
        "packages": [_data(made) for made in report.packages],
        "is_written": report.is_written,
    }


def _tell(report: MergeReport) -> None:
    merged = report.merged
    tell(sentence_of("told.merged", dict(merged.counts), language()))
    if merged.counts[ANSWERS]:
        data = {key: merged.counts[key] for key in (ANSWERS, APPEALS)}
        tell(sentence_of("told.merge_answers", data, language()))
    for told in merged.told:
        code = f"merged.{told.reason}"
        said = sentence_of(code, {}, language())
        if said == code:
            said = sentence_of(f"loss.{told.reason}", {}, language())
        tell(f"  {told.document} {told.what}: {said}")
    for placed in merged.placed:
        at = "–" if placed.begin is None else placed.begin
        tell(f"  {placed.document} {placed.what}: {placed.quote} ({at})")
    for offer in report.offers:
        told = {"theirs": offer.theirs, "ours": offer.ours, "name": offer.name}
        tell(sentence_of("told.merge_offer", told, language()))
    if not report.is_written:
        tell(sentence_of("told.merge_planned", {}, language()))
