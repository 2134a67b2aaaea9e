"""A report on paper can be read: its sizes are those of paper, not pixels of a screen."""

from __future__ import annotations

from typing import Any

import pytest

from annotator.operations.report.page import report_page
from annotator.operations.report.report import ReportChoice, make_report
from annotator.ui.paper.report import laid_out
from tests.samples import make_samples


@pytest.mark.usefixtures("qapp")
def test_every_text_has_a_size_in_points_and_no_ground(tmp_path) -> None:
    with make_samples(tmp_path / "samples.corpus") as store:
        page = report_page(make_report(store, ReportChoice(gamma=None)), "en")
    document = laid_out(page)
    sizes: set[float] = set()
    block: Any = document.begin()
    while block.isValid():
        for fragment in block:
            text = fragment.fragment().charFormat()
            sizes.add(text.font().pointSizeF())
            assert text.font().pixelSize() == -1
        block = block.next()
    assert sizes == {8.0, 12.0, 16.0}
    assert document.rootFrame().frameFormat().background().style().name == "NoBrush"
