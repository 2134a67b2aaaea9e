"""What is done in an open frame, and to the borders of an annotation, by keys of their own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from annotator.model.language import text_in
from annotator.operations.tagging import frames
from annotator.ui.keys.borders import BY_TOKEN, CHARACTER, WORD, BordersMode
from annotator.ui.keys.frame import FrameMode
from annotator.ui.keys.modes import BORDERS, FRAME
from annotator.ui.keys.questions import MOST_ANSWERS
from annotator.ui.panels.picker import Picker
from annotator.ui.spoken.frames import spoken_sentence

if TYPE_CHECKING:
    from annotator.ui.desk import Desk

FEW_TYPES = 4
"""So many types of relation are gone through by one key; more are chosen from a list."""
_STEPS = ((-1, CHARACTER), (1, CHARACTER), (-1, WORD), (1, WORD), (-1, BY_TOKEN), (1, BY_TOKEN))


class FramingActions:
    """One method for each handler of the table of actions."""

    def __init__(self, window: Desk) -> None:
        """Serve a window."""
        self._window = window

    def _frame(self) -> FrameMode | None:
        keys = self._window.text_keys
        if keys.mode != FRAME:
            self._window.say(self._window.word("no_frame_open"))
            return None
        return keys.frame

    def _borders(self) -> BordersMode | None:
        keys = self._window.text_keys
        if keys.mode != BORDERS:
            self._window.say(self._window.word("no_borders_open"))
            return None
        return keys.borders

    def as_target(self) -> None:
        """The next letter links off the ladder; again: by the next type of relation there.

        Of many types one is chosen from a list, in which the last one taken is the first choice.
        """
        frame = self._frame()
        kinds = frame.types() if frame is not None else []
        if frame is not None and len(kinds) <= FEW_TYPES:
            frame.next_type()
        elif frame is not None:
            word, language = self._window.word, self._window.sitting.language
            rows = [(kind.id, text_in(kind.names, language, kind.id)) for kind in kinds]
            begin, hint = frame.last_type(), word("pick_filter")
            title = word("choose_relation")
            Picker(self._window, title, hint, rows, frame.take_type, begin=begin).open()

    def unsure_end(self) -> None:
        """The next letter links an end that is not certain."""
        if (frame := self._frame()) is not None:
            frame.next_is_unsure()

    def same_level(self) -> None:
        """The next letter links beside the last end."""
        if (frame := self._frame()) is not None:
            frame.next_goes(frames.BESIDE)

    def another_chain(self) -> None:
        """The next letter begins another chain of reports."""
        if (frame := self._frame()) is not None:
            frame.next_goes(frames.APART)

    def next_end(self) -> None:
        """Go to the next end."""
        if (frame := self._frame()) is not None:
            frame.walk(1)

    def previous_end(self) -> None:
        """Go to the end before."""
        if (frame := self._frame()) is not None:
            frame.walk(-1)

    def unlink(self) -> None:
        """Take the end away that is walked."""
        if (frame := self._frame()) is not None:
            frame.unlink_walked()

    def level_up(self) -> None:
        """Move the end that is walked to the next level: who reports."""
        if (frame := self._frame()) is not None:
            frame.move_walked(1)

    def level_down(self) -> None:
        """Move the end that is walked to the level before: who is reported."""
        if (frame := self._frame()) is not None:
            frame.move_walked(-1)

    def read(self) -> None:
        """Say the frame as a sentence."""
        session = self._window.sitting
        hub = session.current_annotation()
        if hub is not None:
            self._window.say(spoken_sentence(session, hub))

    def ask_how_quoted(self) -> None:
        """Ask first how it is quoted."""
        if (frame := self._frame()) is not None:
            frame.ask_how_quoted()

    def skip(self) -> None:
        """Leave the question and ask the next one."""
        if (frame := self._frame()) is not None:
            frame.answer(0)

    def open_features(self) -> None:
        """Go to the features of the hub: to what is asked if not all of its answers have digits."""
        asked = self._window.text_keys.question()
        is_long = asked is not None and len(asked.answers) > MOST_ANSWERS
        self._window.act.tagging.open_features(asked.feature.id if asked and is_long else "")

    def move_border(self, number: int) -> None:
        """Move the live end: by character, word or token, back or on."""
        if (borders := self._borders()) is not None:
            borders.move(*_STEPS[number])

    def other_border(self) -> None:
        """Make the next end the live one."""
        if (borders := self._borders()) is not None:
            borders.switch(1)

    def border_before(self) -> None:
        """Make the end before the live one."""
        if (borders := self._borders()) is not None:
            borders.switch(-1)

    def keep_borders(self) -> None:
        """Store the borders."""
        if (borders := self._borders()) is not None:
            borders.keep()
