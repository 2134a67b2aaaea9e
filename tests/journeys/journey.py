"""Somebody who makes an annotated article anew in a real window, with keys only."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from annotator.model.annotation import Annotation
from annotator.model.language import text_in
from annotator.operations.tagging.filling import values_by_names
from annotator.operations.tagging.kinds_said import entity_feature, is_of_kind
from annotator.operations.tagging.naming import entities_offered
from annotator.ui.keys.modes import BORDERS, FRAME, TEXT
from annotator.ui.main_window import MainWindow
from tests.journeys.answering import Answering
from tests.journeys.asked import plain
from tests.journeys.detailing import Detailing
from tests.journeys.filling import Filling
from tests.journeys.framing import Framing
from tests.journeys.giving_up import ensure, need, reason
from tests.journeys.goal import Goal, Wanted
from tests.journeys.relating import Relating
from tests.journeys.remarking import Remarking
from tests.journeys.typist import CTRL, SELECT, TRAVEL, Typist

FEW_FOR_ENTITY, FEW_FOR_FRAME, MORE_FOR_END = 3, 8, 1
_MOST_ESCAPES, _MORE_PRESSES = 8, 40


class Made(NamedTuple):
    """One annotation that was made, with its presses; `most` is what it may have cost to decide."""

    key: str
    layer: str
    quote: str
    presses: dict[str, int]
    keys: list[str]
    most: int | None
    is_frame: bool


class Journey:
    """Makes a goal in a window."""

    def __init__(self, window: MainWindow, goal: Goal) -> None:
        """Begin with nothing tagged."""
        self.window, self.goal = window, goal
        self.typist = Typist(window)
        self.ids: dict[str, str] = {}
        self.made: dict[str, Made] = {}
        self.given_up: list[str] = []
        self.framing, self.relating, self.answering = Framing(self), Relating(self), Answering(self)
        self.filling, self.remarking = Filling(self), Remarking(self)
        self.detailing = Detailing(self)

    @property
    def session(self) -> Any:
        """What the window works on."""
        return self.window.sitting

    def run(self) -> list[Made]:
        """Make everything, in the order of the text; frames when all their ends are there."""
        hubs = self.session.maker.hubs
        wanted = sorted(self.goal.annotations.values(), key=self._begin)
        text = self.window.surface.text()
        self.framing.tell_twice()
        waiting: list[Wanted] = []
        paragraph = -1
        for one in wanted:
            here = text.count("\n", 0, self._begin(one)[0])
            if here != paragraph:
                waiting = self._make_frames(waiting)
                paragraph = here
            if one.layer in hubs and one.spans:
                waiting.append(one)
            else:
                self._try(one, self._make)
        while waiting:
            rest = self._make_frames(waiting)
            if len(rest) == len(waiting):
                # Each is an end of another, or has one that could not be made.
                self._try(rest.pop(0), self._make)
            waiting = rest
        for one in wanted:
            if one.key in self.ids:
                self._try(one, self.relating.link_rest)
        return [*(self.made[w.key] for w in wanted), *self.remarking.make_rest()]

    def _try(self, one: Wanted, work: Callable[[Wanted], None]) -> None:
        if not self.attempt(f"{one.key} {one.place}", lambda: work(one)):
            self.note(one)

    def attempt(self, what: str, work: Callable[[], None]) -> bool:
        """Do something and say whether it went well; else note why, and go on in the text."""
        try:
            work()
        except Exception as error:  # Whatever one of them is, the others are made and compared.
            said = self.window.status.said.text()
            self.given_up.append(f"given up: {what}: {reason(error)} ({said})")
            self.back_to_text()
            return False
        return True

    def back_to_text(self) -> None:
        """Press Esc until the text has the focus and no mode is on."""
        for _ in range(_MOST_ESCAPES):
            if self.window.surface.hasFocus() and self.window.text_keys.mode == TEXT:
                break
            if QApplication.focusWidget() is None:
                # No key gets anywhere: whoever sits there clicks into the text.
                self.window.surface.setFocus()
            self.typist.key(Qt.Key.Key_Escape)

    def _begin(self, one: Wanted) -> tuple[int, int]:
        """Return where an annotation begins and ends; a label, where what it is about does."""
        if one.spans:
            return one.spans[0]
        return self.goal.segments.get(one.segments[0], (0, 0)) if one.segments else (0, 0)

    def _make_frames(self, waiting: list[Wanted]) -> list[Wanted]:
        """Make the frames whose ends are all there; return the others."""
        rest: list[Wanted] = []
        for one in waiting:
            ends = [x.to for x in self.goal.links_from(one.key) if not x.to_entity]
            if all(end in self.ids for end in ends):
                self._try(one, self._make)
            else:
                rest.append(one)
        return rest

    def _make(self, one: Wanted) -> None:
        self.typist.take_counts()
        if one.spans:
            self._tag(one)
        else:
            self._label(one)
        if one.layer in self.session.maker.hubs and one.spans:
            self.framing.link_ends(one)
            self.answering.answer(one)
        if self.now(one).features != dict(one.features):
            self.filling.set_features(one)
        self.detailing.set_features(one)
        if one.is_unsure:
            self.typist.sign("?")
        self.note(one)
        if not one.spans:
            # What has no place in the text is current only now.
            self.remarking.remark_on(one)

    def note(self, one: Wanted) -> None:
        """Note what was pressed for an annotation since the last one."""
        presses, keys = self.typist.take_counts()
        before = self.made.get(one.key)
        if before is not None:
            presses = {k: presses[k] + before.presses[k] for k in presses}
            keys = [*before.keys, *keys]
        is_frame = one.layer in self.session.maker.hubs
        most = self._most(one)
        self.made[one.key] = Made(one.key, one.layer, one.quote, presses, keys, most, is_frame)

    def _most(self, one: Wanted) -> int | None:
        """Return how many deciding presses an annotation may cost, None where no bound is set.

        A frame has a holder, a cue and a target; a relay with its cue is two more. That an
        annotation is unsure is one more.
        """
        if one.layer in self.session.maker.hubs:
            ends = len(self.goal.links_from(one.key))
            return FEW_FOR_FRAME + MORE_FOR_END * max(0, ends - 3) + one.is_unsure
        layer = self.session.scheme.layer(one.layer)
        has_entities = layer is not None and entity_feature(layer) is not None
        return FEW_FOR_ENTITY + one.is_unsure if has_entities else None

    def now(self, one: Wanted) -> Annotation:
        """Return an annotation that was made, as it is now."""
        made = need(self.ids.get(one.key), f"{one.key} was not made")
        return need(self.session.annotation(made), f"{one.key} is gone")

    # Tagging

    def _tag(self, one: Wanted) -> None:
        """Tag the first fragment, then add the others."""
        typist, keys = self.typist, self.window.text_keys
        begin, end = one.spans[0]
        layer = self.session.scheme.layer(one.layer)
        if keys.mode == FRAME and typist.view.selection() == (begin, begin):
            # Nobody goes anywhere, so the digits would still be those of the last frame.
            typist.key(Qt.Key.Key_Escape, why=TRAVEL)
        typist.go_to(begin)
        letter = self._letter(one)
        entity = keys.tagger.entity_of(letter) if letter else None
        if keys.tagger.span_to_tag(layer, entity) != (begin, end):
            typist.select(begin, end)
        if letter:
            typist.sign(letter)
        else:
            self._press_layer(one.layer)
        made = self._fresh()
        self.ids[one.key] = made.id
        if [tuple(s) for s in made.spans] != [(begin, end)]:
            self._set_borders(made.id, begin, end)
            made = self.now(one)
        ensure([tuple(s) for s in made.spans] == [(begin, end)], "its borders cannot be set")
        self._mean(one, made)
        for fragment in one.spans[1:]:
            typist.go_to(fragment[0])
            typist.select(*fragment)
            typist.key(Qt.Key.Key_Return, CTRL)
        if one.layer in self.session.maker.hubs and keys.mode != FRAME:
            if self.session.current != made.id:
                self.relating.make_current(one)
            # Enter would take the names that are offered.
            if keys.is_fresh(made.id) and keys.tagger.offered:
                typist.key(Qt.Key.Key_L, CTRL)
            else:
                typist.key(Qt.Key.Key_Return)

    def _fresh(self) -> Annotation:
        """Return what was just tagged."""
        made = need(self.session.current_annotation(), "nothing was tagged")
        ensure(made.id not in self.ids.values(), "nothing new was tagged")
        return made

    def _label(self, one: Wanted) -> None:
        """Tag the document, or the segments that the caret or the selection touches."""
        if one.segments:
            begin = self._begin(one)[0]
            self.typist.go_to(begin)
            if len(one.segments) > 1:
                last = self.goal.segments.get(one.segments[-1])
                self.typist.select(begin, need(last, "the data lack a segment of it")[1])
        self._press_layer(one.layer)
        self.ids[one.key] = self._fresh().id

    def _press_layer(self, layer: str) -> None:
        """Press the layer's digit, or choose it in the list of all."""
        digit = next((k for k, x in self.session.layer_keys().items() if x == layer), None)
        if digit is not None:
            self.typist.sign(digit)
            return
        self.typist.sign("0")
        names = self.session.scheme.layer(layer).names
        self.typist.pick(text_in(names, "en", layer), layer)

    def _set_borders(self, key: str, begin: int, end: int) -> None:
        """Move the ends of what was just tagged to where no words begin or end."""
        typist, borders = self.typist, self.window.text_keys.borders
        typist.key(Qt.Key.Key_F2)
        ensure(self.window.text_keys.mode == BORDERS, "its borders cannot be moved")
        for place, wanted in ((1, end), (0, begin)):
            for _ in range(place == 0 and borders.spans()[0][0] != wanted):
                typist.key(Qt.Key.Key_Tab)
            for _ in range(abs(wanted - borders.spans()[0][place]) + _MORE_PRESSES):
                at = borders.spans()[0][place]
                if at == wanted:
                    break
                is_right = (wanted > at) != self.window.surface.is_rtl(at)
                typist.key(Qt.Key.Key_Right if is_right else Qt.Key.Key_Left, why=SELECT)
                is_moved = borders.spans()[0][place] != at
                ensure(is_moved, f"no key moves its borders to {begin}–{end}")
        typist.key(Qt.Key.Key_Return)

    def _letter(self, one: Wanted) -> str:
        """Return the letter that says all of it, nothing where the layer's own key must."""
        layer = self.session.scheme.layer(one.layer)
        feature = entity_feature(layer)
        value = one.features.get(feature.id) if feature is not None else None
        ids = [value] if isinstance(value, str) else list(value or ())
        if feature is None or len(ids) not in (1, 2):
            return ""
        quote = one.quote if len(one.spans) == 1 else one.quote.split(" … ")[0]
        if values_by_names(self.session.store, layer, quote, {}).get(feature.id) == value:
            return ""
        offered = entities_offered(self.session.store, layer, quote) if len(ids) > 1 else ()
        if ids == [e.id for e in offered]:
            # Enter takes both.
            return ""
        entity = self.session.entities.get(ids[0])
        if entity is None or not entity.letter:
            return ""
        layers = (
            x.id
            for x in self.session.scheme.layers
            if (f := entity_feature(x)) is not None and is_of_kind(entity, f)
        )
        return entity.letter if next(layers, "") == one.layer else ""

    def _mean(self, one: Wanted, made: Annotation) -> None:
        """Say which entities are meant: what is offered, or by their letters."""
        layer = self.session.scheme.layer(one.layer)
        feature = entity_feature(layer)
        is_fresh = self.window.text_keys.is_fresh(made.id)
        value = one.features.get(feature.id) if feature is not None else None
        if feature is None or not is_fresh or not value:
            return
        ids = [value] if isinstance(value, str) else list(value)
        have = plain(made.features.get(feature.id)) or []
        if have and (isinstance(have, str) or have != ids[: len(have)]):
            return
        if not have and list(self.window.text_keys.tagger.offered) == ids:
            self.typist.key(Qt.Key.Key_Return)
            return
        for key in ids[len(have) :]:
            entity = self.session.entities.get(key)
            # The letter of one that the layer cannot mean would tag with another layer.
            if entity is None or not entity.letter or not is_of_kind(entity, feature):
                return
            self.typist.sign(entity.letter)

    def wrong(self, one: Wanted) -> list[str]:
        """Return the features that are not yet as they should be."""
        now = dict(self.now(one).features)
        keys = [*one.features, *(k for k in now if k not in one.features)]
        return [k for k in keys if plain(now.get(k)) != one.features.get(k)]
