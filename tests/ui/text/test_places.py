"""Lines whose words run both ways: each offset has one place, that of what is painted, and an arrow
that is held gets to each.
"""

from __future__ import annotations

import unicodedata
from functools import cache
from itertools import pairwise

import pytest
import regex
from hypothesis import example, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from annotator.ui.look.look import Look
from annotator.ui.text.layout import DocumentLayout
from annotator.ui.text.marks import Mark, MarkIndex
from annotator.ui.text.metrics import Metrics, metrics_for
from annotator.ui.text.moves import Moves
from annotator.ui.text.places import edges_of
from annotator.ui.text.rows import rows_of
from annotator.ui.text.selection import Selection
from annotator.ui.text.shape import Shape
from tests.text.clusters import clusters_of
from tests.ui.text.conftest import MakeView

pytestmark = pytest.mark.usefixtures("qapp")

PIECES = (
    *("מלה ", "שָׁלוֹם", "ב'", "مرحبا ", "لا", "لَا", "الله ", "مُدَرِّس ", "ـــ", "ک\u200cها "),
    *("stance ", "fi", "O’Neil ", "пре\u00adговори ", "ירו\u00adשלים ", "и\u0306", "12", "1,000 "),
    *("٢٣", "\u0600٣", "3.5", "50%", "-3", " (", ")", "[", "] ", "«", "» ", '"', "/", "...", "؟ "),
    *("\u202b", "\u202a", "\u202c", "\u2066", "\u2067", "\u2068", "\u2069"),
    *("\u202bאב 12\u202c", "\u2067אב (a)\u2069", "\u202bab \u202aאב\u202c cd\u202c", "\u200e"),
    *("\u200f", "\u00ad", "\u200b", "\u200d", "\u200c", "\u00a0", "\u2060", "\ufeff", "\u034f"),
    *(
        " ",
        " ",
        "   ",
        "\t",
        "\u3000",
        "\u2003",
        "\n",
        "\r\n",
        "\u2028",
        "👨\u200d👩\u200d👧",
        "👍🏽",
    ),
    *("🇧🇬", "🇷🇺🇧", "❤\ufe0f", "1\ufe0f\u20e3", "z" + "\u0301\u0323" * 5, "ב" + "\u05b7\u0301" * 3),
    *("क्षेत्र ", "हिन्दी ", "ක්\u200dෂ", "தமிழ் ", "ภาษาไทย", "ភាសាខ្មែរ", "မြန်မာ ", "한국어 "),
    *("\u1112\u1161\u11ab", "新闻", "カタカナ", "𐌰𐌱", "𐤀𐤁", "𞤀𞤁"),
)
WIDTHS, ZOOMS = (45, 80, 120, 200, 300, 500, 900), (80, 100, 150, 200)
TEXTS = st.lists(st.sampled_from(PIECES), min_size=1, max_size=30).map("".join)
SEVERAL = st.lists(TEXTS, min_size=1, max_size=4).map("\n".join)
UNSEEN = regex.compile(r"[\s\p{Cf}\u034f]*")
DIRECTIONS = {"L", "R", "AL", "AN", "EN"}
FOUND = (
    ("مرحبا stance stance stance مرحبا stance\u00ad", 120, 100),
    ("ירו\u00adשלים ш\u0301", 45, 100),
    ("abc אבגד אבגד אבגד  אבגד", 100, 100),
    ("אבגד abcd abcd   abcd abcd", 100, 100),
    ("של \u030150", 80, 200),
    ("ـــРусия ", 80, 125),
    ("שלים\t", 45, 100),
    ("\u1112\u1161\u11ab\u1100550%لம", 45, 125),
    ("سلا سلاملا", 120, 200),
    ("لأ\u0323 z", 120, 200),
    ("ង\u200f\u034fו", 900, 80),
    ("\ufeffمَil م", 120, 100),
    ("ක්\u200dෂ", 45, 200),
    ("😀🇷🇺🇧🇧🇬", 120, 200),
    ("\t \t", 45, 125),
    ("کها \tلأ", 300, 80),
    ("😀🇷🇺🇧", 200, 125),
    ("اللا\u2066k", 45, 200),
)


@cache
def metrics(zoom: int) -> Metrics:
    return metrics_for(Look(), zoom)


def layout_of(text: str, width: int, zoom: int, direction: str = "auto") -> DocumentLayout:
    layout = DocumentLayout(text, (), metrics(zoom), width, direction=direction)
    for number in range(len(layout.blocks)):
        layout.laid_out(number)
    return layout


def shapes_of(layout: DocumentLayout) -> list[Shape]:
    return [layout.shape(number) for number in range(len(layout.blocks))]


