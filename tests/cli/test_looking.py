"""show, stats, check, history, undo, redo: what they say, as sentences and as data."""

from __future__ import annotations

import shutil
import sqlite3
from pathlib import Path

import pytest

from annotator.model.annotation import REFUSED, SUGGESTED
from annotator.model.bundle import Bundle
from annotator.model.corpus import Document
from annotator.model.identity import text_hash
from annotator.model.span import Span
from annotator.operations.exporting.demo import DemoReport
from annotator.operations.keeping.corpus import new_corpus, open_corpus, scheme_named
from tests.cli.conftest import run_here, tag_something

INCOMPLETE = {
    ("coder_b", "xb3", "A stance with a named source has at least one source of level 0."),
    ("coder_b", "xb3", "A stance that is not neutral has a target."),
}
"""What the README of the samples names, and nothing else."""


def _first_document(corpus: Path) -> str:
    return str(run_here("show", corpus, "--json").data["documents"][0]["id"])


def test_show_lists_the_documents(corpus: Path) -> None:
    rows = run_here("show", corpus, "--json").data["documents"]
    keys = {"id", "name", "title", "language", "published", "length", "annotations", "relations"}
    assert len(rows) == 13
    assert all(keys <= row.keys() for row in rows)
    assert sum(row["annotations"] for row in rows) == 507
    lines = run_here("show", corpus).out.splitlines()
    assert len(lines) == 13
    assert all(row["name"] in line for row, line in zip(rows, lines, strict=True))


def test_show_of_a_document_has_all_of_it(corpus: Path) -> None:
    told = run_here("show", corpus, _first_document(corpus), "--json").data
    assert set(told) >= {"document", "segments", "annotations", "relations", "comments"}
    text = told["document"]["text"]
    assert len(told["annotations"]) == 159
    for annotation in told["annotations"]:
        fragments = [text[begin:end] for begin, end in annotation["spans"]]
        assert " … ".join(fragments) == annotation["quote"]
    ids = {a["id"] for a in told["annotations"]}
    assert {r["from_id"] for r in told["relations"]} <= ids


def test_show_finds_a_document_by_name_and_draws_its_relations(corpus: Path) -> None:
    name = run_here("show", corpus, "--json").data["documents"][0]["name"]
    out = run_here("show", corpus, name).out
    assert name in out
    arrows = [line.split("→ ")[1].partition(":")[0] for line in out.splitlines() if "→" in line]
    assert arrows[:4] == ["holder", "first relay", "second relay", "first relay"]
    assert run_here("show", corpus, name, language="bg").out != out


def test_show_tells_ids_that_can_be_typed(corpus: Path) -> None:
    rows = run_here("show", corpus, "--json").data["documents"]
    for row, line in zip(rows, run_here("show", corpus).out.splitlines(), strict=True):
        short = line.split()[0]
        assert len(short) == 8
        assert run_here("show", corpus, short, "--json").data["document"]["id"] == row["id"]
    assert run_here("show", corpus, rows[0]["id"][:7]).code == 1
    told = run_here("show", corpus, rows[0]["id"], "--json").data["annotations"]
    lines = run_here("show", corpus, rows[0]["id"]).out.splitlines()
    named = [line.split()[0] for line in lines[2:] if line[:1].strip()]
    assert named == [a["source_id"] or a["id"][:8] for a in told]


def test_show_names_what_has_no_id_of_a_file_by_the_begin_of_its_own(corpus: Path) -> None:
    made = tag_something(corpus)
    assert f"\n{made.id[:8]}  " in run_here("show", corpus, made.document).out


def test_a_begin_that_two_documents_share_names_none(tmp_path: Path) -> None:
    path = tmp_path / "two.corpus"
    made = new_corpus(path, scheme=scheme_named(None))
    with made as store, store.edit("documents.import", annotator=None) as edit:
        for number in (1, 2):
            text, key = f"Text {number}.", f"same-begin-{number}"
            document = Document(id=key, name=key[::-1], text=text, sha256=text_hash(text))
            edit.put_bundle(Bundle(document=document))
    assert run_here("show", path, "same-begin").code == 1
    assert run_here("show", path, "same-begin-2").code == 0


