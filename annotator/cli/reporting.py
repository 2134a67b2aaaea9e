"""The command that writes a report for the methods section."""

from __future__ import annotations

from pathlib import Path

import click

from annotator.analysis.agreement.gamma import GammaSettings
from annotator.cli.drawing import drawing_options
from annotator.cli.opened import open_corpus
from annotator.cli.output import guarded, json_option, language, tell, tell_json, watched
from annotator.cli.people import People
from annotator.model.sentences import sentence_of
from annotator.operations.report.report import ReportChoice, make_report
from annotator.operations.report.writing import refuse_suffix, write_report

PATH = click.Path(path_type=Path, readable=False)


@click.command()
@click.argument("corpus", type=PATH)
@click.argument("target", type=PATH)
@click.option("--annotator", "annotators", multiple=True, help="Only these; repeat for several.")
@click.option("--layer", "layers", multiple=True, help="Only these layers.")
@click.option("--pseudonyms", is_flag=True, help="Persons are called a01, a02, …")
@drawing_options
@json_option
@guarded
def report(
    corpus: Path,
    target: Path,
    annotators: tuple[str, ...],
    layers: tuple[str, ...],
    pseudonyms: bool,
    samples: int,
    seed: int,
    as_json: bool,
) -> None:
    """Write what a methods section tells of CORPUS to TARGET (.html, .pdf or .json).

    Who annotated how much, in which rounds; how far the annotators agree with each other and
    with the adjudicated set; what was decided; versions and sources. No text of a document is in
    it. The same corpus gives the same bytes.
    """
    refuse_suffix(target)
    with open_corpus(corpus, read_only=True) as store, watched(quiet=as_json) as progress:
        choice = ReportChoice(
            annotators=People(store.read()).ids_of(annotators) or None,
            layers=layers or None,
            gamma=GammaSettings(samples=samples, seed=seed) if samples else None,
            with_pseudonyms=pseudonyms,
        )
        made = make_report(store, choice, progress)
    write_report(made, target, language(), paper=_paper)
    if as_json:
        tell_json({"files": [str(target)], "report": made})
        return
    tell(sentence_of("told.report", {"path": str(target)}, language()))


def _paper(page: str) -> bytes:
    from annotator.ui.paper.report import paper_of, without_window

    with without_window():
        return paper_of(page)
