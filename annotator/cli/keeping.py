"""Commands that keep a corpus safe: backup and restore."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from annotator.cli.opened import open_corpus
from annotator.cli.output import guarded, json_option, language, tell, tell_json, watched
from annotator.model.sentences import sentence_of
from annotator.model.wording import backup_reason_said, sentence
from annotator.operations.keeping import safety
from annotator.operations.rescue.replay import ReplayReport, restore_and_replay
from annotator.text.directions import plain_sentence

PATH = click.Path(path_type=Path, readable=False)


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
@click.option("--replay", is_flag=True, help="Make again the edits that came after the backup.")
@json_option
@guarded
def restore(
    corpus: Path, backup: Path | None, only_list: bool, replay: bool, as_json: bool
) -> None:
    """Put BACKUP, or the newest sound one, in the place of CORPUS, which is renamed and kept.

    With --replay, exit 1 if a step of the journal could not be made again.
    """
    if only_list:
        rows = _rows(corpus)
        if as_json:
            tell_json({"backups": rows})
            return
        for row in rows:
            said = backup_reason_said(str(row["reason"]), language())
            tell(f"{row['commits']:>9}  {row['size']:>12}  {said:18} {row['path']}")
        if not rows:
            tell(sentence_of("no_backup", {"path": str(corpus)}, language()))
        return
    report = None
    if replay:
        with watched(quiet=as_json) as progress:
            old, report = restore_and_replay(corpus, backup, progress)
    else:
        old = safety.restore(corpus, backup)
    if as_json:
        data = {"restored": str(corpus), "kept": str(old) if old else None}
        tell_json(data | (_replay_data(report) if report else {}))
    else:
        code = "told.restored" if old else "told.restored_new"
        tell(sentence_of(code, {"path": str(corpus), "old": str(old)}, language()))
        if report:
            _tell_replay(report)
    if report and report.error:
        raise SystemExit(1)


def _replay_data(report: ReplayReport) -> dict[str, Any]:
    refused = None
    if report.error is not None:
        reason = plain_sentence(sentence(report.error, language()))
        refused = {"kind": report.refused, "code": report.error.code, "reason": reason}
    return {"replayed": report.replayed, "refused": refused, "left": report.left}


def _tell_replay(report: ReplayReport) -> None:
    tell(sentence_of("told.replayed", {"count": report.replayed}, language()))
    if report.error is not None:
        reason = sentence(report.error, language())
        tell(sentence_of("told.replay_ended", {"reason": reason, "count": report.left}, language()))


def _rows(corpus: Path) -> list[dict[str, str | int]]:
    return [
        {"path": str(b.path), "commits": b.commits, "reason": b.reason, "size": b.size}
        for b in safety.list_backups(corpus)
    ]
