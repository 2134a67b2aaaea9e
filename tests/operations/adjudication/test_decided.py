"""Rounds and decisions go wherever a document goes: files, corrections, checks."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from annotator.analysis import alignment
from annotator.model.review import DECISION_KINDS, Decision, Reply, Round
from annotator.operations.checking.check import check
from annotator.operations.documents.revisions import correct_text
from annotator.operations.exporting.exporting import export
from annotator.operations.importing.importing import import_files
from annotator.operations.keeping.corpus import new_corpus, open_corpus
from annotator.operations.keeping.safety import make_backup
from annotator.operations.rescue.replay import restore_and_replay
from annotator.operations.rescue.rescue import rescue
from annotator.store.store import Store

SUFFIX = {"jsonl": "jsonl", "tei": "xml"}


def decide(store: Store) -> Decision:
    """Put a round and a decision into a corpus, and return the decision."""
    row = next(store.read().documents())
    one = next(a for a in store.read().annotations(row.id) if a.spans)
    made = Decision(
        id="d1",
        document=row.id,
        annotator="gold",
        kind="border",
        answer="taken",
        layer=one.layer,
        spans=one.spans,
        quote=one.quote,
        versions={"gold": ({"id": one.id},), "silver": ()},
        taken="gold",
        results=(one.id,),
        reason="longest",
        replies={"silver": Reply(state="appealed", text="why?")},
    )
    with store.edit("adjudicate.decide", annotator="gold") as edit:
        edit.put(Round(id="r1", names={"en": "First"}, annotators=("gold",), documents=(row.id,)))
        edit.put(made)
    return made


def test_what_a_decision_can_be_about_is_what_annotators_differ_in() -> None:
    assert set(DECISION_KINDS) == set(alignment.KINDS)


def test_rounds_and_decisions_are_in_files_and_come_back(samples: Store, tmp_path: Path) -> None:
    made = decide(samples)
    for name in ("jsonl", "tei"):
        report = export(samples, tmp_path / f"out.{name}.{SUFFIX[name]}", name)
        assert (report.proof.differences, report.losses.by_kind().get("decisions")) == (0, None)
        other = new_corpus(tmp_path / f"{name}.corpus", scheme=samples.scheme)
        assert not import_files(other, [tmp_path / f"out.{name}.{SUFFIX[name]}"]).refused
        assert other.read().rounds() == samples.read().rounds()
        assert other.read().decisions() == [made]
        assert "silver" in {a.id for a in other.read().annotators()}
        again = import_files(other, [tmp_path / f"out.{name}.{SUFFIX[name]}"])
        assert not again.losses
        assert other.read().decisions() == [made]
        other.close()


def test_ours_stands_where_a_file_decides_otherwise(samples: Store, tmp_path: Path) -> None:
    made = decide(samples)
    export(samples, tmp_path / "out.jsonl", "jsonl")
    with samples.edit("adjudicate.decide", annotator="gold") as edit:
        edit.put(replace(made, reason="shortest"))
    report = import_files(samples, [tmp_path / "out.jsonl"])
    assert [x.item for x in report.losses if x.kind == "kept_ours"] == ["d1"]
    assert samples.read().decisions()[0].reason == "shortest"


def test_a_decision_stays_at_its_place_when_the_text_is_corrected(samples: Store) -> None:
    made = decide(samples)
    text = samples.read().text(made.document)
    correct_text(samples, made.document, "New. " + text, annotator="gold")
    (found,) = samples.read().decisions()
    assert [tuple(s) for s in found.spans] == [(b + 5, e + 5) for b, e in made.spans]
    assert found.quote == made.quote
    samples.undo("gold")
    assert samples.read().decisions() == [made]


def test_what_decisions_and_rounds_name_and_is_gone_is_a_hint(samples: Store) -> None:
    made = decide(samples)
    before = check(samples)
    assert not [p for p in before.hints if p.code in ("decision_results", "round_names")]
    with samples.edit("adjudicate.decide", annotator="gold") as edit:
        edit.put(replace(made, results=("gone",), quote="other"))
        edit.put(Round(id="r1", names={}, annotators=("nobody-there",)))
    after = check(samples)
    found = {p.code for p in after.hints}
    assert {"decision_results", "decision_place", "round_names"} <= found
    assert len(after.errors) == len(before.errors)


def test_rounds_and_decisions_are_rescued(samples: Store, tmp_path: Path) -> None:
    made = decide(samples)
    rounds, path = samples.read().rounds(), samples.path
    samples.close()
    target = tmp_path / "rescued.corpus"
    report = rescue(path, target)
    assert (report.kinds["round"].saved, report.kinds["decision"].saved) == (1, 1)
    with open_corpus(target) as store:
        assert (store.read().rounds(), store.read().decisions()) == (rounds, [made])
        assert check(store).damage == ()


def test_rounds_and_decisions_come_back_from_the_journal(
    samples: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_backup(samples)
    made = decide(samples)
    rounds, path = samples.read().rounds(), samples.path
    samples.close()
    path.write_bytes(path.read_bytes()[:5000])
    _, report = restore_and_replay(path)
    assert report.error is None
    with open_corpus(path) as store:
        assert (store.read().rounds(), store.read().decisions()) == (rounds, [made])


def test_what_is_written_of_them_has_the_published_schema(
    samples: Store, tmp_path: Path, root: Path
) -> None:
    decide(samples)
    export(samples, tmp_path / "out.jsonl", "jsonl")
    schema = json.loads((root / "resources/schemas/annotator-jsonl-1.schema.json").read_bytes())
    validator = Draft202012Validator(schema)
    lines = [json.loads(x) for x in (tmp_path / "out.jsonl").read_bytes().splitlines()]
    assert [e.message for line in lines for e in validator.iter_errors(line)] == []
    decided = next(line for line in lines if "decisions" in line)
    decided["decisions"][0]["answer"] = "perhaps"
    assert list(validator.iter_errors(decided)) != []
    lines[0]["rounds"][0]["overlap"] = 2
    assert list(validator.iter_errors(lines[0])) != []
