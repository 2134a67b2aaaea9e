"""Which actions switch something on and off, and whether it is on now."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import TYPE_CHECKING

from annotator.ui.action_table.window_rows import DOCKS
from annotator.ui.sitting.showing import DIFFERENCES, ONE, ROWS

if TYPE_CHECKING:
    from annotator.ui.desk import Desk


def _is_flagged(name: str, window: Desk) -> bool:
    return window.settings.flag(name, True)


def _has_panel(name: str, window: Desk) -> bool:
    return window.session is not None and window.columns.is_shown(name)


def _is_showing(mode: str, window: Desk) -> bool:
    return window.session is not None and window.session.showing.mode == mode


SWITCHED: Mapping[str, Callable[[Desk], bool]] = {
    "view.margin": partial(_is_flagged, "margin"),
    "view.names": partial(_is_flagged, "names"),
    "view.overview": partial(_is_flagged, "overview"),
    "view.full": lambda window: window.isFullScreen(),
    "relation.show_all": lambda window: window.act.viewing.shows_all_relations,
    **{f"view.{dock}": partial(_has_panel, dock) for dock, _ in DOCKS},
    "view.one_annotator": partial(_is_showing, ONE),
    "view.rows": partial(_is_showing, ROWS),
    "view.differences": partial(_is_showing, DIFFERENCES),
}
"""Says by the id of an action whether what it switches is on in a window."""
