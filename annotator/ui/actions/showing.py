"""Whose annotations are on the text, and which are hidden."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any

from annotator.model.annotation import Annotation, items_of
from annotator.model.language import text_in
from annotator.model.presentation import shown_features
from annotator.text.directions import set_in
from annotator.ui.sitting.showing import DIFFERENCES, ONE, ROWS, Showing

if TYPE_CHECKING:
    from annotator.ui.desk import Desk
    from annotator.ui.panels.toggles import Rows

_HIDDEN_NAMED = 3
"""So many hidden layers and values are named, more are counted."""


class ShowingActions:
    """One method for each handler of the table of actions."""

    def __init__(self, window: Desk) -> None:
        """Serve a window."""
        self._window = window
        self._offered = ""

    def _show(self, showing: Showing) -> None:
        window = self._window
        window.settings.set_text(_setting(window), showing.to_text())
        window.sitting.show(showing)

    def restore(self) -> None:
        """Show what was shown of this corpus the last time."""
        window = self._window
        window.sitting.show(Showing.of_text(window.settings.text(_setting(window))))
        window.surface.set_overview_shown(window.settings.flag("overview", True))
        window.surface.set_margin_shown(window.settings.flag("margin", True))
        window.surface.set_names_shown(window.settings.flag("names", True))

    def keep(self) -> None:
        """Begin with what is shown now the next time."""
        window = self._window
        window.settings.set_text(_setting(window), window.sitting.showing.to_text())

    def show_one(self) -> None:
        """The work of one annotator alone."""
        self._show(self._window.sitting.wanted.with_mode(ONE))

    def show_rows(self) -> None:
        """The work of all annotators, each in a row of lanes."""
        self._show_several(ROWS)

    def show_differences(self) -> None:
        """What the annotators differ in, all else dim."""
        self._show_several(DIFFERENCES)

    def show_those(self, annotators: Iterable[str], *, is_agreed: bool) -> None:
        """The work of some annotators, in rows; what they differ in alone unless they agree."""
        session = self._window.sitting
        others = frozenset(a.id for a in session.annotators()) - frozenset(annotators)
        mode = ROWS if is_agreed else DIFFERENCES
        self._show(replace(session.wanted, mode=mode, annotators=others))

    def _show_several(self, mode: str) -> None:
        session, page = self._window.sitting, self._window.sitting.page
        showing = session.wanted.with_mode(mode)
        if session.say_if_reading():
            return
        if page is not None and len(page.readers_as(showing)) < 2:
            self._show(showing.with_mode(ONE))
            self._window.say(session.word("nobody_else"))
        else:
            self._show(showing)

    def offer_others(self) -> None:
        """Say whose work there is on a document where the annotator has none, and offer it."""
        window, session = self._window, self._window.sitting
        if self._offered:
            # Its button is about the document that was open then.
            window.status_line.end(self._offered)
            self._offered = ""
        if session.facts is None or session.is_reading or session.review is not None:
            return
        if len(session.tallies):
            return
        others = session.page.others if session.page is not None else []
        if not others:
            return
        names = ", ".join(session.annotator_name(other) for other in others)
        run = self.show_rows
        if len(others) == 1 and others[0] in session.roles():
            run = partial(window.act.viewing.show_annotator, others[0])
        self._offered = window.word("work_of", names=names)
        window.telling.say(
            self._offered,
            [(window.word("show_work"), run)],
            holds=lambda: session.showing.mode == ONE,
        )

    # hiding

    def _meant(self) -> Annotation | None:
        """Return the current annotation, else the smallest under the caret."""
        session, view = self._window.sitting, self._window.surface
        current = session.current_annotation()
        if current is not None:
            return current
        marks = view.marks_at(view.caret())
        return session.annotation(marks[0].key) if marks else None

    def hide_layer(self) -> None:
        """Hide the layer of the annotation at the caret."""
        annotation = self._meant()
        if annotation is None:
            self._window.say(self._window.word("no_current"))
        else:
            self.toggle("layers", annotation.layer)

    def hide_tag(self) -> None:
        """Hide what has the same first value as the annotation at the caret."""
        session, annotation = self._window.sitting, self._meant()
        layer = session.scheme.layer(annotation.layer) if annotation else None
        for feature in shown_features(layer) if layer else ():
            if annotation is not None and feature.id in annotation.features:
                # Of several values the first: what has it is hidden by any of its values.
                for value in items_of(annotation.features[feature.id]):
                    self.toggle("tags", (feature.id, str(value)))
                    return
        self._window.say(self._window.word("no_current"))

    def toggle(self, kind: str, value: Any) -> None:
        """Hide a layer, tag or annotator (`kind` says which), or show it again."""
        self._show(self._window.sitting.wanted.toggled(kind, value))

    def show_everything(self) -> None:
        """Hide nothing."""
        self._show(self._window.sitting.wanted.with_all())

    def show_as_usual(self) -> None:
        """Hide nothing; where nothing was hidden, show one annotator's work."""
        if self._window.sitting.review is not None:
            return
        showing = self._window.sitting.wanted
        self._show(showing.with_all() if showing.is_filtered else showing.with_mode(ONE))

    def choose_layers(self) -> None:
        """Switch layers on and off in a list."""
        session = self._window.sitting

        def rows() -> list[tuple[Any, str, bool]]:
            hidden = session.wanted.layers
            return [
                (x.id, session.layer_name(x.id), x.id not in hidden) for x in session.scheme.layers
            ]

        self._open("layers", rows)

    def choose_tags(self) -> None:
        """Switch the values of the layers' first features on and off in a list."""
        session = self._window.sitting

        def rows() -> list[tuple[Any, str, bool]]:
            hidden = session.wanted.tags
            return [
                ((f, v), self._tag_name((f, v)), (f, v) not in hidden)
                for layer in session.scheme.layers
                for f, v in self._tags(layer.id)
            ]

        self._open("tags", rows)

    def choose_annotators(self) -> None:
        """Switch annotators on and off in a list."""
        session = self._window.sitting

        def rows() -> list[tuple[Any, str, bool]]:
            hidden = session.wanted.annotators
            people = session.annotators()
            return [(a.id, session.annotator_name(a.id), a.id not in hidden) for a in people]

        self._open("annotators", rows)

    def _open(self, kind: str, rows: Rows) -> None:
        from annotator.ui.panels.toggles import Toggles

        window = self._window
        title, hint = window.word(f"showing.{kind}"), window.word("toggle_filter")
        Toggles(window, title, hint, rows, lambda value: self.toggle(kind, value)).open()

    def _tags(self, layer_id: str) -> list[tuple[str, str]]:
        """Return the values that the scheme gives the first shown feature of a layer."""
        scheme = self._window.sitting.scheme
        layer = scheme.layer(layer_id)
        feature = next(iter(shown_features(layer)), None) if layer else None
        if feature is None:
            return []
        return [(feature.id, tag.id) for tag in scheme.tags_of(feature) if not tag.group]

    def _tag_name(self, tag: tuple[str, str]) -> str:
        session = self._window.sitting
        for layer in session.scheme.layers:
            feature = layer.feature(tag[0])
            if feature is not None:
                value = session.kept_value_said(feature, tag[1])
                name = text_in(layer.names, session.language, layer.id)
                return f"{name}: {value}"
        return tag[1]

    def toggle_overview(self) -> None:
        """Show the strip of the whole document beside the text, or hide it."""
        window = self._window
        shown = not window.settings.flag("overview", True)
        window.settings.set_flag("overview", shown)
        window.surface.set_overview_shown(shown)

    # what the head says of it

    def hint(self) -> str:
        """Return whose rows are shown and what is hidden, in words; empty if all is as usual."""
        session, word = self._window.sitting, self._window.word
        if session.review is not None:
            return session.review.hint()
        showing, page = session.showing, session.page
        said: list[str] = []
        if page is not None and page.letters:
            named = zip(page.letters, page.readers, strict=False)
            names = (f"{x} {set_in(session.annotator_name(who))}" for x, who in named)
            said.append(", ".join(names))
        hidden = [session.layer_name(x) for x in sorted(showing.layers)]
        hidden += [self._tag_name(x) for x in sorted(showing.tags)]
        if showing.mode != ONE:
            hidden += [session.annotator_name(x) for x in sorted(showing.annotators)]
        if len(hidden) > _HIDDEN_NAMED:
            said.append(word("hidden_n", count=len(hidden)))
        elif hidden:
            said.append(word("hidden", names=", ".join(map(set_in, hidden))))
        return " · ".join(said)


def _setting(window: Desk) -> str:
    return window.settings.of_corpus("showing", window.sitting.corpus)
