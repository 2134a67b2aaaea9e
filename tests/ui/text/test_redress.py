"""A block that is dressed again line by line is as if it were dressed anew."""

from __future__ import annotations

from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotator.ui.look.look import Look
from annotator.ui.text.dress import Dress
from annotator.ui.text.layout import DocumentLayout
from annotator.ui.text.marks import FILL, LINE, MARGIN, Mark, MarkIndex
from annotator.ui.text.metrics import Metrics, metrics_for

TEXTS = (
    "Комисията заседава днес в Москва и решава много неща, които чакат отдавна. " * 4,
    "Кратък ред.\nДруг ред, който се пренася на следващия, защото е дълъг и широк.\n\nКрай 🧵.",
    "Среща с وزير الخارجية في موسكو اليوم и още думи след това, докато редът свърши. " * 3,
)


@cache
def metrics() -> Metrics:
    return metrics_for(Look(), 100)


@st.composite
def a_mark(draw: st.DrawFn, length: int) -> Mark:
    cuts = sorted(draw(st.sets(st.integers(0, length), min_size=2, max_size=4)))
    spans = tuple(zip(cuts[::2], cuts[1::2], strict=False))
    key = draw(st.sampled_from("abcdefghij"))
    drawing = draw(st.sampled_from((FILL, LINE, MARGIN)))
    return Mark(key, spans, draw(st.integers(0, 4)), drawing, "A", "x", reader=draw(READER))


READER = st.sampled_from((0, 0, 1, 2))


def plain(dress: Dress) -> list[object]:
    return [dress.height, *(line._replace(labels={}) for line in dress.lines)]


def anew(layout: DocumentLayout) -> list[list[object]]:
    fresh = DocumentLayout(layout.text, (), metrics(), layout.width)
    fresh.set_marks(MarkIndex(layout.index), layout.readers)
    return [plain(fresh.laid_out(number)) for number in range(len(fresh.blocks))]


@pytest.mark.parametrize("text", TEXTS)
@pytest.mark.parametrize("readers", [0, 2])
def test_line_by_line_as_all_at_once(qapp: object, text: str, readers: int) -> None:
    @settings(deadline=None)
    @given(st.lists(st.lists(a_mark(len(text)), max_size=3), max_size=6), st.data())
    def check(rounds: list[list[Mark]], data: st.DataObject) -> None:
        layout = DocumentLayout(text, (), metrics(), 260)
        layout.set_marks(MarkIndex(), readers)
        for added in rounds:
            seen = data.draw(st.sets(st.integers(0, len(layout.blocks) - 1)))
            for number in seen:
                layout.laid_out(number)
            removed = layout.index.remove(data.draw(st.sampled_from("abcdefghij")))
            touched = [] if removed is None else [removed]
            for mark in added:
                old = layout.index.get(mark.key)
                touched += [mark] if old is None else [old, mark]
                layout.index.add(mark)
            for mark in touched:
                layout.touch(mark)
        found = [plain(layout.laid_out(number)) for number in range(len(layout.blocks))]
        assert found == anew(layout)
        for number in range(len(layout.blocks)):
            shape = layout.shape(number)
            for line, row in zip(layout.laid_out(number).lines, shape.lines, strict=True):
                assert row.y() + row.ascent() == pytest.approx(line.baseline)

    check()
