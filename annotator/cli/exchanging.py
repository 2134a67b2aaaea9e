"""Commands that bring work in and out: demo, new, import, export, formats."""

from __future__ import annotations

import textwrap
from pathlib import Path
from typing import Any

import click

from annotator.cli.correcting import correction_data
from annotator.cli.opened import open_corpus
from annotator.cli.output import (
    guarded,
    json_option,
    language,
    losses_data,
    tell,
    tell_json,
    tell_losses,
    warn,
    watched,
)
from annotator.cli.people import People
from annotator.formats.format import Format
from annotator.formats.registry import all_formats
from annotator.model.language import decimal_in, text_in
from annotator.model.sentences import sentence_of
from annotator.model.wording import abilities_said
from annotator.operations.exporting.exporting import ExportReport
from annotator.operations.exporting.exporting import export as export_corpus
from annotator.operations.importing.choices import ImportChoices
from annotator.operations.importing.importing import ImportReport, import_files
from annotator.operations.keeping.corpus import new_corpus, scheme_named
from annotator.operations.keeping.whole_file import missing_folder
from annotator.operations.search.leaving_ready import leave_ready

PATH = click.Path(path_type=Path, readable=False)
_WIDTH, _INDENT = 88, " " * 13


@click.command()
@click.argument("corpus", type=PATH)
@click.option("--scheme", help="Id of a scheme that comes with the program, or a scheme file.")
@json_option
@guarded
def new(corpus: Path, scheme: str | None, as_json: bool) -> None:
    """Make a new, empty corpus."""
    chosen, folder = scheme_named(scheme), missing_folder(corpus)
    with new_corpus(corpus, scheme=chosen):
        pass
    if as_json:
        tell_json({"corpus": str(corpus), "scheme": {"id": chosen.id, "version": chosen.version}})
    else:
        _tell_folder(folder)
        tell(f"{corpus}: {text_in(chosen.names, language(), chosen.id)} {chosen.version}")


def _tell_folder(made: Path | None) -> None:
    if made is not None:
        tell(sentence_of("told.folder_made", {"path": str(made)}, language()))


@click.command("import")
@click.argument("corpus", type=PATH)
@click.argument("files", type=PATH, nargs=-1, required=True)
@click.option("--format", "format_name", help="Name of the format; else it is recognised.")
@click.option("--annotator", help="Whose work it is, where the file does not say.")
@click.option(
    "--language", "tongue", help="Language of the texts (BCP 47); else plain texts tell it."
)
@click.option("--decoding", help="Encoding of plain texts, where it is known.")
@click.option("--revise", is_flag=True, help="A text file of a known name is its next revision.")
@json_option
@guarded
def import_(
    corpus: Path,
    files: tuple[Path, ...],
    format_name: str | None,
    annotator: str | None,
    tongue: str | None,
    decoding: str | None,
    revise: bool,
    as_json: bool,
) -> None:
    """Import FILES into CORPUS as one step; a bad file is left out whole."""
    with open_corpus(corpus, is_brief=True) as store, watched(quiet=as_json) as progress:
        report = import_files(
            store,
            files,
            format=format_name,
            annotator=annotator,
            language=tongue,
            choices=ImportChoices(by_letters=tongue is None),
            decoding=decoding,
            revise=revise,
            progress=progress,
        )
        leave_ready(store)
    if as_json:
        tell_json(_import_data(report))
    else:
        _tell_import(report)
    for refusal in report.refused:
        warn(refusal.sentences[language()])
    if report.refused:
        raise SystemExit(1)


def _import_data(report: ImportReport) -> dict[str, Any]:
    return {
        "documents": report.documents,
        "known_documents": report.known_documents,
        "annotations": report.annotations,
        "relations": report.relations,
        "entities": report.entities,
        "comments": report.comments,
        "languages": dict(report.languages),
        "losses": losses_data(report.losses),
        "mismatches": [
            {
                "file": m.file,
                "document": m.document,
                "annotation": m.annotation,
                "quote": m.quote,
                "begin": m.begin,
                "end": m.end,
            }
            for m in report.mismatches
        ],
        "corrections": [correction_data(done) for done in report.corrections],
        "refused": [{"file": r.file, "line": r.line, "reason": r.reason} for r in report.refused],
    }


def _tell_import(report: ImportReport) -> None:
    data = _import_data(report)
    tell(sentence_of("told.import", data, language()))
    if report.known_documents:
        tell(sentence_of("told.known", data, language()))
    if report.languages:
        found = ", ".join(f"{name} {count}" for name, count in report.languages.items())
        tell(sentence_of("told.languages", {"languages": found}, language()))
    if report.corrections:
        told = {
            "count": len(report.corrections),
            "touched": sum(len(done.touched) for done in report.corrections),
            "lost": sum(len(done.lost) for done in report.corrections),
        }
        tell(sentence_of("told.corrections", told, language()))
    if report.mismatches:
        tell(sentence_of("told.mismatches", {"count": len(report.mismatches)}, language()))
    counts: dict[str, int] = {}
    for loss in report.losses:
        counts[loss.kind] = counts.get(loss.kind, 0) + loss.count
    if counts:
        tell(sentence_of("told.losses", {}, language()))
        tell_losses(counts)


