"""The kinds of actions of one window, by the names that the table gives them."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from operator import attrgetter
from typing import TYPE_CHECKING, Any

from annotator.ui.actions.corpus import CorpusActions
from annotator.ui.actions.documents import DocumentActions
from annotator.ui.actions.finding import FindingActions
from annotator.ui.actions.framing import FramingActions
from annotator.ui.actions.going import GoingActions
from annotator.ui.actions.helping import HelpingActions
from annotator.ui.actions.keeping import KeepingActions
from annotator.ui.actions.palette import PaletteActions
from annotator.ui.actions.relating import RelatingActions
from annotator.ui.actions.showing import ShowingActions
from annotator.ui.actions.steps import StepActions
from annotator.ui.actions.tagging import TaggingActions
from annotator.ui.actions.viewing import ViewingActions

if TYPE_CHECKING:
    from annotator.ui.main_window import MainWindow


class Groups:
    """What a window can do, by kind."""

    def __init__(self, window: MainWindow) -> None:
        """Serve a window."""
        self.corpus = CorpusActions(window)
        self.keeping = KeepingActions(window)
        self.steps = StepActions(window)
        self.finding = FindingActions(window)
        self.viewing = ViewingActions(window)
        self.showing = ShowingActions(window)
        self.tagging = TaggingActions(window)
        self.relating = RelatingActions(window)
        self.framing = FramingActions(window)
        self.going = GoingActions(window)
        self.documents = DocumentActions(window)
        self.palette = PaletteActions(window)
        self.helping = HelpingActions(window)

    def handler(self, name: str) -> Callable[[], Any]:
        """Return the method that a row of the table names, as in `going.next_document`.

        A number after the name is handed to the method, as in `tagging.tag_layer 3`.
        """
        method, _, number = name.partition(" ")
        found: Callable[..., Any] = attrgetter(method)(self)
        return partial(found, int(number)) if number else found