def test_show_names_who_annotated_and_who_comments(corpus: Path) -> None:
    out = run_here("show", corpus, _first_document(corpus), language="bg").out
    assert "Анотатор Б" in out
    assert "Еталон: “обсъдиха”: " in out
    assert "coder_b" not in out
    assert "Анотатор Б" in run_here("stats", corpus, language="bg").out


def test_show_names_entities_and_says_what_is_only_suggested(corpus: Path) -> None:
    with open_corpus(corpus) as store:
        reader = store.read()
        relations = (r for d in reader.documents() for r in reader.relations(d.id))
        relation = next(r for r in relations if r.to_id == "writer")
        stance = reader.annotation(relation.from_id)
        assert stance is not None
        with store.edit("annotate.tag", annotator=stance.annotator) as edit:
            edit.put(stance._replace(state=SUGGESTED))
        ends = {e.id: e.names for e in store.scheme.built_in_entities}
    for language, said in (("en", "(suggested)"), ("bg", "(предложено)")):
        lines = run_here("show", corpus, stance.document, language=language).out.splitlines()
        assert [line for line in lines if line.endswith(said)]
        assert len([line for line in lines if said in line]) == 1
        assert any(line.endswith(f": {ends[relation.to_id][language]}") for line in lines)
        assert not any(line.endswith(f": {relation.to_id}") for line in lines)


def test_show_of_no_document(corpus: Path) -> None:
    ran = run_here("show", corpus, "nothing", "--json")
    assert ran.code == 1
    assert ran.data["error"] == {
        "code": "no_such_document",
        "sentence": "There is no document nothing.",
    }


def test_stats_counts(corpus: Path) -> None:
    told = run_here("stats", corpus, "--json").data
    counts = told["counts"]
    singular = ("document", "annotation", "relation", "entity", "comment", "annotator", "segment")
    assert [counts[word] for word in singular] == [13, 507, 381, 93, 33, 3, 102]
    assert sum(told["layers"].values()) == 507
    assert told["annotators"] == {"author": 348, "coder_b": 78, "gold": 81}
    out = run_here("stats", corpus).out
    assert "507  annotations" in out
    assert "  1  relation of documents\n" in out
    assert "81  Gold" in out


def test_stats_speak_bulgarian(corpus: Path) -> None:
    out = run_here("stats", corpus, language="bg").out
    assert "13  документа" in out
    assert "507  анотации" in out
    assert "annotation" not in out
    with open_corpus(corpus, read_only=True) as store:
        for layer in store.scheme.layers:
            assert layer.names["bg"] in out


def test_check_finds_what_the_samples_say_and_no_more(corpus: Path) -> None:
    ran = run_here("check", corpus, "--json")
    assert (ran.code, ran.err) == (0, "")
    told = ran.data
    assert told["errors"] == []
    found = {(p["annotator"], p["source_id"], p["sentence"]) for p in told["incomplete"]}
    assert found == INCOMPLETE
    assert len(told["incomplete"]) == len(INCOMPLETE)
    assert [p["source_id"] for p in told["hints"]] == ["xb4"]
    assert told["counts"]["annotation"] == 507


def test_check_leaves_the_corpus_as_it_was(corpus: Path) -> None:
    before = corpus.read_bytes()
    run_here("check", corpus)
    assert corpus.read_bytes() == before


def test_check_says_in_which_document_each_thing_is(corpus: Path) -> None:
    names = {d["id"]: d["name"] for d in run_here("show", corpus, "--json").data["documents"]}
    told = run_here("check", corpus, "--json").data
    lines = run_here("check", corpus).out.splitlines()
    problems = [*told["errors"], *told["incomplete"], *told["hints"]]
    assert len(problems) == 3
    for problem, line in zip(problems, lines, strict=False):
        assert names[problem["document"]] in line
        assert problem["sentence"] in line