def found_before(test):  # type: ignore[no-untyped-def]
    for text, width, zoom in FOUND:
        test = example(text=text, width=width, zoom=zoom, direction="auto")(test)
    return test


laid_out = given(
    text=SEVERAL,
    width=st.sampled_from(WIDTHS),
    zoom=st.sampled_from(ZOOMS),
    direction=st.sampled_from(("auto", "auto", "rtl", "ltr")),
)


@found_before
@example(text="\u1112\u202e\u1100\u1161\u1100", width=300, zoom=200, direction="auto")
@example(text="ab \u202ecd 12 אב\u202c e\u202dאב cd\u202c", width=120, zoom=100, direction="auto")
@settings(deadline=None)
@laid_out
def test_the_place_of_an_offset_leads_back_to_it(
    text: str, width: int, zoom: int, direction: str
) -> None:
    layout = layout_of(text, width, zoom, direction)
    for offset in clusters_of(text):
        if offset > layout.blocks[layout.blocks.at(offset)].end:
            continue
        rect = layout.rect_of(offset)
        found = layout.position_at(rect.x(), rect.center().y())
        between = text[min(found, offset) : max(found, offset)]
        assert UNSEEN.fullmatch(between), (offset, found)


@found_before
@settings(deadline=None)
@laid_out
def test_characters_stand_where_they_are_painted(
    text: str, width: int, zoom: int, direction: str
) -> None:
    """What runs one way on a line begins and ends where a character does; no room is between."""
    borders = clusters_of(text)
    clusters = [text[begin:end] for begin, end in pairwise(borders)]
    # A mark of one direction on a letter of the other, as no language writes it, is in two places.
    if any(len({*map(unicodedata.bidirectional, c)} & DIRECTIONS) > 1 for c in clusters):
        return
    for shape in shapes_of(layout_of(text, width, zoom, direction)):
        for number, line in enumerate(shape.lines if shape.has_rtl else ()):
            cells = shape.places(number).cells
            for one, two in pairwise(cells):
                assert one.right == pytest.approx(two.left, abs=0.2)
            edges = [x for cell in cells for x in (cell.left, cell.right)]
            inner = [cell for cell in cells if cell.following - cell.position > 1]
            for run in line.glyphRuns():
                box = run.boundingRect()
                for x in (box.left(), box.right()) if box.width() > 0.2 else ():
                    is_edge = any(abs(x - edge) < 0.2 for edge in edges)
                    assert is_edge or any(cell.left < x < cell.right for cell in inner)


@found_before
@example(text="12 abc\nאבג 12\n\nabc אבג\n(אב) 1", width=300, zoom=100, direction="auto")
@example(text="a\u202bאב 12\u202c b\nא", width=80, zoom=100, direction="auto")
@settings(deadline=None)
@laid_out
def test_an_arrow_that_is_held_gets_to_each_offset_once(
    text: str, width: int, zoom: int, direction: str
) -> None:
    """From either end of the document to the other, and back the same way."""
    layout, selection = layout_of(text, width, zoom, direction), Selection(text)
    moves, borders = Moves(layout, selection, 100), clusters_of(text)
    walks: list[list[int]] = []
    for begin in (0, len(text)):
        selection.go(begin)
        is_right = (begin == 0) != layout.is_rtl(begin)
        seen = [begin]
        for _ in borders:
            moves.side(False, right=is_right)
            if selection.caret == seen[-1]:
                break
            seen.append(selection.caret)
        walks.append(seen)
    there, back = walks
    assert sorted(there) == borders
    assert there[-1] == len(text)
    assert back == there[::-1]


@found_before
@settings(deadline=None)
@laid_out
def test_a_click_on_the_half_with_which_a_character_begins_is_before_it(
    text: str, width: int, zoom: int, direction: str
) -> None:
    """That half is its right one where it runs to the left."""
    for shape in shapes_of(layout_of(text, width, zoom, direction)):
        for number in range(len(shape.lines) if shape.has_rtl else 0):
            for cell in shape.places(number).cells:
                quarter = (cell.right - cell.left) / 4
                if quarter < 0.5:
                    continue
                before, behind = cell.left + quarter, cell.right - quarter
                if cell.is_rtl:
                    before, behind = behind, before
                assert shape.to_utf16(shape.offset_at(before, number)) == cell.position
                assert shape.to_utf16(shape.offset_at(behind, number)) == cell.following


