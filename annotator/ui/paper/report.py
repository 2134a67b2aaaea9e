"""A report as PDF: laid out by Qt, with the same bytes for the same page."""

from __future__ import annotations

import os
import re
from collections.abc import Generator
from contextlib import contextmanager
from uuid import NAMESPACE_OID, uuid5

from PySide6.QtCore import QBuffer, QHashSeed, QIODevice, QMarginsF, QUuid
from PySide6.QtGui import QFont, QGuiApplication, QPageLayout, QPageSize, QPdfWriter, QTextDocument

_POINTS = 8
_SCREEN_STYLE = re.compile("<style>.*?</style>", re.DOTALL)
_PAPER_STYLE = (
    "h1{font-size:16pt}h2{font-size:12pt;margin-top:16px;margin-bottom:4px}"
    "p{font-size:8pt;margin-top:0px;margin-bottom:6px}"
    "th,td{font-size:8pt;padding:1px 10px 1px 0px;border-bottom:1px solid #cdcac1}"
    "th{text-align:left}.number{text-align:right}.word{white-space:nowrap}"
    ".muted{color:#5a5f68}"
)
"""What is measured in pixels on a screen would be specks on paper, which has 1,200 an inch."""
_DATE = re.compile(rb"(\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2})|\(D:(\d{14})")
_NO_DATE, _NO_DAY = b"2000-01-01T00:00:00", b"(D:20000101000000"
"""What stands where the clock would: a report has the dates of its data."""


@contextmanager
def without_window() -> Generator[None]:
    """Have what lays text out where there is no window and perhaps no display."""
    if QGuiApplication.instance() is not None:
        yield
        return
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    application = QGuiApplication([])
    yield
    application.shutdown()


def paper_of(page: str) -> bytes:
    """Return a page of `report_page` as PDF on A4; an application must be there."""
    # Fonts are written in the order of a table that is shuffled anew for each run.
    QHashSeed.setDeterministicGlobalSeed()
    try:
        return _without_clock(_printed(page))
    finally:
        QHashSeed.resetRandomGlobalSeed()


def _printed(page: str) -> bytes:
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    writer.setPageOrientation(QPageLayout.Orientation.Landscape)
    writer.setPageMargins(QMarginsF(0, 0, 0, 0))  # printing a document leaves two centimetres
    writer.setCreator("Annotator")
    writer.setDocumentId(QUuid(f"{{{uuid5(NAMESPACE_OID, page)}}}"))
    document = laid_out(page)
    writer.setTitle(document.metaInformation(QTextDocument.MetaInformation.DocumentTitle))
    document.print_(writer)
    del writer
    return bytes(buffer.data().data())


def laid_out(page: str) -> QTextDocument:
    """Return a page of `report_page` with the sizes of paper instead of those of a screen."""
    document = QTextDocument()
    document.setDefaultFont(QFont("Noto Sans", _POINTS))
    document.setDefaultStyleSheet(_PAPER_STYLE)
    document.setHtml(_SCREEN_STYLE.sub("", page).replace("<table>", '<table cellspacing="0">'))
    return document


def _without_clock(paper: bytes) -> bytes:
    return _DATE.sub(lambda found: _NO_DATE if found[1] else _NO_DAY, paper)
