"""No byte of an export under pseudonyms has a name or an id of a person in it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from annotator.formats.format import ReadOptions
from annotator.formats.registry import format_named
from annotator.model.annotation import Annotation
from annotator.model.bundle import Header
from annotator.model.progress import no_progress
from annotator.model.review import MACHINE, Annotator, Decision, Reply, Round
from annotator.operations.comments.comments import add_comment
from annotator.operations.exporting.exporting import export
from annotator.operations.exporting.pseudonyms import pseudonyms_of
from annotator.operations.importing.importing import import_files
from annotator.operations.keeping.corpus import new_corpus, put_annotator, scheme_named
from annotator.store.store import Store


def persons(store: Store) -> list[Annotator]:
    """Return the persons of a corpus."""
    return [a for a in store.read().annotators() if a.kind == "person"]


@pytest.fixture
def named(samples: Store) -> Store:
    """The samples with people of conspicuous names, who are named where one does not expect it."""
    put_annotator(
        samples, Annotator(id="zdravka_petrova", names={"en": "Zdravka P.", "bg": "Здравка П."})
    )
    put_annotator(samples, Annotator(id="robot-7", kind=MACHINE, names={"en": "Robot"}))
    row = next(samples.read().documents())
    add_comment(
        samples,
        document=row.id,
        anchor="document",
        text="Ask Zdravka P.!",
        language="en",
        annotator="zdravka_petrova",
    )
    document = samples.read().document(row.id)
    one = samples.read().annotations(row.id)[0]
    with samples.edit("annotate.tag", annotator="zdravka_petrova") as edit:
        edit.put(replace(document, file="work of ZDRAVKA_PETROVA.json"))
        detail = {"copied_from": "zdravka_petrova"}
        edit.put(
            Annotation(
                "copy", row.id, one.layer, "zdravka_petrova", one.spans, one.quote,
                origin="copy", origin_detail=detail,
            )
        )  # fmt: skip
        edit.put(Round(id="r", names={"en": "Zdravka P."}, annotators=("zdravka_petrova",)))
        edit.put(
            Decision(
                id="d", document=row.id, annotator="zdravka_petrova", kind="border",
                answer="taken", taken="zdravka_petrova", reason="As Zdravka P. says",
                versions={"zdravka_petrova": ({"annotator": "zdravka_petrova",
                          "origin_detail": {"copied_from": "zdravka_petrova"}},)},
                replies={"zdravka_petrova": Reply(state="accepted", text="Zdravka P.")},
            )
        )  # fmt: skip
    return samples


def _annotators_in(path: Path, name: str) -> set[str]:
    """Return whom a file names as annotators, as its own reader understands it."""
    found: set[str] = set()
    for part in format_named(name).read(path, no_progress, ReadOptions()):
        if isinstance(part, Header):
            found.update(a.id for a in part.annotators)
        else:
            found.update(n.annotator for n in (*part.annotations, *part.relations, *part.comments))
            for decision in part.decisions:
                found.update((decision.annotator, *decision.versions, *decision.replies))
    return found


@pytest.mark.parametrize("name", ["jsonl", "tei", "flat"])
def test_nobody_is_named_in_any_byte(named: Store, tmp_path: Path, name: str) -> None:
    target = tmp_path / "out"
    report = export(named, target, name, with_history=name == "jsonl", with_pseudonyms=True)
    assert report.proof.differences == 0
    data = target.read_bytes().lower()
    for word in ("zdravka", "Здравка П.", "здравка п."):
        assert word.encode() not in data, word
    assert not {a.id for a in persons(named)} & _annotators_in(target, name)
    plain = tmp_path / "plain"
    export(named, plain, name, with_history=name == "jsonl")
    assert b"zdravka_petrova" in plain.read_bytes()


def test_the_work_is_the_same_under_other_names(named: Store, tmp_path: Path) -> None:
    export(named, tmp_path / "out.jsonl", "jsonl", with_pseudonyms=True)
    with new_corpus(tmp_path / "b.corpus", scheme=scheme_named(None)) as other:
        assert not import_files(other, [tmp_path / "out.jsonl"]).refused
        names = pseudonyms_of(named.read(), named.corpus_id)
        ours = named.read().counts_by_annotator()
        assert other.read().counts_by_annotator() == {names.id_of(k): n for k, n in ours.items()}
        assert "robot-7" in {a.id for a in other.read().annotators()}


def test_pseudonyms_stay_and_differ(named: Store, tmp_path: Path) -> None:
    before = dict(pseudonyms_of(named.read(), named.corpus_id).of)
    for number in range(30):
        put_annotator(named, Annotator(id=f"later-{number}"))
    after = pseudonyms_of(named.read(), named.corpus_id).of
    assert before.items() <= after.items()
    assert len(set(after.values())) == len(after)
    assert after != pseudonyms_of(named.read(), "another salt").of
    export(named, tmp_path / "1", "jsonl", with_pseudonyms=True)
    export(named, tmp_path / "2", "jsonl", with_pseudonyms=True)
    assert (tmp_path / "1").read_bytes() == (tmp_path / "2").read_bytes()
    assert named.corpus_id.encode() not in (tmp_path / "1").read_bytes()