@click.command()
@click.argument("corpus", type=PATH)
@click.argument("target", type=PATH)
@click.option("--format", "format_name", required=True, help="Name of the format.")
@click.option("--annotator", "annotators", multiple=True, help="Only the work of these.")
@click.option("--layer", "layers", multiple=True, help="Only these layers.")
@click.option("--document", "documents", multiple=True, help="Only these documents (id or name).")
@click.option("--inline", help="Whose annotations stand in the text (TEI); else the adjudicated.")
@click.option("--history", "with_history", is_flag=True, help="Also the steps (JSONL).")
@click.option("--pseudonyms", is_flag=True, help="Persons leave as a01, a02, … in every export.")
@json_option
@guarded
def export(
    corpus: Path,
    target: Path,
    format_name: str,
    annotators: tuple[str, ...],
    layers: tuple[str, ...],
    documents: tuple[str, ...],
    inline: str | None,
    with_history: bool,
    pseudonyms: bool,
    as_json: bool,
) -> None:
    """Export CORPUS to TARGET and prove the file by reading it back."""
    with (
        open_corpus(corpus, read_only=True) as store,
        watched(quiet=as_json) as progress,
    ):
        people = People(store.read())
        report = export_corpus(
            store,
            target,
            format_name,
            annotators=people.ids_of(annotators) or None,
            layers=layers or None,
            documents=documents or None,
            inline=people.known(inline),
            with_history=with_history,
            with_pseudonyms=pseudonyms,
            progress=progress,
        )
    if as_json:
        tell_json(export_data(report))
    else:
        tell_export(report)


def export_data(report: ExportReport) -> dict[str, Any]:
    """Return an export's report with the fixed keys of `--json`."""
    proof = report.proof
    return {
        "files": [str(path) for path in report.files],
        "folder_made": None if report.folder_made is None else str(report.folder_made),
        "seconds": round(report.seconds, 4),
        "proof": {
            "documents": proof.documents,
            "annotations": proof.annotations,
            "relations": proof.relations,
            "differences": proof.differences,
            "seconds": round(proof.seconds, 4),
        },
        "losses": losses_data(report.losses.losses),
    }


def _seconds(spent: float) -> str:
    return decimal_in(f"{spent:.2f}", language())


def tell_export(report: ExportReport) -> None:
    """Write what an export made, how it was proved and what it could not carry."""
    proof = report.proof
    _tell_folder(report.folder_made)
    for path in report.files:
        tell(f"{path}  ({_seconds(report.seconds)} s)")
    data = {
        "documents": proof.documents,
        "annotations": proof.annotations,
        "relations": proof.relations,
        "seconds": _seconds(proof.seconds),
    }
    tell(sentence_of("told.proof", data, language()))
    counts = report.losses.by_kind()
    if counts:
        tell(sentence_of("told.losses", {}, language()))
        tell_losses(counts)


@click.command()
@json_option
@guarded
def formats(as_json: bool) -> None:
    """List the formats and what each carries."""
    known = list(all_formats())
    if as_json:
        tell_json({"formats": [_format_data(f) for f in known]})
        return
    for f in known:
        ways = [way for way, is_so in (("reads", f.reads), ("writes", f.writes)) if is_so]
        said = " ".join(sentence_of(f"told.{way}", {}, language()) for way in ways)
        title = text_in(f.title, language())
        tell(f"{f.name:12} {said:13} {title}  {' '.join(f.suffixes)}")
        if f.carries:
            told = abilities_said(f.carries, language())
            tell(textwrap.fill(told, _WIDTH, initial_indent=_INDENT, subsequent_indent=_INDENT))


def _format_data(f: Format) -> dict[str, Any]:
    return {
        "name": f.name,
        "title": text_in(f.title, language()),
        "suffixes": list(f.suffixes),
        "reads": f.reads,
        "writes": f.writes,
        "carries": sorted(ability.value for ability in f.carries),
    }


@click.command()
@click.argument("folder", type=PATH, default=Path("annotator-demo"))
@click.option("--no-window", is_flag=True, help="Do the work and open no window.")
@json_option
@guarded
def demo(folder: Path, no_window: bool, as_json: bool) -> None:
    """Import the samples into FOLDER, export TEI and JSONL, and open the window."""
    from annotator.operations.exporting.demo import make_demo

    with watched(quiet=as_json) as progress:
        report = make_demo(folder, progress)
    checked = report.checked
    if as_json:
        data = _import_data(report.imported)
        tell_json(
            {
                **data,
                "corpus": str(report.corpus),
                "kept": None if report.kept is None else str(report.kept),
                "exports": [export_data(e) for e in report.exports],
                "errors": len(checked.errors) + len(checked.damage),
                "incomplete": len(checked.incomplete),
            }
        )
    else:
        if report.kept is not None:
            tell(sentence_of("told.demo_kept", {"path": str(report.kept)}, language()))
        tell(str(report.corpus))
        _tell_import(report.imported)
        counted = {
            "errors": len(checked.errors) + len(checked.damage),
            "incomplete": len(checked.incomplete),
            "hints": len(checked.hints),
        }
        tell(sentence_of("told.check", counted, language()))
        for exported in report.exports:
            tell_export(exported)
    if no_window:
        return
    from annotator.cli.window import open_window
    from annotator.ui.safety.system_check import check_system

    found = check_system()
    if not found.has_display:
        click.echo(sentence_of("no_display", {}, language()), err=True)
        return
    raise SystemExit(open_window(report.corpus))
