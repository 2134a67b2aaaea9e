"""How a document is cut for display: everything is there once, nothing is taken apart."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from annotator.text.graphemes import is_boundary
from annotator.text.paragraphs import paragraphs
from annotator.ui.palette.rows import paragraph_begin
from annotator.ui.text.blocks import BLANK, BODY, DIMMED, HEADER, LONGEST, Blocks, pieces, shown
from annotator.ui.text.marks import SegmentView
from tests.examples import examples

TEXTS = st.text(
    st.sampled_from(["а", "b", " ", "\n", "\r", "\u2028", "\u00a0", "\u00ad", "😀", "ع", "\t"]),
    max_size=60,
)


@examples(120)
@given(TEXTS)
def test_blocks_hold_every_character_that_is_no_line_break(text: str) -> None:
    blocks = Blocks(text)
    held = set[int]()
    for block in blocks.blocks:
        held.update(range(block.begin, block.end))
    rest = [text[place] for place in range(len(text)) if place not in held]
    assert all(char in "\n\r\u2028\u2029" for char in rest)
    for offset in range(len(text) + 1):
        block = blocks[blocks.at(offset)]
        assert block.begin <= offset
        assert offset <= block.end or text[block.end] in "\n\r\u2028\u2029"


def test_a_giant_paragraph_is_cut_after_spaces_and_never_in_a_cluster() -> None:
    family = "👨\u200d👩\u200d👧\u200d👦"
    for text in ("дума " * 3000, "x" * 300_000, family * 3000):
        found = pieces(text, 0, len(text))
        assert found[0][0] == 0
        assert found[-1][1] == len(text)
        assert all(one[1] == two[0] for one, two in pairwise(found))
        assert all(0 < end - begin <= LONGEST for begin, end in found)
        assert all(is_boundary(text, end) for _, end in found)


def test_dimmed_segments_that_follow_each_other_are_one_group() -> None:
    text = "Lead.\n\nTeaser one.\n\nTeaser two.\n\nBody.\n\nCaption."
    segments = [
        SegmentView(0, 5),
        SegmentView(7, 18, True, "Teaser"),
        SegmentView(20, 31, True, "Teaser"),
        SegmentView(33, 38),
        SegmentView(40, 48, True, "Caption"),
    ]
    blocks = Blocks(text, segments)
    assert [(group.title, group.paragraphs) for group in blocks.groups] == [
        ("Teaser", 2),
        ("Caption", 1),
    ]
    kinds = [block.kind for block in blocks.blocks]
    assert kinds == [
        BODY, BLANK, HEADER, DIMMED, BLANK, DIMMED, BLANK, BODY, BLANK, HEADER, DIMMED,
    ]  # fmt: skip
    assert blocks[blocks.at(7)].kind == DIMMED


def test_what_lies_in_a_dimmed_segment_is_dimmed_whatever_lies_in_it_and_around_it() -> None:
    """After a caption within a teaser, and with blanks around it, the rest was as the body."""
    text = "Body.\n  One, a caption. \nTwo.\n\tThree. \nBody."
    end = text.index(" \nBody.")
    caption = (text.index("a caption"), text.index(". \nTwo"))
    segments = [
        SegmentView(8, end, True, "Teaser"),
        SegmentView(*caption, True, "Caption"),
        SegmentView(text.index("Three"), end, True, "Teaser"),
    ]
    blocks = Blocks(text, segments)
    kinds = [block.kind for block in blocks.blocks]
    assert kinds == [BODY, HEADER, DIMMED, DIMMED, DIMMED, BODY]
    assert [group.title for group in blocks.groups] == ["Teaser"]
    assert not any(block.muted for block in blocks.blocks)


def test_a_paragraph_knows_which_of_its_parts_are_not_annotated() -> None:
    text = "Body, a caption, body, a photo.\n" + "word " * 1000 + "a photo."
    places = [(text.index(part), text.index(part) + len(part)) for part in ("a caption", "a photo")]
    last = (len(text) - 8, len(text))
    views = [SegmentView(begin, end, True, "Caption") for begin, end in (*places, last)]
    blocks = Blocks(text, views)
    first, *pieces = blocks.blocks
    assert (first.kind, first.muted) == (BODY, tuple(places))
    assert [piece.muted for piece in pieces] == [(), (last,)]
    assert blocks.groups == []


@examples(120)
@given(
    st.lists(st.sampled_from(["аб ", "в", "\n", " "]), max_size=20).map("".join),
    st.lists(st.tuples(st.integers(0, 30), st.integers(1, 12)), max_size=6),
)
def test_what_is_not_annotated_is_dimmed_or_muted_and_nothing_else(
    text: str, places: list[tuple[int, int]]
) -> None:
    spans = [(begin, min(len(text), begin + length)) for begin, length in places]
    views = [SegmentView(begin, end, True, "T") for begin, end in spans if begin < end]
    muted: set[int] = set()
    for block in Blocks(text, views).blocks:
        if block.kind == DIMMED:
            muted.update(range(block.begin, block.end))
        for begin, end in block.muted:
            muted.update(range(begin, end))
    closed = {place for view in views for place in range(view.begin, view.end)}
    words = {place for place, char in enumerate(text) if not char.isspace()}
    assert muted & words == closed & words


def test_what_has_no_glyph_is_shown_by_one_sign() -> None:
    text = "a\x00b\ufffcc\td\x7f"
    assert shown(text) == "a\ufffdb\ufffdc\td\ufffd"
    assert len(shown(text)) == len(text)


@examples(150)
@given(st.lists(st.sampled_from(["а.", "бв г.", "", "  ", "\n", "\r\n", "\u2028", "x" * 9000])))
def test_paragraphs_are_counted_by_their_words_in_the_text_and_in_the_palette(
    pieces: list[str],
) -> None:
    text = "\n".join(pieces)
    blocks = Blocks(text)
    begins = [begin for begin, end in paragraphs(text) if text[begin:end].strip()]
    for number, begin in enumerate(begins, start=1):
        assert blocks.paragraph_at(begin) == number
        assert paragraph_begin(text, number) == begin
    assert paragraph_begin(text, len(begins) + 1) is None
    assert paragraph_begin(text, 0) is None
    assert blocks.paragraph_at(len(text)) == max(1, len(begins))
