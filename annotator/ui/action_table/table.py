"""The one table of everything that a key, a menu entry or the list of keys can do."""

from __future__ import annotations

from annotator.ui.action_table.action import Action
from annotator.ui.action_table.answering_rows import ANSWERING_ROWS
from annotator.ui.action_table.caret_rows import CARET_ROWS
from annotator.ui.action_table.finding_rows import FINDING_ROWS
from annotator.ui.action_table.keeping_rows import KEEPING_ROWS
from annotator.ui.action_table.measuring_rows import MEASURING_ROWS
from annotator.ui.action_table.mode_rows import MODE_ROWS
from annotator.ui.action_table.review_rows import REVIEW_ROWS
from annotator.ui.action_table.sharing_rows import SHARING_ROWS
from annotator.ui.action_table.showing_rows import SHOWING_ROWS
from annotator.ui.action_table.talk_rows import TALK_ROWS
from annotator.ui.action_table.text_rows import TEXT_ROWS
from annotator.ui.action_table.window_rows import WINDOW_ROWS

ACTIONS: tuple[Action, ...] = (
    *WINDOW_ROWS,
    *KEEPING_ROWS,
    *FINDING_ROWS,
    *SHOWING_ROWS,
    *MEASURING_ROWS,
    *SHARING_ROWS,
    *REVIEW_ROWS,
    *ANSWERING_ROWS,
    *TALK_ROWS,
    *TEXT_ROWS,
    *MODE_ROWS,
    *CARET_ROWS,
)
_BY_ID = {a.id: a for a in ACTIONS}


def action(action_id: str) -> Action:
    """Return an action by its id; KeyError if there is none."""
    return _BY_ID[action_id]
