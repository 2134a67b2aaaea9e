"""The rows of the palette by kind: actions, documents, entities, layers and tags, steps, places."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import lru_cache
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from annotator.model.language import text_in
from annotator.model.presentation import kinds_named
from annotator.text.names import opening_of
from annotator.text.paragraphs import paragraphs
from annotator.text.quoting import name_form
from annotator.ui.action_table.table import ACTIONS
from annotator.ui.palette.matching import hay_of, told_of
from annotator.ui.settings.preferences import PREFERENCES
from annotator.ui.words.local_form import date_in, moment_in

if TYPE_CHECKING:
    from annotator.model.entity import Entity
    from annotator.store.reading.listing import DocumentRow
    from annotator.ui.desk import Desk

ACTION, DOCUMENT, ENTITY, LAYER, TAG, STEP, OFFSET, PARAGRAPH, SETTING = (
    "action",
    "document",
    "entity",
    "layer",
    "tag",
    "step",
    "offset",
    "paragraph",
    "setting",
)
_STEPS = 200
_SET = {
    "app.preferences": tuple(
        word
        for p in PREFERENCES
        for words in (p.names, p.tips, *(names for _, names in p.choices))
        for word in words
    )
}
"""What can be set, by the action that shows it: who looks for a theme finds the preferences."""


class Row(NamedTuple):
    """One row: what it is, what it says, what stands at the right, why it cannot be done."""

    kind: str
    key: str
    text: str
    aside: str = ""
    cap: str = ""
    reason: str = ""

    @property
    def id(self) -> str:
        """What the row is remembered by."""
        return f"{self.kind}:{self.key}"


class Found(NamedTuple):
    """A row with the words that find it."""

    row: Row
    hay: str


def actions(window: Desk, cap: Callable[[tuple[str, ...]], str]) -> Iterator[Found]:
    """Return everything that can be done, with keys, menu and the reason why not now.

    `cap` writes the first of an action's keys as it stands on keyboards.
    """
    language, menus = window.language, window.menus
    for entry in ACTIONS:
        if not entry.handler or entry.id == "go.palette":
            continue
        name = menus.name_of(entry.id)
        row = Row(
            ACTION,
            entry.id,
            name.removesuffix("…"),
            menus.place_of(entry.id),
            cap(window.keymap.keys(entry.id)),
            menus.reason(entry.id),
        )
        other = entry.names[0] if language == "bg" else entry.names[1]
        names = (name, entry.name(language), other, menus.place_of(entry.id))
        yield Found(row, _hay_of_action(names, (*entry.tips, *_SET.get(entry.id, ()))))


@lru_cache(maxsize=512)
def _hay_of_action(names: tuple[str, ...], told: tuple[str, ...]) -> str:
    """Return what finds an action, which is the same each time but for undo and its like."""
    return hay_of(*names) + told_of(*told)


def settings(window: Desk) -> Iterator[Found]:
    """Return what can be set at once, a row for each value; the one of now says so."""
    language = window.language
    for p in PREFERENCES:
        now = p.now(window.settings)
        for value in p.near(window.settings):
            aside = window.word("setting.now" if value == now else "setting.setting")
            row = Row(SETTING, f"{p.key}\t{value}", p.said(value, language), aside)
            said = (p.said(value, lang) for lang in sorted(("en", "bg"), key=language.__ne__))
            sought = (words for known, words in p.sought if known == value)
            yield Found(row, hay_of(*said, *sought) + told_of(*p.tips))


def document(listed: DocumentRow, language: str) -> Found:
    """Return the row of a document, found by its title or begin and its name."""
    title = name_form(listed.title or opening_of(listed.opening)) or listed.name
    aside = "  ".join(x for x in (date_in(listed.published, language), listed.language) if x)
    return Found(Row(DOCUMENT, listed.id, title, aside), hay_of(title, listed.name))


def entity(known: Entity, window: Desk) -> Found:
    """Return the row of an entity, found by names and aliases in all languages."""
    language, scheme = window.language, window.sitting.scheme
    name = text_in(known.names, language, known.id)
    aside = ", ".join(kinds_named(scheme, known.kinds, language, in_line=True))
    others = (*known.names.values(), *(alias.text for alias in known.aliases))
    row = Row(ENTITY, known.id, name, aside, known.letter or "")
    return Found(row, hay_of(name, *(x for x in others if x != name)))


def layers_and_tags(window: Desk) -> Iterator[Found]:
    """Return the layers of the scheme, each with the tags of its closed features after it."""
    session, language = window.sitting, window.language
    scheme, keys = session.scheme, session.layer_caps()
    for layer in scheme.layers:
        name = session.layer_name(layer.id)
        row = Row(LAYER, layer.id, name, window.word("palette.layer"), keys.get(layer.id, ""))
        yield Found(row, hay_of(name, *layer.names.values()))
        for feature in layer.features:
            if feature.type not in ("tag", "tags"):
                continue
            aside = f"{name}, {text_in(feature.names, language, feature.id, in_line=True)}"
            for tag in scheme.tags_of(feature):
                if not tag.group:
                    said = text_in(tag.names, language, tag.id)
                    key = "\t".join((layer.id, feature.id, tag.id))
                    hay = hay_of(said, tag.id, *tag.names.values(), *layer.names.values())
                    yield Found(Row(TAG, key, said, aside), hay)


def steps(window: Desk) -> Iterator[Found]:
    """Return the newest steps of the history."""
    session, language = window.sitting, window.language
    for step in session.store.history(limit=_STEPS):
        if step.state != "dropped":
            said = session.hiding.step_said(step)
            who = session.annotator_name(step.annotator) if step.annotator else ""
            aside = ", ".join(x for x in (moment_in(step.made, language), who) if x)
            yield Found(Row(STEP, str(step.number), said, aside), hay_of(said, who))


def places(window: Desk, typed: str) -> list[Row]:
    """Return the paragraph and the offset with a number, as far as the document has them."""
    if not typed.isdecimal() or window.session is None or window.sitting.document is None:
        return []
    text, number = window.surface.text(), int(typed)
    found: list[Row] = []
    begin = paragraph_begin(text, number)
    if begin is not None:
        opening = " ".join(text[begin : begin + 80].split())
        found.append(
            Row(PARAGRAPH, typed, window.word("palette.paragraph", number=number), opening)
        )
    if number <= len(text):
        near = " ".join(text[number : number + 80].split())
        found.append(Row(OFFSET, typed, window.word("palette.offset", number=number), near))
    return found


def paragraph_begin(text: str, number: int) -> int | None:
    """Return where the paragraph with a number from 1 begins, None if there is none.

    Empty lines are no paragraphs, as in the status bar.
    """
    begins = (begin for begin, end in paragraphs(text) if text[begin:end].strip())
    return next(islice(begins, number - 1, None), None) if number > 0 else None
