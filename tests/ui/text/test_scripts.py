"""In every script: a place leads back to its offset, the caret steps over whole characters, and
what is painted is what was tagged.
"""

from __future__ import annotations

from functools import cache
from itertools import pairwise

import pytest
import regex
from hypothesis import assume, given
from hypothesis import strategies as st

from annotator.ui.look.look import Look
from annotator.ui.text.layout import DocumentLayout
from annotator.ui.text.marks import FILL, LINE, MARGIN, Mark, MarkIndex
from annotator.ui.text.metrics import Metrics, metrics_for
from annotator.ui.text.moves import Moves
from annotator.ui.text.selection import Selection
from tests.examples import examples
from tests.text.clusters import clusters_of
from tests.ui.text.conftest import MakeView

pytestmark = pytest.mark.usefixtures("qapp")

WORDS = {
    "latin": ("stance", "naïve", "fi", "O’Neil", "co\u00adoperate"),
    "cyrillic": ("Русия", "преговори", "й", "шу\u0301мен", "Ѫ"),
    "arabic": ("مرحبا", "السلام", "لا", "مُدَرِّس", "٢٣"),
    "hebrew": ("שלום", "עוֹלָם", "ירושלים", "'ב"),
    "devanagari": ("क्षेत्र", "हिन्दी", "श्री", "र्क"),
    "thai": ("ภาษาไทย", "กำลัง", "น้ำ"),
    "cjk": ("新闻", "文本没有空格", "カタカナ", "が"),
    "hangul": ("한국어", "\u1112\u1161\u11ab", "\u1100\u1161"),
    "emoji": ("👨\u200d👩\u200d👧\u200d👦", "👍🏽", "🇧🇬🇷🇺", "❤\ufe0f", "😀"),
    "plain": ("𐌰𐌱", "a\u0301\u0323", "x" * 70, "12,5"),
}
BETWEEN = (" ", " ", " ", "\u00a0", "\t", "\u00ad", ", ", "\n", "\r\n", "\u2028", "", "\u200f")
RTL = regex.compile(r"[\p{Bidi_Class=R}\p{Bidi_Class=AL}\p{Bidi_Class=AN}\u200f]")
UNSEEN = regex.compile(r"[\s\p{Cf}]*")
SCRIPTS = (*WORDS, "mixed")


@cache
def metrics() -> Metrics:
    return metrics_for(Look(), 100)


def texts(script: str) -> st.SearchStrategy[str]:
    words = WORDS.get(script) or tuple(word for group in WORDS.values() for word in group)
    pieces = st.tuples(st.sampled_from(words), st.sampled_from(BETWEEN))
    return st.lists(pieces, min_size=1, max_size=25).map(
        lambda found: "".join(word + between for word, between in found)
    )


def layout_of(text: str, marks: list[Mark] | None = None, readers: int = 0) -> DocumentLayout:
    layout = DocumentLayout(text, (), metrics(), 300)
    layout.set_marks(MarkIndex(marks or ()), readers)
    for number in range(len(layout.blocks)):
        layout.laid_out(number)
    return layout


def borders_of(text: str) -> list[int]:
    return clusters_of(text)


def carets_of(layout: DocumentLayout) -> list[int]:
    """Return where a caret may stand: between characters, and not within a line break."""
    blocks = layout.blocks
    return [at for at in borders_of(layout.text) if at <= blocks[blocks.at(at)].end]


@pytest.mark.parametrize("script", SCRIPTS)
@examples(20)
@given(data=st.data())
def test_the_place_of_an_offset_leads_back_to_it(script: str, data: st.DataObject) -> None:
    """Where nothing is seen between two offsets they have one place."""
    text = data.draw(texts(script))
    layout = layout_of(text)
    for offset in carets_of(layout):
        rect = layout.rect_of(offset)
        found = layout.position_at(rect.x(), rect.center().y())
        between = text[min(found, offset) : max(found, offset)]
        assert UNSEEN.fullmatch(between), (offset, found)