def test_check_speaks_bulgarian(corpus: Path) -> None:
    out = run_here("check", corpus, language="bg").out
    assert "0 грешки, 2 незавършени, 1 подсказка." in out
    assert "incomplete" not in out
    assert "hint" not in out


def test_check_of_a_broken_rule_fails(corpus: Path) -> None:
    made = tag_something(corpus)
    with open_corpus(corpus) as store, store.edit("annotate.spans", annotator="vera") as edit:
        edit.put(made._replace(spans=(Span(0, 4),)))
    ran = run_here("check", corpus, "--json")
    assert ran.code == 1
    assert [p["code"] for p in ran.data["errors"]] == ["quote_mismatch"]
    assert ran.data["errors"][0]["annotation"] == made.id


def test_check_of_a_changed_file_fails(corpus: Path) -> None:
    raw = sqlite3.connect(corpus)
    raw.execute("UPDATE annotation SET quote = 'x' WHERE id = 5")
    raw.commit()
    raw.close()
    ran = run_here("check", corpus)
    assert ran.code == 1
    codes = {p["code"] for p in run_here("check", corpus, "--json").data["errors"]}
    assert codes == {"damage.checksum", "quote_mismatch"}
    assert "Row 5 of annotation was changed by something else than this program." in ran.out
    assert "damage." not in ran.out


def test_history_undo_and_redo(corpus: Path) -> None:
    made = tag_something(corpus)
    steps = run_here("history", corpus, "--json").data["steps"]
    keys = {"number", "kind", "annotator", "made", "count", "state", "sentence"}
    assert all(keys <= step.keys() for step in steps)
    assert [step["kind"] for step in steps] == [
        "annotate.tag",
        "corpus.annotator",
        "documents.import",
        "corpus.new",
    ]
    assert steps[0]["sentence"].startswith("Tag ")
    assert steps[0]["sentence"].endswith(f": {made.quote}")

    told = run_here("undo", corpus, "--json").data
    assert told == {"step": steps[0]["number"], "sentence": steps[0]["sentence"], "changes": 1}
    assert run_here("stats", corpus, "--json").data["counts"]["annotation"] == 507
    lines = run_here("history", corpus).out.splitlines()
    assert [line[7] for line in lines] == ["↶", " ", " ", " "]
    assert run_here("history", corpus, "--json").data["steps"][0]["state"] == "undone"

    assert run_here("redo", corpus).out == f"Made again: {steps[0]['sentence']}\n"
    assert run_here("stats", corpus, "--json").data["counts"]["annotation"] == 508
    assert run_here("undo", corpus, language="bg").out.startswith("Върнато: ")


def test_history_marks_what_can_no_longer_be_made_again(corpus: Path) -> None:
    tag_something(corpus)
    run_here("undo", corpus)
    tag_something(corpus)
    marks = [line[7] for line in run_here("history", corpus).out.splitlines()]
    assert marks == [" ", "×", " ", " ", " "]


def test_history_is_cut_where_asked(corpus: Path) -> None:
    assert len(run_here("history", corpus, "--limit", 1, "--json").data["steps"]) == 1


def test_undo_takes_back_the_whole_import_and_redo_brings_it(corpus: Path) -> None:
    assert run_here("undo", corpus).code == 0
    assert run_here("stats", corpus, "--json").data["counts"]["document"] == 0
    ran = run_here("undo", corpus, "--json")
    assert ran.code == 1
    assert ran.data["error"]["sentence"] == "There is nothing to take back."
    assert run_here("redo", corpus).code == 0
    assert run_here("stats", corpus, "--json").data["counts"]["annotation"] == 507
    ran = run_here("redo", corpus)
    assert (ran.code, ran.out, ran.err) == (1, "", "There is nothing to make again.\n")


