"""Exporting: proved, whole or in part, the same bytes each time; nothing half is left behind."""

from __future__ import annotations

import difflib
import json
from contextlib import suppress
from pathlib import Path

import pytest

from annotator.model.errors import AnnotatorError, Cancelled, FormatError
from annotator.operations.adjudication.deciding import take
from annotator.operations.comments.comments import add_comment
from annotator.operations.exporting.exporting import export, preview_losses
from annotator.operations.importing.importing import import_files
from annotator.operations.keeping.corpus import new_corpus, scheme_named
from annotator.operations.tagging.annotate import set_feature, tag_spans
from annotator.store.store import Store
from tests.operations.field_notes import SCHEME, WHO, only_document, span_of
from tests.operations.judged import BOTH_OF_SAMPLES, seed_of, seen
from tests.operations.steps import no_step

FORMATS = ("jsonl", "flat", "tei")
LOSSLESS = (("jsonl", "a.jsonl"), ("tei", "a.xml"))


def _parts(store: Store) -> dict[str, dict[str, list[str]]]:
    documents = [d.id for d in store.read().documents()]
    layers = [x.id for x in store.scheme.layers]
    return {
        "whole": {},
        "annotator": {"annotators": ["gold"]},
        "layers": {"layers": layers[:2]},
        "documents": {"documents": documents[2:5]},
        "all": {"annotators": ["author"], "layers": layers[:3], "documents": documents[5:8]},
    }


@pytest.mark.parametrize("name", FORMATS)
def test_an_export_is_proved_and_makes_no_step(samples: Store, tmp_path: Path, name: str) -> None:
    with no_step(samples):
        report = export(samples, tmp_path / "out" / "a", name)
    assert report.files == (tmp_path / "out" / "a",)
    assert report.proof.differences == 0
    assert report.proof.annotations >= 500
    assert report.seconds > 0
    assert report.proof.seconds > 0
    assert [p.name for p in (tmp_path / "out").iterdir()] == ["a"]


@pytest.mark.parametrize("name", FORMATS)
@pytest.mark.parametrize("part", ["whole", "all"])
def test_the_preview_of_losses_says_what_the_export_loses(
    samples: Store, tmp_path: Path, name: str, part: str
) -> None:
    selection = _parts(samples)[part]
    told = preview_losses(samples, name, **selection)  # type: ignore[arg-type]
    report = export(samples, tmp_path / "a", name, **selection)  # type: ignore[arg-type]
    assert told == report.losses
    assert ("not_selected" in report.losses.by_kind()) == (part != "whole")


@pytest.mark.parametrize("name", FORMATS)
def test_two_exports_are_the_same_bytes(samples: Store, tmp_path: Path, name: str) -> None:
    export(samples, tmp_path / "a", name)
    export(samples, tmp_path / "b", name)
    assert (tmp_path / "a").read_bytes() == (tmp_path / "b").read_bytes()


@pytest.mark.parametrize(("name", "file"), LOSSLESS)
def test_out_in_and_out_again_is_the_same_bytes(
    samples: Store, tmp_path: Path, name: str, file: str
) -> None:
    first, second = tmp_path / file, tmp_path / "again" / file
    export(samples, first, name)
    with new_corpus(tmp_path / "b.corpus", scheme=scheme_named(None)) as other:
        report = import_files(other, [first])
        assert (report.documents, report.annotations, report.relations) == (13, 507, 381)
        assert report.refused == report.mismatches == ()
        export(other, second, name)
        with no_step(other):
            assert import_files(other, [first]).known_documents == 13
    assert first.read_bytes() == second.read_bytes()


@pytest.mark.parametrize(("name", "file"), LOSSLESS)
def test_one_more_annotation_changes_only_its_lines(
    samples: Store, tmp_path: Path, name: str, file: str
) -> None:
    document = list(samples.read().documents())[6]
    begin = samples.read().text(document.id).index("night")
    before, after = tmp_path / f"before-{file}", tmp_path / f"after-{file}"
    export(samples, before, name)
    layer = samples.scheme.layers[0].id
    made = tag_spans(samples, document.id, layer, [(begin, begin + 5)], annotator="author")
    export(samples, after, name)
    lines = [path.read_text(encoding="utf-8").splitlines() for path in (before, after)]
    changed = [
        line
        for line in difflib.unified_diff(*lines, n=0, lineterm="")
        if not line.startswith(("---", "+++", "@@"))
    ]
    added = [line for line in changed if line.startswith("+")]
    assert len(changed) <= 3
    assert all(made.id in line for line in added)
    samples.undo()
    export(samples, after, name)
    assert before.read_bytes() == after.read_bytes()


