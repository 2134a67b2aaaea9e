"""Names of folds and quotes on signs."""

from __future__ import annotations

from annotator.ui.text.folds import header_text, said_of
from annotator.ui.text.marks import Mark, SegmentView
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


def test_a_fold_tells_of_the_annotations_under_it(make_view: MakeView) -> None:
    text = "Тяло.\nАнонс.\nАнонс.\nТяло."
    marks = [
        Mark("a", ((6, 11),)),
        Mark("b", ((13, 18),)),
        Mark("over", ((0, 18),), 2, "margin"),
        Mark("out", ((20, 24),)),
    ]
    view = make_view(text, marks, [SegmentView(6, 20, True, "Анонс")])
    one, several = (word(f"folded.mark{s}", "bg") for s in ("", "s"))
    paragraphs = word("folded.one", "bg"), word("folded.several", "bg")
    view.set_fold_words(paragraphs, (one, several))
    said = "Анонс, 2 абзаца, без анотиране"
    assert said_of(view._layout, 0, view._scene) == f"{said}; вътре 2 анотации"
    view.patch_marks(["b"])
    assert said_of(view._layout, 0, view._scene) == f"{said}; вътре 1 анотация"
    view.toggle_fold(8)
    assert said_of(view._layout, 0, view._scene) == said
    view.toggle_fold(8)
    view.patch_marks(["a"])
    assert said_of(view._layout, 0, view._scene) == said


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
