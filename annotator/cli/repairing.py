"""What a repair did, for people and for machines."""

from __future__ import annotations

from typing import Any

from annotator.cli.output import language, tell
from annotator.model.sentences import sentence_of
from annotator.operations.rescue.repair import RepairReport


def repairs_data(report: RepairReport) -> dict[str, Any]:
    """Return the keys of `--json` that a repair adds to those of a check."""
    return {
        "repairs": [
            {
                "kind": repair.kind,
                "count": repair.count,
                "sentence": sentence_of(f"step.{repair.kind}", {"count": repair.count}, language()),
            }
            for repair in report.repairs
        ],
        "backups": [str(path) for path in report.backups],
    }


def tell_repairs(report: RepairReport) -> None:
    """Write what was repaired, and which backups there are for what is left."""
    for repair in report.repairs:
        tell(sentence_of(f"step.{repair.kind}", {"count": repair.count}, language()))
    if not report.repairs:
        tell(sentence_of("told.repaired_nothing", {}, language()))
    if report.left.damage:
        code = "told.repair_backups" if report.backups else "told.repair_no_backup"
        tell(sentence_of(code, {}, language()))
        for path in report.backups:
            tell(f"  {path}")