@pytest.mark.parametrize("script", SCRIPTS)
@examples(15)
@given(data=st.data())
def test_the_caret_steps_over_whole_characters(script: str, data: st.DataObject) -> None:
    text = data.draw(texts(script))
    layout, selection = layout_of(text), Selection(text)
    moves = Moves(layout, selection, 100)
    borders = borders_of(text)
    is_one_way = not RTL.search(text)
    for name, end in (("right", len(text)), ("left", 0)):
        seen = [selection.caret]
        for _ in range(2 * len(borders) + 2):
            moves.side(False, right=name == "right")
            if selection.caret == seen[-1]:
                break
            seen.append(selection.caret)
        assert set(seen) <= set(borders)
        if is_one_way:
            assert seen == (borders if name == "right" else borders[::-1])
            assert selection.caret == end


@pytest.mark.parametrize("script", ["latin", "cyrillic", "thai", "cjk", "hangul", "emoji", "plain"])
@examples(15)
@given(data=st.data())
def test_beside_words_of_the_other_direction_the_caret_gets_everywhere(
    script: str, data: st.DataObject
) -> None:
    """On every line: the steps go by what is seen there, and by UTF-16 units, which we do not."""
    pieces = st.tuples(st.sampled_from(WORDS[script]), st.sampled_from((" ", " ", "")))
    some = data.draw(st.lists(pieces, min_size=1, max_size=25))
    text = "a مرحبا b " + "".join(a + b for a, b in some)
    layout, selection = layout_of(text), Selection(text)
    moves = Moves(layout, selection, 100)
    for is_right in (True, False):
        seen = {selection.caret}
        for _ in borders_of(text):
            moves.side(False, right=is_right)
            seen.add(selection.caret)
        assert seen == set(borders_of(text))
        assert selection.caret == (len(text) if is_right else 0)


def test_a_blank_that_hangs_over_the_end_of_a_line_is_reached() -> None:
    """The words fill the line to its end, so that the last blank stands beyond it."""
    text = f"a مرحبا b {WORDS['hangul'][0]} {WORDS['hangul'][0]} {WORDS['hangul'][0]} "
    text += f"{WORDS['hangul'][1]} " * 4
    for whole in (text, f"{text}\nb"):
        layout, selection = layout_of(whole), Selection(whole)
        moves, seen = Moves(layout, selection, 100), {0}
        for _ in borders_of(whole):
            moves.side(False, right=True)
            seen.add(selection.caret)
        assert seen == set(borders_of(whole))
        assert selection.caret == len(whole)


@pytest.mark.parametrize(
    "text",
    ["123 (نعم) ", "٢٣ نعم", "שלום - ב'\u200dabc", "12:30 שלום abc", "abc שלום", "ab 12 نعم 3"],
)
def test_a_side_key_held_down_leaves_a_paragraph_and_never_swings(text: str) -> None:
    """Also where the paragraph ends, to that side, with what runs the other way."""
    whole = f"{text}\n{text}\n{text}"
    layout, selection = layout_of(whole), Selection(whole)
    layout.measure(metrics(), 900)
    moves, middle = Moves(layout, selection, 100), len(text) + 1
    is_rtl = layout.is_rtl(middle)
    for is_right in (True, False):
        selection.go(middle + 1)
        seen = [selection.caret]
        while seen.count(selection.caret) == 1 or len(seen) == 1:
            moves.side(False, right=is_right)
            seen.append(selection.caret)
        is_forward = is_right != is_rtl
        last = layout.blocks.at(seen[-1])
        assert seen[-1] == seen[-2], "the same two offsets again and again"
        assert last == (2 if is_forward else 0)


@pytest.mark.parametrize(
    "text", ["カタカナ - \u3000\u200dが葛 ", "ab ab ab \u0301ab ab", "\u0301 \u0301 \u0301"]
)
@pytest.mark.parametrize("width", range(40, 140, 7))
def test_lines_begin_with_whole_characters(text: str, width: int) -> None:
    """A mark after the space at which a line wraps does not hold the caret on that line."""
    layout, selection = layout_of(text), Selection(text)
    layout.measure(metrics(), width)
    moves = Moves(layout, selection, 100)
    shape = layout.shape(0)
    for line in range(len(shape.lines)):
        assert shape.line_begin(line) in borders_of(text)
    for _ in range(len(shape.lines)):
        moves.vertical(False, down=True)
    assert selection.caret == len(text)
    for _ in range(len(shape.lines)):
        moves.vertical(False, down=False)
    assert selection.caret == 0


FAMILY, LETTER = "👨\u200d👩\u200d👧", "и\u0306"