@pytest.mark.parametrize("text", ["ab אבג cd", "אב abc גד", "אב גדה", "ab cd", "אב שָׁ גד"])
def test_an_annotation_begins_at_that_side_of_a_word_from_which_it_is_read(text: str) -> None:
    """There its letter stands: in a word that runs to the left at the right."""
    shape = layout_of(text, 300, 100).shape(0)
    for word in regex.finditer(r"\S+", text):
        ((_, row),) = rows_of(shape, Mark("m", (word.span(),)))
        is_rtl = unicodedata.bidirectional(word[0][0]) == "R"
        sides = (row.right, row.left) if is_rtl else (row.left, row.right)
        assert row.is_rtl == is_rtl
        assert (row.begin_x, row.end_x) == pytest.approx(sides, abs=0.1)


ONE_WAY = {
    "ltr": ("ab", "e\u0301", "नि", "😀", "👍🏽", " ", "\t", "\t\t", ".", "12"),
    "rtl": ("אב", "שָׁ", "مر", "لا", " ", "\t", "\t\t", "."),
}


@pytest.mark.parametrize("direction", ["ltr", "rtl"])
@settings(deadline=None)
@given(data=st.data(), width=st.sampled_from(WIDTHS))
def test_where_all_runs_one_way_carets_go_that_way(
    direction: str, data: st.DataObject, width: int
) -> None:
    """A tab as well, of which the layout tells no sign; within a character stands no other."""
    text = "".join(data.draw(st.lists(st.sampled_from(ONE_WAY[direction]), min_size=1)))
    layout = layout_of(text, width, 100, direction)
    (shape,), borders = shapes_of(layout), clusters_of(text)
    for number in range(len(shape.lines)):
        begin, end = shape.line_begin(number), shape.line_end(number)
        xs = [shape.x_of(at, number) for at in borders if begin <= at < end]
        assert xs == sorted(xs, reverse=direction == "rtl")
        if direction == "rtl":
            assert all(cell.is_rtl for cell in shape.places(number).cells)
            for one, two in pairwise([at for at in borders if begin <= at < end]):
                for inner in range(one + 1, two):
                    assert shape.x_of(inner, number) == shape.x_of(one, number)


def test_a_value_has_room_up_to_where_its_annotation_ends_on_the_line() -> None:
    """To the left of the letter, where the words run so."""
    for text in ("אבגד הוזח", "abcd efgh"):
        layout = layout_of(text, 300, 100)
        layout.set_marks(MarkIndex([Mark("m", ((0, 9),))]))
        (begin,) = layout.laid_out(0).lines[0].begins()
        assert begin.reach == pytest.approx(layout.rect_of(9).x(), abs=0.1)


def test_a_line_on_which_nothing_is_seen_has_its_caret_where_its_words_would_begin() -> None:
    layout = layout_of("אב\n\u200f\nגד", 300, 100)
    begin = layout.rect_of(0).x()
    assert begin > 200
    assert [layout.rect_of(at).x() for at in (3, 4)] == pytest.approx([begin, begin], abs=0.1)


def test_a_point_under_a_letter_is_drawn_as_the_whole_letter() -> None:
    text = "אב שָׁב abc"
    shape = layout_of(text, 300, 100).shape(0)
    ((_, whole),) = rows_of(shape, Mark("whole", ((3, 6),)))
    ((_, part),) = rows_of(shape, Mark("part", ((4, 5),)))
    assert part._replace(mark=whole.mark) == whole
    assert part.begin_x == part.right


