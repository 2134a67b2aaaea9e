"""The guideline of one layer: what it is for, its rules, its features and their values."""

from __future__ import annotations

import html

from PySide6.QtWidgets import QTextBrowser

from annotator.model.language import text_in
from annotator.model.scheme import Feature, Layer, Scheme
from annotator.ui.look.look import Look
from annotator.ui.words.fixed import word


class GuidelinePanel(QTextBrowser):
    """A page to read."""

    def __init__(self, look: Look, language: str) -> None:
        """Build it empty."""
        super().__init__()
        self._language = language
        self._shown: tuple[Scheme, str] | None = None
        self.setOpenLinks(False)
        self.setFrameShape(QTextBrowser.Shape.NoFrame)
        self.setTabChangesFocus(True)
        self.setAccessibleName(word("guidelines", language))
        self.setMinimumWidth(260)
        self.set_look(look)

    def set_look(self, look: Look) -> None:
        """Take other fonts."""
        self.document().setDefaultFont(look.interface_font(13))
        self.document().setDocumentMargin(14)

    def show_layer(self, scheme: Scheme, layer_id: str) -> None:
        """Show the guideline of a layer."""
        if self._shown == (scheme, layer_id):
            return
        layer = scheme.layer(layer_id)
        if layer is not None:
            self._shown = (scheme, layer_id)
            self.setHtml(guideline_html(scheme, layer, self._language))


def guideline_html(scheme: Scheme, layer: Layer, language: str) -> str:
    """Return all that the scheme says to people about a layer."""
    parts = [_head(text_in(layer.names, language, layer.id), 2)]
    parts.append(_paragraph(text_in(layer.definitions, language)))
    own = [g for g in scheme.guidelines if g.layer == layer.id and not g.feature and not g.tag]
    general = [g for g in scheme.guidelines if not (g.layer or g.feature or g.tag)]
    parts += _list([text_in(g.texts, language) for g in own])
    for feature in layer.features:
        parts += _feature(scheme, layer, feature, language)
    if general:
        parts.append(_head(word("guidelines_of_all", language), 3))
        parts += _list([text_in(g.texts, language) for g in general])
    return "".join(parts)


def _feature(scheme: Scheme, layer: Layer, feature: Feature, language: str) -> list[str]:
    parts = [_head(text_in(feature.names, language, feature.id), 3)]
    parts.append(_paragraph(text_in(feature.definitions, language)))
    rules = [g for g in scheme.guidelines if g.feature == feature.id and not g.tag]
    parts += _list([text_in(g.texts, language) for g in rules if g.layer in (None, layer.id)])
    if feature.type in ("tag", "tags"):
        rows: list[str] = []
        for tag in scheme.tags_of(feature):
            name = html.escape(text_in(tag.names, language, tag.id))
            said = html.escape(text_in(tag.definitions, language))
            rows.append(f"<p style='margin: 2px 0 2px 12px'><b>{name}</b> {said}</p>")
        parts += rows
    return parts


def _head(text: str, level: int) -> str:
    return f"<h{level}>{html.escape(text)}</h{level}>"


def _paragraph(text: str) -> str:
    return f"<p>{html.escape(text)}</p>" if text else ""


def _list(texts: list[str]) -> list[str]:
    rows = "".join(f"<li>{html.escape(text)}</li>" for text in texts if text)
    return [f"<ul>{rows}</ul>"] if rows else []
