"""The kinds of actions of one window, by the names that the table gives them.

A kind is made, and its module imported, when the first of its actions is done: the window opens
without what nobody has asked for yet.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from operator import attrgetter
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from annotator.ui.actions.answering import AnsweringActions
    from annotator.ui.actions.copying import CopyingActions
    from annotator.ui.actions.corpus import CorpusActions
    from annotator.ui.actions.deciding import DecidingActions
    from annotator.ui.actions.differing import DifferingActions
    from annotator.ui.actions.documents import DocumentActions
    from annotator.ui.actions.finding import FindingActions
    from annotator.ui.actions.framing import FramingActions
    from annotator.ui.actions.going import GoingActions
    from annotator.ui.actions.handing import HandingActions
    from annotator.ui.actions.helping import HelpingActions
    from annotator.ui.actions.keeping import KeepingActions
    from annotator.ui.actions.listed_menus import ListedMenus
    from annotator.ui.actions.listing import ListingActions
    from annotator.ui.actions.measuring import MeasuringActions
    from annotator.ui.actions.palette import PaletteActions
    from annotator.ui.actions.relating import RelatingActions
    from annotator.ui.actions.review_choice import ReviewChoiceActions
    from annotator.ui.actions.review_editing import ReviewEditingActions
    from annotator.ui.actions.review_talk import ReviewTalkActions
    from annotator.ui.actions.reviewing import ReviewingActions
    from annotator.ui.actions.setting import SettingActions
    from annotator.ui.actions.sharing import SharingActions
    from annotator.ui.actions.showing import ShowingActions
    from annotator.ui.actions.steps import StepActions
    from annotator.ui.actions.tagging import TaggingActions
    from annotator.ui.actions.talking import TalkingActions
    from annotator.ui.actions.viewing import ViewingActions
    from annotator.ui.desk import Desk


class Groups:
    """What a window can do, by kind."""

    def __init__(self, window: Desk) -> None:
        """Serve a window."""
        self._window = window

    def handler(self, name: str) -> Callable[..., Any]:
        """Return what does what a row of the table names, as in `going.next_document`.

        A number after the name is handed to the method, as in `tagging.tag_layer 3`; so is what
        a signal says. AttributeError, when it is called, if there is no such method.
        """
        method, _, number = name.partition(" ")
        given = (int(number),) if number else ()
        return lambda *said: attrgetter(method)(self)(*given, *said)

    def is_made(self, kind: str) -> bool:
        """Say whether anything of a kind has been done yet."""
        return kind in vars(self)

    def make(self, kind: str) -> None:
        """Make a kind before the first of its actions is done, which would wait for it."""
        getattr(self, kind)

    @cached_property
    def corpus(self) -> CorpusActions:
        """What is done with whole corpora."""
        from annotator.ui.actions.corpus import CorpusActions

        return CorpusActions(self._window)

    @cached_property
    def keeping(self) -> KeepingActions:
        """What keeps a corpus safe."""
        from annotator.ui.actions.keeping import KeepingActions

        return KeepingActions(self._window)

    @cached_property
    def copying(self) -> CopyingActions:
        """Working on a copy of a corpus."""
        from annotator.ui.actions.copying import CopyingActions

        return CopyingActions(self._window)

    @cached_property
    def steps(self) -> StepActions:
        """Undo, redo, history."""
        from annotator.ui.actions.steps import StepActions

        return StepActions(self._window)

    @cached_property
    def finding(self) -> FindingActions:
        """What is done to find things."""
        from annotator.ui.actions.finding import FindingActions

        return FindingActions(self._window)

    @cached_property
    def viewing(self) -> ViewingActions:
        """How the window looks."""
        from annotator.ui.actions.viewing import ViewingActions

        return ViewingActions(self._window)

    @cached_property
    def listed_menus(self) -> ListedMenus:
        """The menus of layers and entities."""
        from annotator.ui.actions.listed_menus import ListedMenus

        return ListedMenus(self._window)

    @cached_property
    def setting(self) -> SettingActions:
        """Taking what is set."""
        from annotator.ui.actions.setting import SettingActions

        return SettingActions(self._window)

    @cached_property
    def showing(self) -> ShowingActions:
        """What of the annotations is on the text."""
        from annotator.ui.actions.showing import ShowingActions

        return ShowingActions(self._window)

    @cached_property
    def differing(self) -> DifferingActions:
        """Going through the places where annotators differ."""
        from annotator.ui.actions.differing import DifferingActions

        return DifferingActions(self._window)

    @cached_property
    def handing(self) -> HandingActions:
        """Seeing who has which work."""
        from annotator.ui.actions.handing import HandingActions

        return HandingActions(self._window)

    @cached_property
    def sharing(self) -> SharingActions:
        """Packages: made, opened, sent back, merged."""
        from annotator.ui.actions.sharing import SharingActions

        return SharingActions(self._window)

    @cached_property
    def measuring(self) -> MeasuringActions:
        """Measuring agreement, and going to the places behind figures."""
        from annotator.ui.actions.measuring import MeasuringActions

        return MeasuringActions(self._window)

    @cached_property
    def deciding(self) -> DecidingActions:
        """Deciding between annotators, and why."""
        from annotator.ui.actions.deciding import DecidingActions

        return DecidingActions(self._window)

    @cached_property
    def reviewing(self) -> ReviewingActions:
        """Going through what is to be decided between annotators, place by place."""
        from annotator.ui.actions.reviewing import ReviewingActions

        return ReviewingActions(self._window)

    @cached_property
    def answering(self) -> AnsweringActions:
        """Answering the corrections of one's own work."""
        from annotator.ui.actions.answering import AnsweringActions

        return AnsweringActions(self._window)

    @cached_property
    def listing(self) -> ListingActions:
        """The list of the places under review."""
        from annotator.ui.actions.listing import ListingActions

        return ListingActions(self._window)

    @cached_property
    def review_choice(self) -> ReviewChoiceActions:
        """What is decided for many places at once, and which are gone through."""
        from annotator.ui.actions.review_choice import ReviewChoiceActions

        return ReviewChoiceActions(self._window)

    @cached_property
    def review_editing(self) -> ReviewEditingActions:
        """Deciding for a version of one's own."""
        from annotator.ui.actions.review_editing import ReviewEditingActions

        return ReviewEditingActions(self._window)

    @cached_property
    def review_talk(self) -> ReviewTalkActions:
        """What is asked, and what was decided."""
        from annotator.ui.actions.review_talk import ReviewTalkActions

        return ReviewTalkActions(self._window)

    @cached_property
    def tagging(self) -> TaggingActions:
        """What is done to annotations."""
        from annotator.ui.actions.tagging import TaggingActions

        return TaggingActions(self._window)

    @cached_property
    def talking(self) -> TalkingActions:
        """Comments."""
        from annotator.ui.actions.talking import TalkingActions

        return TalkingActions(self._window)

    @cached_property
    def relating(self) -> RelatingActions:
        """What is done with relations and entities."""
        from annotator.ui.actions.relating import RelatingActions

        return RelatingActions(self._window)

    @cached_property
    def framing(self) -> FramingActions:
        """What is done in an open frame."""
        from annotator.ui.actions.framing import FramingActions

        return FramingActions(self._window)

    @cached_property
    def going(self) -> GoingActions:
        """Where one can go."""
        from annotator.ui.actions.going import GoingActions

        return GoingActions(self._window)

    @cached_property
    def documents(self) -> DocumentActions:
        """What is done with documents."""
        from annotator.ui.actions.documents import DocumentActions

        return DocumentActions(self._window)

    @cached_property
    def palette(self) -> PaletteActions:
        """What opens the palette."""
        from annotator.ui.actions.palette import PaletteActions

        return PaletteActions(self._window)

    @cached_property
    def helping(self) -> HelpingActions:
        """What helps."""
        from annotator.ui.actions.helping import HelpingActions

        return HelpingActions(self._window)
