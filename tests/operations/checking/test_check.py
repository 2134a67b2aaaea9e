"""Checking: what is damaged, wrong, incomplete or odd, and how many of each a document has."""

from __future__ import annotations

from contextlib import suppress

import pytest

from annotator.model.errors import Cancelled, StoreError
from annotator.model.problem import Problem
from annotator.model.review import Comment
from annotator.model.scheme import HINT, Scheme
from annotator.model.wording import problem_sentence
from annotator.operations.checking.check import check, facts_of_document, problems_of
from annotator.operations.keeping.corpus import open_corpus
from annotator.operations.tagging.annotate import tag_spans
from annotator.store.store import Store
from tests.operations.field_notes import WHO, only_document, span_of
from tests.operations.steps import no_step
from tests.samples import dump


def test_the_samples_are_as_their_readme_says(samples: Store) -> None:
    report = check(samples)
    assert (report.damage, report.errors) == ((), ())
    found = [samples.read().annotation(p.annotation or "") for p in report.incomplete]
    assert [(a.annotator, a.source_id) for a in found if a] == [("coder_b", "xb3")] * 2
    assert {p.rule for p in report.incomplete} == {"stance_has_holder", "stance_has_target"}
    hinted = samples.read().annotation(report.hints[0].annotation or "")
    assert hinted is not None
    assert (len(report.hints), hinted.source_id) == (1, "xb4")
    assert report.counts["annotation"] == 507


def test_a_check_is_no_step_but_the_list_of_documents_knows(samples: Store) -> None:
    before = dump(samples)
    with no_step(samples):
        check(samples)
    assert dump(samples) == before
    rows = list(samples.read().documents())
    assert [(r.incomplete, r.errors) for r in rows] == [(2, 0)] + [(0, 0)] * 12


def test_a_comment_on_an_entity_that_is_not_there_is_listed(samples: Store) -> None:
    lost = Comment(id="c", document=None, annotator="gold", anchor="entity", target="nobody",
                   texts={"en": "who?"})  # fmt: skip
    with samples.edit("documents.import", annotator="gold") as edit:
        edit.put(lost)
    (found,) = check(samples).errors
    assert (found.code, found.data["other"]) == ("comment_target", "nobody")
    assert "nobody" in problem_sentence(found, samples.scheme, "bg")


def test_a_corpus_open_for_reading_is_checked(samples: Store) -> None:
    samples.close()
    with open_corpus(samples.path, read_only=True) as store:
        assert len(check(store).incomplete) == 2


def test_progress_is_told_and_cancels(samples: Store) -> None:
    seen: list[tuple[str, int, int | None]] = []
    check(samples, lambda *told: seen.append(told))
    assert seen == [("progress.checking", n, 13) for n in range(1, 14)]

    def stop(what: str, done: int, total: int | None) -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        check(samples, stop)


def test_every_problem_has_a_sentence_in_both_languages(notes: Store) -> None:
    key = only_document(notes)
    made = tag_spans(notes, key, "sighting", [span_of("A heron stood")], annotator=WHO)
    bird = tag_spans(notes, key, "bird", [span_of("heron")], annotator=WHO)
    wrong = {"moves": "glide", "tally": 99, "metres": "far", "species": ["x"], "by_ear": 3}
    with notes.edit("annotate.feature", annotator=WHO) as edit:
        edit.put(made._replace(features=wrong, quote="something else"))
        edit.put(bird._replace(features={"species": ["ghost"]}, spans=((2, 4), (3, 6))))  # type: ignore[arg-type]
    found = problems_of(notes, key)
    assert {p.code for p in found} >= {
        "unknown_tag",
        "out_of_bounds",
        "bad_value",
        "unknown_feature",
        "unknown_entity",
        "quote_mismatch",
        "fragments_overlap",
        "rule",
    }
    for problem in found:
        english, bulgarian = (problem_sentence(problem, notes.scheme, x) for x in ("en", "bg"))
        assert english != bulgarian
        assert "problem." not in english + bulgarian
        assert "?" not in english + bulgarian
        assert english.endswith((".", "else", "heron"))


def test_a_changed_row_and_a_vanished_one_are_damage(samples: Store) -> None:
    raw = samples._connection
    raw.execute("UPDATE annotation SET confidence = 'unsure' WHERE id = 7")
    assert {p.code for p in check(samples).damage} == {"damage.checksum"}
    raw.execute("UPDATE annotation SET confidence = 'sure' WHERE id = 7")
    assert check(samples).damage == ()
    raw.execute("DELETE FROM comment WHERE id = 3")
    damage = check(samples).damage
    assert {p.code for p in damage} == {"damage.digest"}
    for language in ("en", "bg"):
        assert "damage." not in problem_sentence(damage[0], samples.scheme, language)


@pytest.mark.parametrize("said", ["7", "[]", '"x"', "1.5", "null"])
@pytest.mark.parametrize(
    ("table", "column"),
    [
        ("annotation", "features"),
        ("annotation", "spans"),
        ("document", "metadata"),
        ("document", "source"),
        ("comment", "body"),
        ("entity", "body"),
        ("relation", "features"),
        ("segment", "keys"),
        ("layer", "body"),
        ("rule", "body"),
    ],
)
def test_a_row_that_can_be_read_and_says_nothing_sensible_is_damage(
    samples: Store, table: str, column: str, said: str
) -> None:
    path = samples.path
    samples._connection.execute(f"UPDATE {table} SET {column} = ? WHERE id = 2", (said,))
    assert "damage.checksum" in {p.code for p in check(samples).damage}
    samples.close()
    # What is read first is refused for writing; whatever is opened can be checked.
    with suppress(StoreError), open_corpus(path) as store:
        assert "damage.checksum" in {p.code for p in check(store).damage}
    with open_corpus(path, read_only=True) as store:
        assert "damage.checksum" in {p.code for p in check(store).damage}


def test_the_facts_of_a_document_are_what_a_check_of_it_needs(samples: Store) -> None:
    key = only_document(samples)
    facts = facts_of_document(samples, key)
    assert len(facts.annotations) == 159
    assert facts.text == samples.read().text(key)
    assert {p.severity for p in problems_of(samples, key)} == {"incomplete", "hint"}


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE setting SET value = replace(value, '-', '.') WHERE key = 'corpus'",
        "UPDATE setting SET key = 'sebl' WHERE key = 'seal'",
        "UPDATE setting SET value = '1' || value WHERE key = 'seal'",
        "UPDATE setting SET value = '0' WHERE key = 'commits'",
        "UPDATE setting SET value = 'x' WHERE key = 'commits'",
        "DELETE FROM setting WHERE key = 'corpus'",
    ],
)
def test_what_the_file_says_of_itself_is_proved(samples: Store, statement: str) -> None:
    assert check(samples).damage == ()
    samples._connection.execute(statement)
    (damage,) = check(samples).damage
    assert damage.code == "damage.setting"
    for language in ("en", "bg"):
        assert "damage." not in problem_sentence(damage, samples.scheme, language)


def test_a_file_from_before_there_was_a_seal_is_sound(samples: Store) -> None:
    samples._connection.execute("DELETE FROM setting WHERE key = 'seal'")
    assert check(samples).damage == ()


def test_an_entity_is_called_by_its_name_where_that_is_known() -> None:
    problem = Problem(
        severity=HINT, code="entity_kind", document="d", data={"entity": "e1", "feature": "f"}
    )
    said = problem_sentence(problem, Scheme(id="s"), "en", {"e1": "The weir"}.__getitem__)
    assert "The weir" in said
    assert "e1" not in said
