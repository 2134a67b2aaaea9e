"""What happens to a row of the palette: it is done, or shown where it lives."""

from __future__ import annotations

from typing import TYPE_CHECKING

from annotator.operations.tagging import annotate
from annotator.ui.palette.rows import (
    ACTION,
    DOCUMENT,
    ENTITY,
    LAYER,
    PARAGRAPH,
    SETTING,
    STEP,
    TAG,
    Row,
    paragraph_begin,
)

if TYPE_CHECKING:
    from annotator.ui.desk import Desk


def do(window: Desk, row: Row) -> None:
    """Do what a row stands for."""
    if row.kind == ACTION:
        window.menus.run(row.key)
    elif row.kind == SETTING:
        window.act.setting.set(*row.key.split("\t"))
    elif row.kind == DOCUMENT:
        window.open_document(row.key)
    elif row.kind == ENTITY:
        window.act.relating.tag_entity_id(row.key)
    elif row.kind == LAYER:
        window.text_keys.tag(row.key)
    elif row.kind == TAG:
        _give_tag(window, *row.key.split("\t"))
    elif row.kind == STEP:
        _show_step(window, row.key)
    else:
        _go_to(window, row)


def show_place(window: Desk, row: Row) -> None:
    """Show where a row lives: in the menus, or in its panel."""
    if row.kind == ACTION:
        window.menus.show_place(row.key)
    elif row.kind == SETTING:
        window.menus.show_place("app.preferences")
    elif row.kind == DOCUMENT:
        window.columns.reveal("documents")
        window.columns.documents.show_current(row.key)
        window.columns.documents.list.setFocus()
    elif row.kind == ENTITY:
        window.columns.reveal("entities")
        window.columns.entities.choose(row.key)
    elif row.kind in (LAYER, TAG):
        window.columns.reveal("scheme")
        window.columns.scheme.setFocus()
    elif row.kind == STEP:
        _show_step(window, row.key)
    else:
        _go_to(window, row)


def _give_tag(window: Desk, layer_id: str, feature_id: str, tag_id: str) -> None:
    """Give a tag to the current annotation if it is of that layer, else tag with it."""
    session = window.sitting
    layer, current = session.scheme.layer(layer_id), session.current_annotation()
    feature = layer.feature(feature_id) if layer else None
    is_list = feature is not None and feature.type == "tags"
    if current is not None and current.layer == layer_id:
        old = current.features.get(feature_id)
        items = list(old) if isinstance(old, (list, tuple)) else []
        value = [*(x for x in items if x != tag_id), tag_id] if is_list else tag_id
        session.work(annotate.set_feature, current.id, feature_id, value)
    else:
        window.text_keys.tag(layer_id, {feature_id: [tag_id] if is_list else tag_id})
    window.surface.setFocus()


def _show_step(window: Desk, number: str) -> None:
    """Show a step in the history; Enter there takes back what came after it."""
    window.act.steps.show_history()
    window.columns.history.choose(number)


def _go_to(window: Desk, row: Row) -> None:
    """Put the caret on an offset, or on the begin of a paragraph."""
    offset = int(row.key)
    if row.kind == PARAGRAPH:
        offset = paragraph_begin(window.surface.text(), offset) or 0
    window.surface.set_caret(offset)
    window.surface.setFocus()
