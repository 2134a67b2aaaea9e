"""Commands for working on a copy of a corpus that lies where it is not safe."""

from __future__ import annotations

from pathlib import Path

import click

from annotator.cli.output import guarded, json_option, language, tell, tell_json, watched
from annotator.model.sentences import sentence_of
from annotator.operations.keeping.working_copy import check_in, check_out, keep_beside

PATH = click.Path(path_type=Path, readable=False)


@click.command()
@click.argument("corpus", type=PATH)
@json_option
@guarded
def checkout(corpus: Path, as_json: bool) -> None:
    """Make a working copy of CORPUS, which lies on a network or is synchronised, and name it.

    One that is there already is named as it is. `checkin` brings it back.
    """
    with watched(quiet=as_json):
        copy = check_out(corpus)
    if as_json:
        tell_json({"corpus": str(corpus), "copy": str(copy)})
    else:
        data = {"path": str(corpus), "copy": str(copy)}
        tell(sentence_of("told.checked_out", data, language()))


@click.command()
@click.argument("corpus", type=PATH)
@click.option("--beside", is_flag=True, help="Put the copy beside CORPUS, which stays as it is.")
@json_option
@guarded
def checkin(corpus: Path, beside: bool, as_json: bool) -> None:
    """Put the working copy of CORPUS in its place, verified; exit 1 if CORPUS was changed too.

    With --beside both are kept, to be merged.
    """
    if beside:
        kept = keep_beside(corpus)
        if as_json:
            tell_json({"corpus": str(corpus), "edits": 0, "kept": str(kept)})
        else:
            data = {"path": str(corpus), "kept": str(kept)}
            tell(sentence_of("told.kept_beside", data, language()))
        return
    with watched(quiet=as_json) as progress:
        edits = check_in(corpus, progress)
    if as_json:
        tell_json({"corpus": str(corpus), "edits": edits, "kept": None})
    else:
        tell(sentence_of("told.checked_in", {"path": str(corpus), "edits": edits}, language()))
