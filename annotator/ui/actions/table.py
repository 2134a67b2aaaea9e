"""The one table of everything that a key, a menu entry or the list of keys can do."""

from __future__ import annotations

from annotator.ui.actions.action import Action
from annotator.ui.actions.text_rows import TEXT_ROWS
from annotator.ui.actions.window_rows import WINDOW_ROWS

ACTIONS: tuple[Action, ...] = (*WINDOW_ROWS, *TEXT_ROWS)


def action(action_id: str) -> Action:
    """Return an action by its id."""
    return next(a for a in ACTIONS if a.id == action_id)
