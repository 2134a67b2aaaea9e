"""What the parts of a window may ask of it: the sitting, the look, the words, and the other parts.

The parts know the desk; the window, which makes them, stands above all of them.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property
from typing import TYPE_CHECKING, Any

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QDockWidget, QMainWindow, QStackedWidget

from annotator.model.annotation import Annotation
from annotator.ui.action_table.table import action
from annotator.ui.bars.failure_bar import FailureBar
from annotator.ui.bars.status_bar import Holds, Link, StatusBar
from annotator.ui.keys.keyboard import TextKeys
from annotator.ui.keys.modes import FRAME
from annotator.ui.look.look import Look
from annotator.ui.pace.later import Later
from annotator.ui.pace.slices import Slices
from annotator.ui.settings.keymap import Keymap
from annotator.ui.settings.settings import Settings
from annotator.ui.sitting.session import Session
from annotator.ui.sitting.visited import Visited
from annotator.ui.text.view import TextView
from annotator.ui.words.fixed import word
from annotator.ui.words.told_keys import ToldKeys

if TYPE_CHECKING:
    from annotator.ui.bars.document_head import DocumentHead
    from annotator.ui.bars.find_bar import FindBar
    from annotator.ui.bars.frame_bar import FrameBar
    from annotator.ui.pace.large_pages import LargePages


class Desk(QMainWindow):
    """A window as its parts see it.

    Parts that are made of the desk are typed `Any`, in the order in which they are made: they know
    it, so it cannot know them.
    """

    act: Any
    """The actions: `actions.groups.Groups`."""
    menus: Any
    """`menus.Menus`."""
    standing: Any
    """`standing.Standing`."""
    remedies: Any
    """`remedies.Remedies`."""
    guarding: Any
    """`guarding.Guarding`."""
    telling: Any
    """`telling.Telling`."""
    follower: Any
    """`follower.Follower`."""
    wiring: Any
    """`wiring.Wiring`."""
    backups: Any
    """`regular_backups.RegularBackups`."""
    text_page: Any
    """`text_page.TextPage`, while a corpus is open."""
    search: Any
    """`search.place.SearchPlace`, while a corpus is open."""
    columns: Any
    """`columns.Columns`, while a corpus is open."""
    visited: Visited
    status_line: StatusBar
    """The status bar, for those that write in it."""
    failure: FailureBar
    keymap: Keymap
    stack: QStackedWidget

    def __init__(self, settings: Settings, look: Look) -> None:
        """Begin without a corpus and without parts."""
        super().__init__()
        self.settings, self.look = settings, look
        self.language = settings.language
        self.later = Later(self)
        self.slices = Slices(self)
        self.session: Session | None = None
        self.keys: TextKeys | None = None
        self.view: TextView | None = None

    @cached_property
    def large_pages(self) -> LargePages:
        """What joins small pages of memory, made for the first document that is large."""
        from annotator.ui.pace.large_pages import LargePages

        return LargePages(self)

    @property
    def sitting(self) -> Session:
        """The sitting with the corpus; only for what works on an open one."""
        assert self.session is not None
        return self.session

    @property
    def surface(self) -> TextView:
        """The text surface; only for what works on an open corpus."""
        assert self.view is not None
        return self.view

    @property
    def text_keys(self) -> TextKeys:
        """The keys of the text surface; only for what works on an open corpus."""
        assert self.keys is not None
        return self.keys

    @property
    def status(self) -> StatusBar:
        """The status bar, brought up to date: what follows after the paint is done now."""
        self.later.settle_all()
        return self.status_line

    @property
    def head(self) -> DocumentHead:
        """The head of the open document, with the counts of now."""
        self.later.settle(self.follower.show_counts)
        return self.text_page.head

    @property
    def frame_bar(self) -> FrameBar:
        """The bar of an open frame."""
        return self.text_page.frame_bar

    @property
    def find_bar(self) -> FindBar:
        """The bar that finds in the document."""
        return self.text_page.find_bar

    def word(self, code: str, **data: object) -> str:
        """Return a fixed text in the window's language."""
        return word(code, self.language, keys=ToldKeys(self.keymap, self.language), **data)

    def say(self, text: str, links: Iterable[Link] = (), holds: Holds | None = None) -> None:
        """Say a sentence in the status bar, and to a screen reader; it ends when it is untrue."""
        self.telling.say(text, links, holds)

    def tell(self, text: str) -> None:
        """Say a sentence that waits until it is read."""
        self.telling.ask_to_read(text)

    def current_or_say(self) -> Annotation | None:
        """Return the current annotation; say so if there is none."""
        annotation = self.sitting.current_annotation()
        if annotation is None:
            self.say(self.word("no_current"))
        return annotation

    def refresh_documents(self) -> None:
        """Read the list of documents anew."""
        self.follower.refresh_documents()

    def open_document(self, document_id: str) -> None:
        """Open a document and give the text the focus."""
        if self.session is not None:
            if document_id != self.session.document or self.session.has_given_up:
                self.session.open_document(document_id)
            self.stack.setCurrentWidget(self.search)
            self.columns.leave("documents")
            self.surface.setFocus()

    def back_to_text(self) -> None:
        """Give the focus to the text, the caret at the end of the current annotation.

        A frame from which one came is left by the next Esc: one key leaves one thing.
        """
        if self.text_keys.mode != FRAME:
            self.text_keys.close_modes()
        self.back_from_features()

    def back_from_features(self) -> None:
        """Give the focus to the text; a frame that is open stays so."""
        annotation = self.sitting.current_annotation()
        if self.text_keys.mode != FRAME and annotation is not None and annotation.spans:
            self.surface.set_caret(annotation.spans[-1].end)
        self.surface.setFocus()

    def focus_page(self) -> None:
        """Give the focus to the text, or to what stands in its place."""
        page = self.stack.currentWidget()
        if self.view is not None and self.view.isVisible():
            self.surface.setFocus()
        elif page is not None:
            page.setFocus()

    def dock(self, name: str) -> QDockWidget:
        """Return a dock by its object name."""
        return self.columns.dock(name)

    def run_action(self, action_id: str) -> bool:
        """Do an action of the text, or say why not; say if anybody does it at all."""
        if not action(action_id).handler:
            return False
        self.menus.run(action_id)
        return True

    def action(self, action_id: str) -> QAction:
        """Return the action of the table's row."""
        return self.menus.action(action_id)

    # What the window does with all of its parts, which the desk does not know: a desk is never made
    # by itself, and a window of Qt cannot be an abstract class of Python, so calling these fails.

    def show_welcome(self) -> None:
        """Show what can be done without a corpus."""
        raise NotImplementedError

    def open_session(self, session: Session) -> None:
        """Show a corpus."""
        raise NotImplementedError

    def stop_work(self) -> None:
        """Close what works on the corpus; long work stops and is taken back first."""
        raise NotImplementedError

    def close_session(self) -> None:
        """Close the corpus that is open, if there is one."""
        raise NotImplementedError

    def set_language(self, language: str) -> None:
        """Take another language at once; what is open is opened again in it."""
        raise NotImplementedError

    def set_look(self, look: Look) -> None:
        """Take another look at once."""
        raise NotImplementedError
