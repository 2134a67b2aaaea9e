"""What a screen reader is told of documents and annotations, in words."""

from __future__ import annotations

from collections.abc import Iterable

from annotator.model.annotation import Annotation, items_of
from annotator.model.corpus import LANGUAGE, TITLE, Document
from annotator.model.language import text_in
from annotator.model.presentation import label_values
from annotator.model.problem import Problem
from annotator.ui.sitting.session import Session
from annotator.ui.words.languages import language_in

_QUOTE, _TITLE = 80, 90
_MOST = 4
"""So many annotations that begin or end at one place are said one by one."""


def document_said(session: Session, document: Document) -> str:
    """Return what a document is: its title, language, how many annotations, how many unsure."""
    title = document.metadata.get(TITLE)
    opening = " ".join(document.text[:_TITLE].split()) or document.name
    said = [str(title.value) if title else f"{opening}…"]
    language = document.metadata.get(LANGUAGE)
    if language is not None:
        said.append(language_in(str(language.value), session.language))
    if session.is_reading:
        said.append(session.word("annotations_unread"))
        return ", ".join(said) + "."
    count, unsure = len(session.tallies), session.tallies.unsure
    one = count == 1
    said.append(session.word("annotations_one" if one else "annotations_n", count=count))
    if unsure:
        said.append(session.word("unsure_n", count=unsure))
    return ", ".join(said) + "."


def annotation_said(session: Session, annotation: Annotation) -> str:
    """Return an annotation in words: its layer, who or what is meant, its values."""
    said = [session.layer_name(annotation.layer), *_meant(session, annotation)]
    said += label_values(session.scheme, annotation, session.language, in_line=True)
    return ", ".join(said) + "."


def annotations_said(session: Session, annotations: Iterable[Annotation]) -> str:
    """Return several annotations in words, the outer ones first."""
    ordered = sorted(annotations, key=lambda a: (-a.extent.end + a.extent.begin, a.id))
    return " ".join(annotation_said(session, a) for a in ordered)


def passed_said(session: Session, left: Iterable[Annotation], entered: Iterable[Annotation]) -> str:
    """Return what the caret left and what it entered."""
    gone = list(left)
    names = dict.fromkeys(session.layer_name(a.layer) for a in gone)
    said = [session.word("spoken.out_of", layer=name) for name in names][:_MOST]
    come = sorted(entered, key=lambda a: (-a.extent.end + a.extent.begin, a.id))
    said += [annotation_said(session, a) for a in come[:_MOST]]
    if len(come) > _MOST:
        said.append(session.word("spoken.more", count=len(come) - _MOST))
    return " ".join(said)


def selection_said(
    session: Session, text: str, before: tuple[int, int], now: tuple[int, int]
) -> str:
    """Return what a selection of `text` that was `before` has more or less of now."""
    if now[0] >= now[1]:
        return session.word("spoken.none_selected")
    one_end = before[0] == now[0] or before[1] == now[1]
    if not one_end or before[0] >= before[1]:
        return session.word("spoken.selected", text=_heard(session, text, *now))
    longer = now[1] - now[0] > before[1] - before[0]
    outer, inner = (now, before) if longer else (before, now)
    piece = (outer[0], inner[0]) if outer[0] < inner[0] else (inner[1], outer[1])
    code = "spoken.selected" if longer else "spoken.unselected"
    return session.word(code, text=_heard(session, text, *piece))


def _heard(session: Session, text: str, begin: int, end: int) -> str:
    """Return a stretch as it is read aloud: of a long one its begin and its end."""
    if end - begin <= 2 * _QUOTE:
        said = " ".join(text[begin:end].split())
    else:
        parts = (text[begin : begin + _QUOTE], text[end - _QUOTE : end])
        said = " … ".join(" ".join(part.split()) for part in parts)
    return said or session.word("spoken.blank")


def tagged_said(session: Session, annotation: Annotation) -> str:
    """Return what was just tagged, and what is still missing of it."""
    quote = " ".join(annotation.quote.split())[:_QUOTE] or session.word("spoken.document")
    said = [quote, *_meant(session, annotation)]
    said += label_values(session.scheme, annotation, session.language, in_line=True)
    named = f"{session.layer_name(annotation.layer)}: {', '.join(said)}"
    missing = missing_of(session, annotation)
    if not missing:
        return f"{named}."
    return f"{named}. {session.word('spoken.incomplete', features=', '.join(missing))}"


def _meant(session: Session, annotation: Annotation) -> list[str]:
    """Return the names of the entities of an annotation."""
    layer = session.scheme.layer(annotation.layer)
    return [
        session.entity_label(str(item))
        for feature in (layer.features if layer is not None else ())
        if feature.type in ("entity", "entities") and feature.id in annotation.features
        for item in items_of(annotation.features[feature.id])
    ]


def missing_of(session: Session, annotation: Annotation) -> list[str]:
    """Return the names of the required features that are empty."""
    layer = session.scheme.layer(annotation.layer)
    problems = session.problems_of(annotation.id)
    wanted = [p.data.get("feature") for p in problems if is_of_empty(p)]
    return [
        text_in(feature.names, session.language, feature.id, in_line=True)
        for feature in (layer.features if layer is not None else ())
        if feature.id in wanted and feature.id not in annotation.features
    ]


def is_of_empty(problem: Problem) -> bool:
    """Say whether a required feature of an annotation has no value."""
    return problem.code == "required" and problem.relation is None