def test_a_part_holds_only_what_was_asked_for(samples: Store, tmp_path: Path) -> None:
    for part, selection in _parts(samples).items():
        path = tmp_path / f"{part}.jsonl"
        export(samples, path, "jsonl", **selection)  # type: ignore[arg-type]
        _, *rows = map(json.loads, path.read_text(encoding="utf-8").splitlines())
        annotations = [a for row in rows for a in row["annotations"]]
        if "documents" in selection:
            assert [row["id"] for row in rows] == selection["documents"]
        if "annotators" in selection:
            assert {a["annotator"] for a in annotations} <= set(selection["annotators"])
        if "layers" in selection:
            assert {a["layer"] for a in annotations} <= set(selection["layers"])
        assert annotations


@pytest.mark.parametrize(("name", "file"), LOSSLESS)
def test_a_part_is_read_into_another_corpus(
    samples: Store, tmp_path: Path, name: str, file: str
) -> None:
    parts = _parts(samples)
    for part, selection in ((key, parts[key]) for key in ("layers", "all")):
        path = tmp_path / part / file
        report = export(samples, path, name, **selection)  # type: ignore[arg-type]
        with new_corpus(tmp_path / f"{part}.corpus", scheme=scheme_named(None)) as other:
            took = import_files(other, [path])
            assert took.refused == ()
            assert took.annotations == report.proof.annotations
            assert took.relations == report.proof.relations


@pytest.mark.parametrize(("name", "file"), LOSSLESS)
def test_the_part_of_one_annotator_names_nobody_else_and_comes_back_the_same(
    samples: Store, tmp_path: Path, name: str, file: str
) -> None:
    for who in ("gold", "coder_b"):
        add_comment(
            samples,
            document=None,
            anchor="entity",
            target="russia",
            text=who,
            language="en",
            annotator=who,
        )
    bundle = samples.read().bundle(only_document(samples))
    of_others = next(r for r in bundle.relations if r.annotator == "coder_b")
    with samples.edit("annotate.link", annotator="gold") as edit:
        edit.put(of_others._replace(annotator="gold"))
    path, again = tmp_path / file, tmp_path / f"again-{file}"
    export(samples, path, name, annotators=["coder_b"])
    with new_corpus(tmp_path / "other.corpus", scheme=scheme_named(None)) as other:
        assert import_files(other, [path]).refused == ()
        assert [a.id for a in other.read().annotators()] == ["coder_b"]
        export(other, again, name)
    assert again.read_bytes() == path.read_bytes()


@pytest.mark.parametrize(("name", "file"), LOSSLESS)
@pytest.mark.parametrize("people", [["lead"], ["lead", "adjudicated", "gold"], ["adjudicated"]])
def test_a_part_has_the_decisions_that_name_its_people_only(
    samples: Store, tmp_path: Path, name: str, file: str, people: list[str]
) -> None:
    key = seed_of(samples)
    for case in seen(samples, key).differences[:3]:
        take(samples, key, case.id, "gold", annotator="lead", annotators=BOTH_OF_SAMPLES)
    path, again = tmp_path / file, tmp_path / f"again-{file}"
    export(samples, path, name, annotators=people)
    assert b"coder_b" not in path.read_bytes()
    with new_corpus(tmp_path / "other.corpus", scheme=scheme_named(None)) as other:
        assert import_files(other, [path]).refused == ()
        export(other, again, name)
    assert again.read_bytes() == path.read_bytes()


def test_what_there_is_not_cannot_be_selected(samples: Store, tmp_path: Path) -> None:
    for option, code in (
        ("annotators", "no_such_annotator"),
        ("layers", "no_such_layer"),
        ("documents", "no_such_document"),
    ):
        with pytest.raises(AnnotatorError) as refused:
            export(samples, tmp_path / "a", "jsonl", **{option: ["no-such"]})  # type: ignore[arg-type]
        assert refused.value.code == code
        assert "no-such" in str(refused.value)
    assert not (tmp_path / "a").exists()


