"""Whose work is shown, and as whom one works."""

from __future__ import annotations


def test_as_whom_one_works_is_kept_at_once_and_not_only_when_the_corpus_is_closed(
    make_window, corpus
) -> None:
    window = make_window(corpus)
    first = window.session.annotator
    key = window.settings.of_corpus("annotator", window.session.corpus)
    window.act.viewing.show_annotator("coder_b")
    assert window.session.annotator == "coder_b" != first
    assert window.settings.text(key) == "coder_b"
