"""A report as a file: a page, paper or plain data, as its suffix says."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import orjson

from annotator.model.errors import AnnotatorError
from annotator.operations.keeping.whole_file import written_whole
from annotator.operations.report.page import report_page

SUFFIXES = (".html", ".pdf", ".json")


def write_report(
    report: Mapping[str, Any], target: Path, language: str, *, paper: Callable[[str], bytes]
) -> None:
    """Write a report to a file, as its suffix says; `paper` lays a page out as PDF.

    AnnotatorError if it cannot be written, or if the suffix says nothing.
    """
    suffix = target.suffix.lower()
    refuse_suffix(target)
    with written_whole(target) as part:
        if suffix == ".json":
            part.write_bytes(orjson.dumps(report, option=orjson.OPT_INDENT_2) + b"\n")
        elif suffix == ".html":
            part.write_text(report_page(report, language), encoding="utf-8", newline="\n")
        else:
            part.write_bytes(paper(report_page(report, language)))


def refuse_suffix(target: Path) -> None:
    """Refuse a name of a file that does not say as what a report is written."""
    if target.suffix.lower() not in SUFFIXES:
        raise AnnotatorError("report_suffix", path=str(target))