def test_a_format_that_only_reads_does_not_write(samples: Store, tmp_path: Path) -> None:
    for name, code in (
        ("text", "format_cannot_write"),
        ("annotations", "format_cannot_write"),
        ("no-such", "no_such_format"),
    ):
        with pytest.raises(FormatError) as refused:
            export(samples, tmp_path / "a", name)
        assert refused.value.code == code
        with pytest.raises(FormatError):
            preview_losses(samples, name)


def test_a_folder_is_no_target(samples: Store, tmp_path: Path) -> None:
    with pytest.raises(AnnotatorError) as refused:
        export(samples, tmp_path, "jsonl")
    assert refused.value.code == "target_exists_folder"


@pytest.mark.parametrize("name", FORMATS)
@pytest.mark.parametrize("what", ["progress.proving", "progress.exporting"])
def test_a_cancelled_export_leaves_the_older_file(
    samples: Store, tmp_path: Path, name: str, what: str
) -> None:
    target = tmp_path / "out" / "a"
    target.parent.mkdir()
    target.write_text("older", encoding="utf-8")
    told: list[str] = []

    def watch(said: str, done: int, total: int | None) -> None:
        told.append(said)
        if said == what:
            raise Cancelled

    if what == "progress.proving":
        with pytest.raises(Cancelled):
            export(samples, target, name, progress=watch)
        assert target.read_text(encoding="utf-8") == "older"
    else:
        with suppress(Cancelled):
            export(samples, target, name, progress=watch)
    assert told
    assert [p.name for p in target.parent.iterdir()] == ["a"]


def test_work_that_comes_while_an_export_is_proved_is_not_in_it(
    notes: Store, tmp_path: Path
) -> None:
    key = only_document(notes)
    tag_spans(notes, key, "sighting", [span_of("A heron")], annotator=WHO)
    made: list[str] = []

    def watch(said: str, done: int, total: int | None) -> None:
        if said == "progress.proving" and not made:
            made.append(tag_spans(notes, key, "bird", [span_of("heron")], annotator=WHO).id)

    report = export(notes, tmp_path / "a.jsonl", "jsonl", progress=watch)
    assert report.proof.annotations == 1
    assert made[0] not in (tmp_path / "a.jsonl").read_text(encoding="utf-8")
    assert notes.counts()["annotation"] == 2


def test_a_corpus_without_documents(tmp_path: Path) -> None:
    with new_corpus(tmp_path / "a.corpus", scheme=SCHEME) as store:
        assert export(store, tmp_path / "a", "jsonl").proof.documents == 0
        for name, code in (("tei", "tei_no_document"), ("flat", "flat_no_annotation")):
            with pytest.raises(AnnotatorError) as refused:
                export(store, tmp_path / name, name)
            assert refused.value.code == code
            assert not (tmp_path / name).exists()


def test_documents_without_work_have_nothing_to_train_on(notes: Store, tmp_path: Path) -> None:
    with pytest.raises(AnnotatorError) as refused:
        export(notes, tmp_path / "a", "flat")
    assert refused.value.code == "flat_no_annotation"
    for name in ("jsonl", "tei"):
        assert export(notes, tmp_path / name, name).proof.documents == 1


def test_values_of_every_type_come_back(notes: Store, tmp_path: Path) -> None:
    key = only_document(notes)
    made = tag_spans(notes, key, "sighting", [span_of("A heron")], annotator=WHO)
    values = {
        "moves": "call",
        "by_ear": True,
        "weather": ["mist", "snow & ice <cold>"],
        "metres": 12.5,
        "noted_on": "2026-04-01/2026-04-03",
        "sound_file": "https://example.org/a?b=1&c=2",
        "remark": "said \"so\" — <b>'&amp;'</b>\n  two  lines ",
        "tally": 3,
    }
    for feature, value in values.items():
        set_feature(notes, made.id, feature, value, annotator=WHO)  # type: ignore[arg-type]
    for name, file in LOSSLESS:
        export(notes, tmp_path / file, name)
        with new_corpus(tmp_path / f"{name}.corpus", scheme=SCHEME) as other:
            assert import_files(other, [tmp_path / file]).refused == ()
            kept = other.read().annotation(made.id)
            assert kept is not None
            assert kept.features == values