@pytest.mark.parametrize("beside", ["", " مرحبا"])
@pytest.mark.parametrize(
    ("character", "begin", "end"),
    [(FAMILY, 1, 3), (FAMILY, 2, 3), (LETTER, 1, 2), ("क्षे", 1, 2), ("z" + "\u0301" * 9, 3, 5)],
)
def test_a_mark_within_a_joined_character_is_painted_and_found_as_all_of_it(
    make_view: MakeView, beside: str, character: str, begin: int, end: int
) -> None:
    """No hand makes one, but a file may bring it."""
    text = f"ab {character} cd{beside}"
    mark = Mark("m", ((3 + begin, 3 + end),), 0, FILL, "A", "value")
    view = make_view(text, [mark])
    layout = layout_of(text, [mark])
    ((row,),) = (line.rows for line in layout.laid_out(0).lines)
    (whole,) = layout.shape(0).boxes(0, 3, 3 + len(character))
    assert (row.left, row.right) == pytest.approx(whole)
    over = [at for at in range(len(text)) if [m.key for m in view.marks_at(at)] == ["m"]]
    assert over == list(range(3, 3 + len(character)))
    box = view.boxes_of(3, 3 + len(character))[0]
    assert view.mark_at_point(box.center()) == "m"


@st.composite
def marks_on(draw: st.DrawFn, borders: list[int], readers: int = 0) -> list[Mark]:
    found: list[Mark] = []
    for number in range(draw(st.integers(1, 8))):
        cuts = sorted(draw(st.sets(st.sampled_from(borders), min_size=2, max_size=4)))
        spans = tuple(zip(cuts[::2], cuts[1::2], strict=False))
        drawing = draw(st.sampled_from((FILL, LINE, MARGIN)))
        reader = draw(st.integers(1, readers)) if readers else 0
        found.append(Mark(f"m{number}", spans, number % 5, drawing, "A", "value", reader=reader))
    return found


@pytest.mark.parametrize("script", SCRIPTS)
@examples(15)
@given(data=st.data())
def test_what_is_painted_is_what_was_tagged(script: str, data: st.DataObject) -> None:
    text = data.draw(texts(script))
    borders = borders_of(text)
    assume(len(borders) > 3)
    marks = data.draw(marks_on(borders))
    layout = layout_of(text, marks)
    painted: dict[str, set[int]] = {mark.key: set() for mark in marks}
    for number in range(len(layout.blocks)):
        for place, line in enumerate(layout.laid_out(number).lines):
            cells = characters(layout, number, place)
            for row in line.rows:
                for offset, (left, right) in cells.items():
                    middle = (left + right) / 2
                    if any(low <= middle <= high for low, high in row.boxes):
                        painted[row.mark.key].add(offset)
    seen = set().union(
        *(
            characters(layout, number, place)
            for number in range(len(layout.blocks))
            for place in range(len(layout.shape(number).lines))
        )
    )
    for mark in marks:
        tagged = {at for begin, end in mark.spans for at in range(begin, end)}
        assert painted[mark.key] == tagged & seen


def characters(layout: DocumentLayout, number: int, line: int) -> dict[int, tuple[float, float]]:
    """Return what is seen of a line: the begin of each whole character, and its two x."""
    shape, text = layout.shape(number), layout.text
    begin, end = shape.line_begin(line), shape.line_end(line)
    borders = [at for at in borders_of(text) if begin <= at < end]
    found: dict[int, tuple[float, float]] = {}
    for at, after in pairwise((*borders, end)):
        boxes = shape.boxes(line, at, after)
        if len(boxes) == 1 and boxes[0][1] - boxes[0][0] > 1 and not text[at:after].isspace():
            found[at] = boxes[0]
    return found


@pytest.mark.parametrize("script", SCRIPTS)
@pytest.mark.parametrize("readers", [0, 3])
@examples(10)
@given(data=st.data())
def test_no_two_lanes_share_a_place(script: str, readers: int, data: st.DataObject) -> None:
    text = data.draw(texts(script))
    borders = borders_of(text)
    assume(len(borders) > 3)
    layout = layout_of(text, data.draw(marks_on(borders, readers)), readers)
    lane = metrics().lane
    for number in range(len(layout.blocks)):
        for line in layout.laid_out(number).lines:
            for at, one in enumerate(line.rows):
                for two in line.rows[:at]:
                    if abs(one.drop - two.drop) < lane:
                        assert one.right <= two.left or two.right <= one.left
