"""The command that measures agreement, of a corpus or of anybody's table."""

from __future__ import annotations

from contextlib import ExitStack
from pathlib import Path
from typing import Any

import click

from annotator.analysis.agreement.drawing import STATISTICAL
from annotator.analysis.agreement.gamma import PAIRS, SHUFFLE, WHOLE, GammaSettings
from annotator.cli.agreeing_cases import CaseView
from annotator.cli.agreeing_told import confusion_data, figure_data, tell_report
from annotator.cli.drawing import drawing_options
from annotator.cli.opened import open_corpus
from annotator.cli.output import (
    fail,
    guarded,
    json_option,
    language,
    tell,
    tell_json,
    warn,
    watched,
)
from annotator.cli.people import People
from annotator.model.errors import AnnotatorError, FormatError
from annotator.model.sentences import reason_of, sentence_of
from annotator.operations.agreement.any_table import measure_table
from annotator.operations.agreement.earlier import measure_against_earlier, times_of
from annotator.operations.agreement.measuring import (
    GROUPINGS,
    PAIR,
    Choice,
    measure_agreement,
)
from annotator.operations.agreement.table_reading import Table, read_table
from annotator.operations.agreement.table_rows import Fault
from annotator.text.directions import plain_sentence

PATH = click.Path(path_type=Path, readable=False)


