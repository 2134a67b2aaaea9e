"""Heights before anything is laid out: as many lines as the characters take, each time anew."""

from __future__ import annotations

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from annotator.ui.look.look import Look
from annotator.ui.text.blocks import BLANK, DIMMED, HEADER, Block, Blocks
from annotator.ui.text.estimates import Estimates
from annotator.ui.text.marks import SegmentView
from annotator.ui.text.metrics import Metrics, metrics_for

LINES = st.lists(st.integers(0, 700), min_size=1, max_size=12)


def _one(block: Block, after: Block | None, metrics: Metrics, per_line: float) -> int:
    """Return the height of one block by itself."""
    if block.kind in (BLANK, HEADER):
        return metrics.gap if block.kind == BLANK else metrics.header_height
    has_gap = block.is_last and (after is None or after.kind != BLANK)
    lines = int((block.end - block.begin) / per_line) + 1
    if block.kind == DIMMED:
        line = metrics.teaser.ascent + metrics.teaser.descent
        return lines * line + has_gap * metrics.teaser_gap
    line = metrics.line_height(metrics.text.ascent, metrics.text.descent)
    return lines * line + has_gap * metrics.gap


@settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(LINES, st.sets(st.integers(0, 11)), st.lists(st.integers(90, 900), min_size=1, max_size=4))
def test_each_block_has_the_height_of_its_lines(
    qapp: object, lengths: list[int], dimmed: set[int], widths: list[int]
) -> None:
    metrics = metrics_for(Look(), 100)
    text = "\n".join("д" * length for length in lengths)
    begins = [sum(lengths[:n]) + n for n in range(len(lengths))]
    segments = [
        SegmentView(begins[n], begins[n] + lengths[n], is_dimmed=True)
        for n in sorted(dimmed)
        if n < len(lengths) and lengths[n]
    ]
    blocks = Blocks(text, segments)
    estimates = Estimates(text, blocks)
    sample = text[:2000].replace("\n", " ")
    average = metrics.text.metrics.horizontalAdvance(sample) / len(sample) if sample else 8.0
    for width in widths:
        per_line = max(4.0, width / max(1, average))
        afters = [*blocks.blocks[1:], None]
        expected = [
            _one(block, after, metrics, per_line)
            for block, after in zip(blocks.blocks, afters, strict=True)
        ]
        assert estimates.heights(metrics, width, ()) == expected
        for number, group in enumerate(blocks.groups):
            found = estimates.heights(metrics, width, {number})
            assert not any(found[group.first : group.last])
            assert found[: group.first] == expected[: group.first]
            assert found[group.last :] == expected[group.last :]


def test_another_size_of_letters_is_measured_anew(qapp: object) -> None:
    text = "Русия е готова да продължи преговорите. " * 30
    estimates = Estimates(text, Blocks(text))
    usual, large = metrics_for(Look(), 100), metrics_for(Look(), 200)
    (before,) = estimates.heights(usual, 600, ())
    (grown,) = estimates.heights(large, 600, ())
    assert grown > 3 * before
    assert estimates.heights(usual, 600, ()) == [before]
