"""The command that saves what proves of a damaged corpus into a new one."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path

import click

from annotator.cli.output import guarded, json_option, language, tell, tell_json, watched
from annotator.model.sentences import sentence_of
from annotator.operations.keeping.corpus import scheme_named
from annotator.operations.rescue.rescue import RescueReport
from annotator.operations.rescue.rescue import rescue as rescue_corpus

PATH = click.Path(path_type=Path, readable=False)


@click.command()
@click.argument("damaged", type=PATH)
@click.argument("new", type=PATH)
@click.option("--scheme", help="The scheme to take if that of DAMAGED is lost: a name or a file.")
@json_option
@guarded
def rescue(damaged: Path, new: Path, scheme: str | None, as_json: bool) -> None:
    """Save what proves of the DAMAGED corpus into a NEW one; exit 1 if not everything could be.

    DAMAGED is only read. What can be read and does not prove is kept in a file beside NEW.
    """
    given = scheme_named(scheme) if scheme else None
    with watched(quiet=as_json) as progress:
        report = rescue_corpus(damaged, new, scheme=given, progress=progress)
    if as_json:
        tell_json(
            {
                "corpus": str(report.corpus),
                "kinds": {kind: asdict(found) for kind, found in report.kinds.items()},
                "documents": {key: asdict(found) for key, found in report.documents.items()},
                "doubtful": str(report.doubtful) if report.doubtful else None,
                "scheme": report.scheme,
                "with_journal": report.with_journal,
            }
        )
    else:
        _tell(report)
    if not report.is_whole:
        raise SystemExit(1)


def _tell(report: RescueReport) -> None:
    parts = report.kinds.values()
    data = {
        "path": str(report.corpus),
        "saved": sum(part.saved for part in parts),
        "doubtful": sum(part.doubtful for part in parts),
        "lost": sum(part.lost for part in parts),
    }
    tell(sentence_of("told.rescued_whole" if report.is_whole else "told.rescued", data, language()))
    for name, part in report.documents.items():
        said = {"name": name, **asdict(part)}
        tell("  " + sentence_of("told.rescued_document", said, language()))
    if report.scheme != "corpus":
        tell(sentence_of("told.rescued_scheme", {}, language()))
    if not report.with_journal and not report.is_whole:
        tell(sentence_of("told.rescued_no_journal", {}, language()))
    if report.doubtful is not None:
        tell(sentence_of("told.rescued_apart", {"path": str(report.doubtful)}, language()))
