"""What the first press of each kind would wait for: compiled and imported beside the window."""

from __future__ import annotations

from importlib import import_module

from annotator.model.progress import Progress
from annotator.text import graphemes, tokens

MODULES = (
    "annotator.ui.sitting.by_rule",
    "annotator.ui.keys.text",
    "annotator.ui.actions.steps",
    "annotator.ui.keys.opener",
    "annotator.ui.keys.frame",
    "annotator.ui.bars.frame_bar",
    "annotator.ui.actions.framing",
    "annotator.ui.actions.relating",
    "annotator.ui.actions.going",
    "annotator.ui.actions.palette",
    "annotator.ui.bars.find_bar",
    "annotator.ui.actions.finding",
    "annotator.ui.search.panel",
    "annotator.ui.search.ticked_panel",
)
"""In the order in which hands come to them; a first paint shows nothing of them."""


def make_ready(progress: Progress) -> None:
    """Compile the patterns of words and import what keys need; `progress` may wait or stop it."""
    progress("ready", 0, len(MODULES))
    tokens.make_ready()
    graphemes.make_ready()
    for number, name in enumerate(MODULES):
        progress("ready", number, len(MODULES))
        import_module(name)