@pytest.mark.parametrize("words", ["אבג abc 12 ", "abc אבג 12 ", "אבגabc12"])
def test_an_arrow_comes_back_over_where_a_long_paragraph_is_cut(words: str) -> None:
    """The end of one piece is the begin of the next: it has one place in the order of arrows."""
    text = words * (9_000 // len(words))
    layout, selection = DocumentLayout(text, (), metrics(100), 600), Selection(text)
    moves = Moves(layout, selection, 100)
    for block in list(layout.blocks)[1:]:
        is_right = not layout.is_rtl(block.begin)
        first = layout.shape(layout.blocks.at(block.begin) - 1)
        selection.go(first.line_begin(len(first.lines) - 1))
        there = [selection.caret]
        for _ in range(200):
            moves.side(False, right=is_right)
            there.append(selection.caret)
        assert block.begin in there
        assert len(set(there)) == len(there)
        back = [selection.caret]
        for _ in range(200):
            moves.side(False, right=not is_right)
            back.append(selection.caret)
        assert back == there[::-1]


@given(seats=st.integers(1, 9).flatmap(lambda n: st.permutations(range(n))), is_rtl=st.booleans())
def test_each_border_has_one_edge(seats: list[int], is_rtl: bool) -> None:
    """Even in an order that no directions make."""
    edges = edges_of(seats, is_rtl=is_rtl)
    assert sorted(edges) == list(range(len(seats) + 1))
    assert (edges[0] > edges[-1]) == is_rtl


@pytest.mark.parametrize(
    ("seats", "is_rtl", "edges"),
    [
        ([0, 1, 2], False, [0, 1, 2, 3]),
        ([2, 1, 0], True, [3, 2, 1, 0]),
        # a DEF b: the borders of DEF belong to the line.
        ([0, 3, 2, 1, 4], False, [0, 1, 3, 2, 4, 5]),
        # a D12E b: those of the number, which lies within, to what is around it.
        ([0, 4, 2, 3, 1, 5], False, [0, 1, 4, 3, 2, 5, 6]),
        ([1, 0], False, [0, 1, 2]),
    ],
)
def test_borders_of_a_run_belong_to_what_is_around_it(
    seats: list[int], is_rtl: bool, edges: list[int]
) -> None:
    assert edges_of(seats, is_rtl=is_rtl) == edges


def test_right_goes_on_into_a_paragraph_that_is_read_the_other_way(make_view: MakeView) -> None:
    """And the other arrow means there what it means in any such paragraph."""
    view = make_view("ab\nאב\ncd")
    view.set_caret(2)
    for expected in (3, 4, 5, 6):
        QTest.keyClick(view, Qt.Key.Key_Right)
        assert view.caret() == expected
    view.set_caret(2)
    for key, expected in (("Right", 3), ("Left", 4), ("Left", 5), ("Right", 4)):
        QTest.keyClick(view, getattr(Qt.Key, f"Key_{key}"))
        assert view.caret() == expected
    view.set_caret(0)
    for expected in (3, 6, 8):
        QTest.keyClick(view, Qt.Key.Key_Right, Qt.KeyboardModifier.ControlModifier)
        assert view.caret() == expected


def test_a_soft_hyphen_that_is_painted_moves_no_caret() -> None:
    """It has room once the line was painted, which was not known before."""
    for text in ("ab ירו\u00adשלים ш", "ab пре\u00adговори"):
        layout = layout_of(text, 70, 100)
        shape = layout.shape(0)
        before = [shape.x_of(at, shape.line_of(at)) for at in clusters_of(text)]
        fresh = layout_of(text, 70, 100).shape(0)
        for line in fresh.lines:
            line.glyphRuns()
        assert [fresh.x_of(at, fresh.line_of(at)) for at in clusters_of(text)] == before


@pytest.mark.parametrize("width", [45, 120, 300])
def test_a_paragraph_of_tabs_is_one_line(width: int) -> None:
    text = "a\n" + "\t" * 40 + "\nb"
    layout = layout_of(text, width, 100)
    for offset in range(len(text)):
        assert layout.rect_of(offset).height() > 0
    assert len(layout.shape(1).lines) == 1


def test_a_mark_of_the_order_of_bytes_moves_nothing() -> None:
    """Qt drops one at the begin of a string, and all that follows would stand one too early."""
    one, other = layout_of("\ufeffabc אב", 300, 100), layout_of("abc אב", 300, 100)
    assert [one.rect_of(at + 1).x() for at in range(7)] == [
        other.rect_of(at).x() for at in range(7)
    ]


@pytest.mark.parametrize(("begin", "end"), [(4, 6), (3, 5), (4, 5)])
def test_an_annotation_that_cuts_characters_is_painted_on_all_of_them(begin: int, end: int) -> None:
    text = "אב שָׁב abc"
    shape = layout_of(text, 300, 100).shape(0)
    assert shape.boxes(0, begin, end) == shape.boxes(0, 3, 6)


@pytest.mark.parametrize(("first", "is_rtl"), [("אב ", True), ("ab ", False)])
def test_all_pieces_of_a_long_paragraph_are_read_as_it_begins(first: str, is_rtl: bool) -> None:
    text = f"{first}{'abc ' * 1500}{'אבג ' * 1500}"
    layout = DocumentLayout(text, (), metrics(100), 600)
    assert len(layout.blocks) > 2
    assert {layout.is_rtl(block.begin) for block in layout.blocks} == {is_rtl}


@pytest.mark.parametrize(
    ("text", "is_rtl"),
    [
        ("12 (אב) c", True),
        ("\u2067אב\u2069 c", False),
        ("\u2068ab\u2069: אב", True),
        ("\u2067אב", False),
    ],
)
def test_a_paragraph_is_read_as_its_first_word_that_is_not_isolated(
    text: str, is_rtl: bool
) -> None:
    assert layout_of(text, 300, 100).is_rtl(0) == is_rtl
