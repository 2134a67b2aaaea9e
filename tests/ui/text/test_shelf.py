"""What is laid out is kept for another width, wrapped as if anew, and let go of in time."""

from __future__ import annotations

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from annotator.ui.look.look import Look
from annotator.ui.text.layout import DocumentLayout
from annotator.ui.text.metrics import metrics_for

PIECES = (
    "комисията заседава днес ",
    "Предизвикател\u00adствата ",
    "قال الرئيس إن ",
    "הממשלה\u00adהחליטה ",
    "ภาษาไทยไม่มีช่องว่าง",
    "👩‍👩‍👧‍👦👍🏽 🇧🇬🇷🇺 ",
    "e\u0301a\u0300 ",
    "\u0301 ",
    "日本語の文、",
    "\t",
    "a  b    ",
    "\u2067שלום\u2069 ",
    "x\u00a0y\u200b",
    "\u202eback\u202c ",
    "क्षत्रिय ",
    "verylongword" * 9,
    "\n",
)


def test_layouts_of_an_older_width_are_freed_little_by_little(qapp: object) -> None:
    layout = DocumentLayout("Редът е къс.\n" * 200, (), metrics_for(Look(), 100), 600)
    for number in range(200):
        layout.laid_out(number)
    layout.measure(layout.metrics, 500)
    assert not layout.is_laid_out(0)
    rounds = 1
    while layout.let_go():
        rounds += 1
    assert rounds > 4
    # Whoever drags the edge of a window has no more of them with each step.
    for width in range(500, 300, -5):
        for number in range(10):
            layout.laid_out(number)
        layout.measure(layout.metrics, width)
    assert not layout.let_go()


def test_lines_wrapped_for_another_width_are_those_of_a_layout_of_that_width(
    qapp: object,
) -> None:
    text = "\n".join(
        [
            "Русия е готова да продължи 😀 преговорите с Азербайджан и Армения. " * 9,
            "هذا نص عربي طويل بما يكفي ليلتف على أكثر من سطر واحد. " * 7,
            "Дълга\u00adсрична\u00adдума\u00ad" * 20,
            "新闻文本没有空格" * 30,
            "",
        ]
    )
    metrics = metrics_for(Look(), 100)
    dragged = DocumentLayout(text, (), metrics, 700)
    for width in (700, 420, 431, 280, 700):
        dragged.measure(metrics, width)
        anew = DocumentLayout(text, (), metrics, width)
        for number in range(len(anew.blocks)):
            one, other = dragged.laid_out(number), anew.laid_out(number)
            assert one == other
            shape, expected = dragged.shape(number), anew.shape(number)
            assert (shape.starts, shape.ascents) == (expected.starts, expected.ascents)
            assert [line.naturalTextRect() for line in shape.lines] == [
                line.naturalTextRect() for line in expected.lines
            ]
        for offset in range(0, len(text), 7):
            assert dragged.rect_of(offset) == anew.rect_of(offset)


@settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(
    st.lists(st.sampled_from(PIECES), min_size=1, max_size=60),
    st.lists(st.integers(40, 900), min_size=1, max_size=4),
    st.sampled_from(("auto", "ltr", "rtl")),
)
def test_in_any_script_they_are_those_of_a_layout_of_that_width(
    qapp: object, pieces: list[str], widths: list[int], direction: str
) -> None:
    text, metrics = "".join(pieces), metrics_for(Look(), 100)
    dragged = DocumentLayout(text, (), metrics, 500, direction=direction)
    for width in (500, *widths):
        dragged.measure(metrics, width)
        anew = DocumentLayout(text, (), metrics, width, direction=direction)
        for offset in range(len(text) + 1):
            assert dragged.rect_of(offset) == anew.rect_of(offset)
        assert dragged.boxes_of(0, len(text)) == anew.boxes_of(0, len(text))
        assert dragged.heights.tops() == anew.heights.tops()


def test_another_size_of_letters_lays_out_anew(qapp: object) -> None:
    text = "Русия е готова да продължи преговорите. " * 20
    usual, large = metrics_for(Look(), 100), metrics_for(Look(), 150)
    layout = DocumentLayout(text, (), usual, 600)
    layout.laid_out(0)
    for metrics in (large, usual):
        layout.measure(metrics, 600)
        anew = DocumentLayout(text, (), metrics, 600)
        assert layout.laid_out(0) == anew.laid_out(0)
        assert layout.rect_of(300) == anew.rect_of(300)