@click.command()
@click.argument("corpus", type=PATH, required=False)
@click.option("--table", type=PATH, help="Measure a table (CSV, tabs, semicolons) instead.")
@click.option("--annotator", "annotators", multiple=True, help="Only these; repeat for several.")
@click.option("--layer", "layers", multiple=True, help="Only these layers.")
@click.option("--document", "documents", multiple=True, help="Only these, by id or name.")
@click.option("--by", type=click.Choice(GROUPINGS), help="Figures of each of these apart.")
@drawing_options
@click.option(
    "--alpha",
    type=click.FloatRange(0, min_open=True),
    default=1.0,
    show_default=True,
    help="Weight of position in gamma.",
)
@click.option(
    "--beta",
    type=click.FloatRange(0),
    default=1.0,
    show_default=True,
    help="Weight of the value in gamma.",
)
@click.option(
    "--sampler",
    type=click.Choice((SHUFFLE, STATISTICAL)),
    default=SHUFFLE,
    show_default=True,
    help="How continua are drawn: real annotators moved round the text, or units drawn anew.",
)
@click.option(
    "--several",
    type=click.Choice((PAIRS, WHOLE)),
    help="How gamma aligns more than two: every pair, or all as a whole, which takes about ten "
    "times as long.  [default: pairs of a corpus, whole of a table]",
)
@click.option("--scale", help="Of a table: all values in their order, with commas between.")
@click.option("--begin", default=0, help="Of a table: where texts begin.  [default: 0]")
@click.option("--length", type=click.IntRange(0), help="Of a table: how long texts are.")
@click.option(
    "--places", default=50, show_default=True, help="Places of disagreement told of each figure."
)
@click.option(
    "--places-of",
    nargs=2,
    metavar="MEASURE WHAT",
    help="List the places behind a figure (MEASURE or MEASURE:DISTANCE) of a layer, "
    "LAYER.FEATURE, type of relation, or all.",
)
@click.option(
    "--matrix",
    metavar="WHAT",
    help="Show which values of LAYER.FEATURE, or which layers (all), stand against which.",
)
@click.option("--against-earlier", metavar="ANNOTATOR", help="Their work now against the earlier.")
@click.option(
    "--earlier", type=PATH, help="The file with the earlier work.  [default: the newest backup]"
)
@json_option
@guarded
def agreement(
    corpus: Path | None,
    table: Path | None,
    annotators: tuple[str, ...],
    layers: tuple[str, ...],
    documents: tuple[str, ...],
    by: str | None,
    samples: int,
    seed: int,
    alpha: float,
    beta: float,
    sampler: str,
    several: str | None,
    scale: str | None,
    begin: int,
    length: int | None,
    places: int,
    places_of: tuple[str, str] | None,
    matrix: str | None,
    against_earlier: str | None,
    earlier: Path | None,
    as_json: bool,
) -> None:
    """Measure how far the annotators of CORPUS, or of a table, agree.

    Each figure tells its unit, distance, scope and count; one without a value tells why.
    Documents count for those who have finished them, or, where nobody keeps account of that,
    who annotated them. Stretches that are not annotated are left out.

    \b
    A table has a line of names, in any order:
      unit, annotator, value               values that were given to the same units
      annotator, begin, end, value         stretches of a text, end excluded;
                                           document and length, if there are several
    Several values of a unit stand with | between; empty, NA, * and . are missing values.
    Who looked at a text and found nothing has a row without begin and end.
    """
    if (corpus is None) == (table is None):
        raise click.UsageError(sentence_of("agreement_what", {}, language()))
    is_alone = table is not None or annotators or against_earlier is None
    if is_alone and (earlier or against_earlier):
        raise click.UsageError(sentence_of("agreement_earlier_alone", {}, language()))
    settings, people = None, None
    if samples and not (matrix or (places_of and not places_of[0].startswith("gamma"))):
        settings = GammaSettings(
            alpha=alpha,
            beta=beta,
            samples=samples,
            seed=seed,
            sampler=sampler,
            several=several or (PAIRS if table is None else WHOLE),
        )
    if table is not None:
        if layers or documents or places_of or matrix or by not in (None, PAIR):
            raise click.UsageError(sentence_of("agreement_table_only", {}, language()))
        given = tuple(value.strip() for value in scale.split(",")) if scale else ()
        read = _read(table, given, begin, length, as_json)
        report = measure_table(read, annotators=annotators or None, by=by, gamma=settings)
    else:
        assert corpus is not None
        with open_corpus(corpus, read_only=True) as store, ExitStack() as opened:
            times, people = None, People(store.read())
            annotators = people.ids_of(annotators)
            choice = Choice(
                annotators=annotators or None,
                layers=layers or None,
                documents=documents or None,
                by=by,
                gamma=settings,
            )
            if against_earlier is not None:
                who = people.id_of(against_earlier)
                times = opened.enter_context(times_of(store, who, earlier))
            with watched(quiet=as_json) as progress:
                report = (
                    measure_agreement(store, choice, progress)
                    if times is None
                    else measure_against_earlier(times, choice, progress)
                )
            if places_of or matrix:
                reader = opened.enter_context(store.reader())
                view = CaseView(reader, times, annotators, places, as_json=as_json)
                view.tell(report, places_of, matrix)
                return
            if times is not None and not as_json:
                tell(sentence_of("told.earlier", {"file": str(times.path)}, language()))
    if as_json:
        tell_json(
            {
                "figures": [figure_data(line, places) for line in report.lines],
                "documents": report.documents,
                "unfinished": dict(report.unfinished),
                "confusions": [
                    confusion_data(group, table, places)
                    for group, tables in report.confusions.items()
                    for table in tables
                ],
            }
        )
    else:
        tell_report(report, samples, seed, people)


def _read(
    path: Path, scale: tuple[str, ...], begin: int, length: int | None, as_json: bool
) -> Table:
    try:
        return read_table(path, scale=scale, begin=begin, length=length)
    except FormatError as error:
        faults: list[Fault] = error.data.get("faults", [])
        refused = [
            {
                "file": str(path),
                "line": fault.line,
                "reason": plain_sentence(_said(fault.code, fault.data)),
            }
            for fault in faults
        ]
        for row in refused[1:]:
            warn(f"{row['file']}:{row['line']}: {row['reason']}")
        known = {key: value for key, value in error.data.items() if key != "faults"}
        if not faults:
            # The table as a whole is refused: its line stands in its own place.
            said = reason_of(
                error.code, {k: v for k, v in known.items() if k != "line"}, language()
            )
            line = known.get("line")
            refused = [{"file": str(path), "line": line, "reason": plain_sentence(said)}]
        fail(AnnotatorError(error.code, **known), as_json=as_json, figures=[], refused=refused)
        raise


def _said(code: str, data: Any) -> str:
    return sentence_of(code, data, language())
