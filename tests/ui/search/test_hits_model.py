"""The line of a hit: what of a text is shown in it."""

from __future__ import annotations

import pytest

from annotator.model.query import Hit
from annotator.ui.pace.sweeping import MANY
from annotator.ui.search.hits_model import on_a_line


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Ми\u00adнис\u00adтер\u00adство\u00adто\n\nреши", "Министерството  реши"),
        ("ភាសា\u200bខ្មែរ\u200bនៅ", "ភាសាខ្មែរនៅ"),
        ("\ufeffначало\u2060 на", "начало на"),
        # What turns a text round is shown, and whoever looks for a soft hyphen sees it.
        ("a\u202eb\u00ad", "a⟨U+202E⟩b"),
        ("\u00ad", "⟨U+00AD⟩"),
        ("می\u200cگوید", "می\u200cگوید"),
    ],
)
def test_what_only_says_where_a_line_may_end_is_not_shown(text: str, shown: str) -> None:
    """A line of an article with soft hyphens could not be read for their numbers."""
    assert on_a_line(text) == shown


def test_very_many_hits_are_let_go_of_after_others_are_shown(window) -> None:
    """To free them took as long as to paint the page of the next search."""
    model, leaving = window.search.panel.model, window.session.leaving
    model.set_hits(Hit("d", number, number + 1) for number in range(MANY))
    before = model.hits
    others = [Hit(window.session.document, 0, 1)]
    model.set_hits(others)
    assert model.hits == others
    assert leaving.is_busy()
    leaving.finish()
    assert before == []
    model.set_hits([])
    assert not leaving.is_busy()
