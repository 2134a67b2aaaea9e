"""Names of folds and quotes on signs."""

from __future__ import annotations

from annotator.ui.text.marks import Mark, SegmentView
from annotator.ui.text.stage import header_text
from annotator.ui.words.fixed import word
from tests.ui.text.conftest import MakeView


def test_a_fold_says_how_many_paragraphs_it_holds(qapp: object) -> None:
    words = word("folded.one", "en"), word("folded.several", "en")
    assert header_text("Teaser", 3, words) == "Teaser, 3 paragraphs, not annotated"
    assert header_text("Caption", 1, words) == "Caption, 1 paragraph, not annotated"
    assert header_text("", 2, words) == "2 paragraphs, not annotated"


def test_a_quote_is_one_short_line(make_view: MakeView) -> None:
    text = "Дума.\nОще една дълга редица от думи, която не се побира на един ред."
    view = make_view(text, [Mark("a", ((0, len(text)),)), Mark("b", ((0, 4),))])
    mark = view.mark("a")
    assert mark is not None
    quote = view._stage.frames.quote_of(mark)
    assert "\n" not in quote
    assert quote.endswith(" …")
    short = view.mark("b")
    assert short is not None
    assert view._stage.frames.quote_of(short) == "Дума"


def test_hundreds_of_lanes_end_in_a_number(make_view: MakeView) -> None:
    marks = [Mark(f"m{n}", ((0, 4 + n),), n % 12, "line", "A") for n in range(40)]
    view = make_view("Дума до дума до дума до дума до дума до дума.", marks)
    line = view._layout.laid_out(0).lines[0]
    assert line.rungs[0].height == view._metrics.lane * 10
    assert line.rungs[0].more == 32
    view.grab()


def test_folded_segments_are_one_line_high(make_view: MakeView) -> None:
    text = "Тяло.\nАнонс.\nАнонс."
    view = make_view(text, segments=[SegmentView(6, 20, True, "Анонс")])
    assert view._layout.heights[1] == view._metrics.header_height
    assert view._layout.heights[2] == 0
    view.toggle_fold(8)
    assert view._layout.heights[2] > 0
    view.grab()


def test_folds_speak_the_language_of_the_window(make_window, corpus, settings) -> None:
    settings.set_text("language", "bg")
    window = make_window(corpus)
    window.run_action("next.document")
    words = window.view._scene.fold_words
    assert header_text("Каре", 3, words) == "Каре, 3 абзаца, без анотиране"
