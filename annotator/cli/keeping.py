"""Commands that keep a corpus safe: backup and restore."""

from __future__ import annotations

from pathlib import Path

import click

from annotator.cli.opened import open_corpus
from annotator.cli.output import guarded, json_option, language, tell, tell_json, watched
from annotator.model.sentences import sentence_of
from annotator.operations import safety

PATH = click.Path(path_type=Path)


@click.command()
@click.argument("corpus", type=PATH)
@json_option
@guarded
def backup(corpus: Path, as_json: bool) -> None:
    """Make a verified backup of CORPUS, unless nothing changed since the last one."""
    with open_corpus(corpus, read_only=True) as store, watched(quiet=as_json) as progress:
        made = safety.make_backup(store, "asked", progress)
    if as_json:
        tell_json({"backup": str(made) if made else None, "backups": _rows(corpus)})
        return
    code = "told.backup" if made else "told.backup_fresh"
    tell(sentence_of(code, {"path": str(made)}, language()))


@click.command()
@click.argument("corpus", type=PATH)
@click.argument("backup", type=PATH, required=False)
@click.option("--list", "only_list", is_flag=True, help="List the backups, newest first.")
@json_option
@guarded
def restore(corpus: Path, backup: Path | None, only_list: bool, as_json: bool) -> None:
    """Put BACKUP, or the newest sound one, in the place of CORPUS, which is renamed and kept."""
    if only_list:
        rows = _rows(corpus)
        if as_json:
            tell_json({"backups": rows})
            return
        for row in rows:
            tell(f"{row['commits']:>9}  {row['size']:>12}  {row['reason']:10} {row['path']}")
        if not rows:
            tell(sentence_of("no_backup", {"path": str(corpus)}, language()))
        return
    old = safety.restore(corpus, backup)
    if as_json:
        tell_json({"restored": str(corpus), "kept": str(old) if old else None})
        return
    code = "told.restored" if old else "told.restored_new"
    tell(sentence_of(code, {"path": str(corpus), "old": str(old)}, language()))


def _rows(corpus: Path) -> list[dict[str, str | int]]:
    return [
        {"path": str(b.path), "commits": b.commits, "reason": b.reason, "size": b.size}
        for b in safety.list_backups(corpus)
    ]