@pytest.mark.parametrize("command", ["show", "stats", "check", "history", "undo", "redo"])
def test_a_file_that_is_no_corpus(command: str, tmp_path: Path) -> None:
    file = tmp_path / "no.corpus"
    file.write_text("this is no corpus" * 20, encoding="utf-8")
    before = file.read_bytes()
    ran = run_here(command, file, "--json")
    assert ran.code == 1
    assert str(file) in ran.data["error"]["sentence"]
    assert ran.data["error"]["code"] == "not_a_corpus"
    assert file.read_bytes() == before
    assert [p.name for p in tmp_path.iterdir()] == ["no.corpus"]


@pytest.mark.parametrize("command", ["show", "stats", "check", "history", "undo", "redo"])
def test_a_corpus_that_is_not_there(command: str, tmp_path: Path) -> None:
    ran = run_here(command, tmp_path / "no.corpus", language="bg")
    assert ran.code == 1
    assert ran.out == ""
    assert ran.err.startswith("Няма корпус ")
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("command", ["show", "stats", "check", "undo"])
def test_a_folder_is_no_corpus(command: str, tmp_path: Path) -> None:
    ran = run_here(command, tmp_path)
    assert ran.code == 1
    assert "is not a corpus" in ran.err


@pytest.mark.parametrize("command", ["show", "check", "undo"])
def test_a_corpus_of_a_newer_version(made: DemoReport, command: str, tmp_path: Path) -> None:
    path = tmp_path / "newer.corpus"
    shutil.copyfile(made.corpus, path)
    raw = sqlite3.connect(path)
    raw.execute("PRAGMA user_version = 999")
    raw.close()
    before = path.read_bytes()
    ran = run_here(command, path, "--json")
    assert ran.code == 1
    assert ran.data["error"]["code"] == "newer_version"
    assert "999" in ran.err
    assert path.read_bytes() == before


def test_a_corpus_that_is_open_elsewhere_can_be_read(corpus: Path) -> None:
    with open_corpus(corpus):
        assert run_here("stats", corpus).code == 0
        ran = run_here("undo", corpus)
    assert ran.code == 1
    assert ran.err == (
        f"{corpus} is open in another window or program. It can be opened for reading only.\n"
    )


def test_what_was_refused_is_told_apart_and_shown_in_no_list(corpus: Path) -> None:
    before = run_here("stats", corpus, "--json").data
    assert before["refused"] == {"annotation": 0, "relation": 0}
    with open_corpus(corpus) as store:
        key = next(store.read().documents()).id
        relation = store.read().relations(key)[0]
        annotation = next(
            a for a in store.read().annotations(key) if not store.read().relations_of(a.id)
        )
        with store.edit("annotate.feature", annotator="gold", data={}) as edit:
            edit.put(relation._replace(state=REFUSED))
            edit.put(annotation._replace(state=REFUSED))
    told = run_here("stats", corpus, "--json").data
    assert told["refused"] == {"annotation": 1, "relation": 1}
    for name in ("annotation", "relation"):
        assert told["counts"][name] == before["counts"][name] - 1
    assert sum(told["layers"].values()) == sum(told["annotators"].values()) == 506
    assert "refused (1 annotation, 1 relation)" in run_here("stats", corpus).out
    assert "отказани предложения (1 анотация, 1 връзка)" in (
        run_here("stats", corpus, language="bg").out
    )
    rows = run_here("show", corpus, "--json").data["documents"]
    assert sum(row["annotations"] for row in rows) == 506
    called = annotation.source_id or annotation.id[:8]
    lines = run_here("show", corpus, key).out.splitlines()
    assert not any(f"{annotation.spans[0].begin}-" in x and x.startswith(called) for x in lines)
    assert len(run_here("show", corpus, key, "--json").data["annotations"]) == 159
