"""What can be switched on and off is ticked in its menu while it is on."""

from __future__ import annotations

import pytest

from annotator.ui.action_table.table import action
from annotator.ui.switched import SWITCHED

# The full screen is the window manager's to give.
_SEEN = sorted(set(SWITCHED) - {"view.full"})


def _ticked(window, action_id: str) -> bool:
    made = window.action(action_id)
    menu = next(m for m in made.associatedObjects() if m.inherits("QMenu"))
    menu.aboutToShow.emit()
    return made.isChecked()


@pytest.mark.parametrize("action_id", _SEEN)
def test_what_is_on_is_ticked(make_window, corpus, action_id) -> None:
    window = make_window(corpus)
    assert action(action_id).menu
    assert window.action(action_id).isCheckable()
    before = _ticked(window, action_id)
    assert before is SWITCHED[action_id](window)
    window.action(action_id).trigger()
    window.later.settle_all()
    if action_id == "view.one_annotator":
        # It is on already, and cannot be switched off but by another one.
        assert before
        assert _ticked(window, action_id)
        window.action("view.rows").trigger()
    assert _ticked(window, action_id) is not before


def test_without_a_corpus_only_what_is_of_the_window_is_on(make_window) -> None:
    window = make_window()
    on = {action_id for action_id in SWITCHED if _ticked(window, action_id)}
    assert on == {"view.margin", "view.names", "view.overview"}


def test_what_is_not_switched_has_no_tick(make_window, corpus) -> None:
    window = make_window(corpus)
    assert not window.action("view.zoom_in").isCheckable()
    assert not window.action("document.finish").isCheckable()
