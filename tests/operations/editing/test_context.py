"""What operations know before they edit: rule books, facts near an annotation, short quotes."""

from __future__ import annotations

import re
from dataclasses import replace

from annotator.model.scheme import Scheme
from annotator.operations.editing.context import book_of, facts_near, named, now, shortened
from annotator.operations.tagging.annotate import tag_spans
from annotator.operations.tagging.relate import link
from annotator.store.store import Store
from tests.operations.field_notes import SCHEME, WHO, only_document, span_of


def test_the_time_of_an_edit_is_utc_in_whole_seconds() -> None:
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", now())


def test_a_rule_book_is_made_once_for_a_scheme() -> None:
    assert book_of(SCHEME) is book_of(SCHEME)
    grown = replace(SCHEME, version="3")
    assert book_of(grown) is not book_of(SCHEME)
    for number in range(9):
        book_of(Scheme(id=str(number)))
    assert book_of(SCHEME).scheme is SCHEME


def test_facts_near_hold_the_other_ends(notes: Store) -> None:
    key = only_document(notes)
    seen = tag_spans(notes, key, "sighting", [span_of("A heron stood")], annotator=WHO)
    bird = tag_spans(notes, key, "bird", [span_of("heron")], annotator=WHO)
    far = tag_spans(notes, key, "sighting", [span_of("twice")], annotator=WHO)
    shown = link(notes, seen.id, "shows", bird.id, annotator=WHO)
    link(notes, seen.id, "told_by", "nobody", to_entity=True, annotator=WHO)
    facts = facts_near(notes, [bird])
    assert set(facts.annotations) == {seen.id, bird.id}
    assert set(facts.relations) == {shown.id}
    assert far.id not in facts.annotations
    assert len(facts.segments) == 3


def test_names_fall_back_on_the_id() -> None:
    assert named(None, "bird") == {"en": "bird"}
    assert named(SCHEME.layers[0], "x") == SCHEME.layers[0].names


def test_quotes_are_one_short_line() -> None:
    assert shortened(" two \n lines ") == "two lines"
    assert shortened("x" * 60) == "x" * 60
    assert shortened("x" * 61) == "x" * 59 + "…"
