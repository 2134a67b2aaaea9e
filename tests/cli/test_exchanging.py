"""demo, new, import, export, formats: what they make, say and leave."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from annotator.formats.registry import FORMATS, all_formats
from annotator.model.wording import abilities_said
from annotator.operations.exporting.demo import DemoReport
from annotator.operations.keeping.corpus import builtin_schemes, open_corpus
from tests.cli.conftest import run_here, run_process, tag_something

GERMAN = "Der Rat lehnt die Brücke ab. Die Fähre bleibt."


def _lines(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def test_two_demos_export_the_same_bytes(root: Path, made: DemoReport, tmp_path: Path) -> None:
    out = tmp_path / "out"
    ran = run_process(root, "demo", out, "--no-window", TZ="Asia/Tokyo")
    assert (ran.code, ran.err) == (0, "")
    assert [p.name for p in out.rglob("*.corpus")] == ["demo.corpus"]
    assert list(out.rglob("*.xml"))
    assert len(list(out.rglob("*.jsonl"))) == 2
    for path in out.iterdir():
        assert path.name in ran.out
    assert "0 errors, 2 incomplete, 1 hint." in ran.out
    first = made.corpus.parent
    names = sorted(p.name for p in first.iterdir() if p.suffix in (".xml", ".jsonl"))
    assert len(names) == 3
    for name in names:
        assert (out / name).read_bytes() == (first / name).read_bytes()


def test_a_demo_is_made_anew_and_leaves_other_files_alone(tmp_path: Path) -> None:
    mine = tmp_path / "mine.txt"
    mine.write_text("mine", encoding="utf-8")
    run_here("new", tmp_path / "demo.corpus")
    told = run_here("demo", tmp_path, "--no-window", "--json").data
    keys = ("documents", "annotations", "relations", "entities", "losses", "mismatches", "refused")
    assert set(keys) <= told.keys()
    assert (told["documents"], told["annotations"], told["relations"]) == (13, 507, 381)
    assert (told["errors"], told["incomplete"], told["refused"]) == (0, 2, [])
    assert [Path(e["files"][0]).name for e in told["exports"]] == [
        "demo.jsonl",
        "demo.training.jsonl",
        "demo.xml",
    ]
    assert all(e["proof"]["differences"] == 0 for e in told["exports"])
    assert mine.read_text(encoding="utf-8") == "mine"


def test_a_demo_that_was_worked_in_is_kept_and_told(tmp_path: Path) -> None:
    assert run_here("demo", tmp_path, "--no-window", "--json").data["kept"] is None
    tagged = tag_something(tmp_path / "demo.corpus")
    kept = tmp_path / "demo-2.corpus"
    assert f"it is kept as {kept}.\n" in run_here("demo", tmp_path, "--no-window").out
    assert tagged.id in run_here("show", kept, tagged.document, "--json").out
    assert (
        tagged.id not in run_here("show", tmp_path / "demo.corpus", tagged.document, "--json").out
    )


def test_demo_without_a_display_says_so_and_succeeds(root: Path, tmp_path: Path) -> None:
    ran = run_process(
        root, "demo", tmp_path / "d", DISPLAY="", WAYLAND_DISPLAY="", QT_QPA_PLATFORM=""
    )
    assert ran.code == 0
    assert ran.err.splitlines() == ["There is no display; no window was opened."]


def test_new_takes_the_default_scheme(tmp_path: Path) -> None:
    path = tmp_path / "a.corpus"
    told = run_here("new", path, "--json").data
    assert told["corpus"] == str(path)
    assert told["scheme"]["id"] == builtin_schemes()[1]
    with open_corpus(path, read_only=True) as store:
        assert store.scheme.id == builtin_schemes()[1]


def test_new_names_the_folder_that_it_made(tmp_path: Path) -> None:
    path = tmp_path / "new" / "deep" / "a.corpus"
    assert run_here("new", path).out.splitlines()[0] == f"Folder made: {tmp_path / 'new'}"
    assert "Folder made" not in run_here("new", path.with_name("b.corpus")).out


def test_new_takes_a_scheme_by_id(tmp_path: Path) -> None:
    for number, scheme in enumerate(builtin_schemes()[0]):
        ran = run_here("new", tmp_path / f"{number}.corpus", "--scheme", scheme.id)
        assert ran.code == 0
        assert scheme.names["en"] in ran.out


def test_new_takes_a_scheme_file(root: Path, tmp_path: Path) -> None:
    file = root / "resources" / "schemes" / "schemes.json"
    told = run_here("new", tmp_path / "a.corpus", "--scheme", file, "--json").data
    assert told["scheme"]["id"] == builtin_schemes()[1]


def test_new_names_the_schemes_there_are(tmp_path: Path) -> None:
    path = tmp_path / "a.corpus"
    ran = run_here("new", path, "--scheme", "no-such")
    assert ran.code == 1
    assert "no-such" in ran.err
    assert builtin_schemes()[1] in ran.err
    assert not path.exists()


def test_new_refuses_a_broken_scheme_file(tmp_path: Path) -> None:
    file = tmp_path / "bad.json"
    file.write_text("{", encoding="utf-8")
    ran = run_here("new", tmp_path / "a.corpus", "--scheme", file)
    assert ran.code == 1
    assert str(file) in ran.err
    assert not (tmp_path / "a.corpus").exists()


def test_new_leaves_an_existing_file_alone(corpus: Path) -> None:
    before = corpus.read_bytes()
    ran = run_here("new", corpus)
    assert ran.code == 1
    assert str(corpus) in ran.err
    assert corpus.read_bytes() == before


def test_import_of_a_text_has_the_fixed_keys(corpus: Path, tmp_path: Path) -> None:
    file = tmp_path / "bruecke.txt"
    file.write_text(GERMAN, encoding="utf-8")
    ran = run_here("import", corpus, file, "--language", "de", "--json")
    assert (ran.code, ran.err) == (0, "")
    counts = ("documents", "annotations", "relations", "entities")
    assert [ran.data[key] for key in counts] == [1, 0, 0, 0]
    assert [ran.data[key] for key in ("losses", "mismatches", "refused")] == [[], [], []]
    shown = run_here("show", corpus, "bruecke", "--json").data["document"]
    assert shown["text"] == GERMAN
    assert shown["metadata"]["language"]["value"] == "de"
    assert ran.data["languages"] == {}


def test_import_tells_the_language_of_texts_as_the_window_does(tmp_path: Path) -> None:
    corpus, folder = tmp_path / "a.corpus", tmp_path / "texts"
    folder.mkdir()
    (folder / "ferry.txt").write_text("Фериботът остава в пристанището.", encoding="utf-8")
    (folder / "year.txt").write_text("1974", encoding="utf-8")
    assert run_here("new", corpus).code == 0
    ran = run_here("import", corpus, folder, "--json")
    assert (ran.data["documents"], ran.data["languages"]) == (2, {"bg": 1})
    language = run_here("show", corpus, "ferry", "--json").data["document"]["metadata"]["language"]
    assert (language["value"], language["inferred"]) == ("bg", True)
    year = run_here("show", corpus, "year", "--json").data["document"]
    assert "language" not in year.get("metadata", {})
    another = tmp_path / "b.corpus"
    assert run_here("new", another).code == 0
    assert "Languages, as the texts suggest: bg 1." in run_here("import", another, folder).out
    none = tmp_path / "c.corpus"
    assert run_here("new", none).code == 0
    assert run_here("import", none, folder, "--language", "", "--json").data["languages"] == {}


def test_import_takes_the_files_of_a_folder(tmp_path: Path) -> None:
    corpus, folder = tmp_path / "a.corpus", tmp_path / "texts"
    (folder / "below").mkdir(parents=True)
    (folder / ".git").mkdir()
    for name in ("one.txt", "below/two.txt", ".hidden.txt", ".git/three.txt"):
        (folder / name).write_text(f"The text of {name}.", encoding="utf-8")
    run_here("new", corpus)
    told = run_here("import", corpus, folder, "--json").data
    assert (told["documents"], told["refused"]) == (2, [])


def test_import_names_the_annotator_of_a_file_that_does_not(tmp_path: Path) -> None:
    corpus, file = tmp_path / "a.corpus", tmp_path / "flat.jsonl"
    run_here("new", corpus)
    file.write_text(
        '{"text": "Oslo waits.", "spans": [{"start": 0, "end": 4, "label": "TOWN"}]}\n',
        encoding="utf-8",
    )
    told = run_here("import", corpus, file, "--annotator", "vera", "--json").data
    assert told["annotations"] == 1
    assert run_here("stats", corpus, "--json").data["annotators"] == {"vera": 1}


def test_import_decodes_as_told(tmp_path: Path) -> None:
    corpus, file = tmp_path / "a.corpus", tmp_path / "koi.txt"
    run_here("new", corpus)
    file.write_bytes("Совет против моста.".encode("koi8-r"))
    ran = run_here("import", corpus, file, "--decoding", "koi8-r", "--json")
    assert ran.data["documents"] == 1
    assert run_here("show", corpus, "koi", "--json").data["document"]["text"].startswith("Совет")


def test_import_twice_adds_nothing_and_says_so(corpus: Path, made: DemoReport) -> None:
    file = made.corpus.parent / "demo.jsonl"
    before = run_here("stats", corpus, "--json").data
    ran = run_here("import", corpus, file)
    assert ran.code == 0
    assert "0 documents, 0 annotations, 0 relations, 0 entities, 0 comments imported." in ran.out
    assert "13 texts were in the corpus already; what was new was added." in ran.out
    assert run_here("stats", corpus, "--json").data == before
    assert len(run_here("history", corpus, "--json").data["steps"]) == 2


def test_export_has_the_fixed_keys(corpus: Path, tmp_path: Path) -> None:
    target = tmp_path / "out" / "a.xml"
    ran = run_here("export", corpus, target, "--format", "tei", "--json")
    assert (ran.code, ran.err) == (0, "")
    assert ran.data["files"] == [str(target)]
    proof = ran.data["proof"]
    assert (proof["documents"], proof["annotations"], proof["relations"]) == (13, 507, 381)
    assert proof["differences"] == 0
    assert {loss["kind"] for loss in ran.data["losses"]} == {"keys_and_colours", "rules"}
    assert all(set(loss) >= {"kind", "count"} for loss in ran.data["losses"])
    assert [p.name for p in target.parent.iterdir()] == ["a.xml"]


def test_export_names_the_folder_that_it_made(corpus: Path, tmp_path: Path) -> None:
    words = ("--format", "jsonl")
    target = tmp_path / "new" / "deep" / "a.jsonl"
    said = run_here("export", corpus, target, *words, language="bg").out.splitlines()
    assert said[0] == f"Създадена папка: {tmp_path / 'new'}"
    again = run_here("export", corpus, target.with_name("b.jsonl"), *words)
    assert "Folder made" not in again.out
    told = run_here("export", corpus, target.parent / "x" / "c.jsonl", *words, "--json").data
    assert told["folder_made"] == str(target.parent / "x")
    assert run_here("export", corpus, target, *words, "--json").data["folder_made"] is None


@pytest.mark.parametrize("language", ["en", "bg"])
def test_formats_tell_what_they_carry_in_the_language_of_the_terminal(language: str) -> None:
    out = " ".join(run_here("formats", language=language).out.split())
    for known in all_formats():
        assert abilities_said(known.carries, language) in out
    assert ("застъпвания" in out, "overlaps" in out) == (language == "bg", language == "en")
    data = run_here("formats", "--json", language=language).data["formats"]
    assert "overlap" in data[0]["carries"]


def test_export_says_to_people_what_was_not_carried(corpus: Path, tmp_path: Path) -> None:
    ran = run_here("export", corpus, tmp_path / "a.xml", "--format", "tei")
    assert "read back and compared: 13 documents, 507 annotations" in ran.out
    assert "keys and colours of the scheme" in ran.out


def test_export_leaves_the_corpus_as_it_was(corpus: Path, tmp_path: Path) -> None:
    before = corpus.read_bytes()
    for name in ("jsonl", "flat", "tei"):
        assert run_here("export", corpus, tmp_path / name, "--format", name).code == 0
    assert corpus.read_bytes() == before


def test_export_of_one_annotator(corpus: Path, tmp_path: Path) -> None:
    target = tmp_path / "a.jsonl"
    words = ("--format", "jsonl", "--annotator", "gold", "--json")
    told = run_here("export", corpus, target, *words).data
    assert (told["proof"]["annotations"], told["proof"]["relations"]) == (81, 52)
    header, *rows = _lines(target)
    assert [a["id"] for a in header["annotators"]] == ["gold"]
    assert {a["annotator"] for row in rows for a in row["annotations"]} == {"gold"}
    assert {"kind": "not_selected", "count": 1} in told["losses"]


def test_export_of_one_layer_drops_relations_that_lose_an_end(corpus: Path, tmp_path: Path) -> None:
    target = tmp_path / "a.jsonl"
    layers = run_here("stats", corpus, "--json").data["layers"]
    layer = max(layers, key=layers.__getitem__)
    told = run_here("export", corpus, target, "--format", "jsonl", "--layer", layer, "--json").data
    assert told["proof"]["annotations"] == layers[layer]
    _, *rows = _lines(target)
    assert {a["layer"] for row in rows for a in row["annotations"]} == {layer}
    for row in rows:
        ids = {a["id"] for a in row["annotations"]}
        for relation in row["relations"]:
            assert relation["from"]["annotation"] in ids
            assert relation["to"].get("annotation", next(iter(ids))) in ids


def test_export_of_chosen_documents_by_name_and_id(corpus: Path, tmp_path: Path) -> None:
    shown = run_here("show", corpus, "--json").data["documents"]
    one, two = shown[0], shown[6]
    words = ("--document", one["name"], "--document", two["id"])
    target = tmp_path / "a.jsonl"
    run_here("export", corpus, target, "--format", "jsonl", *words)
    assert {row["id"] for row in _lines(target)[1:]} == {one["id"], two["id"]}


def test_export_filters_work_together(corpus: Path, tmp_path: Path) -> None:
    layers = run_here("stats", corpus, "--json").data["layers"]
    first, second = sorted(layers)[:2]
    words = ("--annotator", "gold", "--annotator", "coder_b", "--layer", first, "--layer", second)
    target = tmp_path / "a.jsonl"
    run_here("export", corpus, target, "--format", "jsonl", *words)
    found = [a for row in _lines(target)[1:] for a in row["annotations"]]
    assert {a["annotator"] for a in found} == {"gold", "coder_b"}
    assert {a["layer"] for a in found} == {first, second}


@pytest.mark.parametrize(
    ("option", "word"), [("--annotator", "nobody"), ("--layer", "NONE"), ("--document", "nothing")]
)
def test_export_of_what_there_is_not(corpus: Path, tmp_path: Path, option: str, word: str) -> None:
    target = tmp_path / "a.jsonl"
    ran = run_here("export", corpus, target, "--format", "jsonl", option, word, "--json")
    assert ran.code == 1
    assert word in ran.data["error"]["sentence"]
    assert ran.data["error"]["sentence"] in ran.err
    assert not target.exists()


def test_export_to_tei_takes_whose_annotations_stand_inline(corpus: Path, tmp_path: Path) -> None:
    for who, others in (("gold", "coder_b"), ("coder_b", "gold")):
        target = tmp_path / f"{who}.xml"
        words = ("--format", "tei", "--inline", who, "--document", "seed-000")
        assert run_here("export", corpus, target, *words).code == 0
        text = target.read_text(encoding="utf-8")
        body = text[text.index("<body ") : text.index("</body>")]
        assert f'resp="#p-{who}"' in body
        assert f'resp="#p-{others}"' not in body
    ran = run_here("export", corpus, tmp_path / "a.xml", "--format", "tei", "--inline", "nobody")
    assert ran.code == 1
    assert "nobody" in ran.err


def test_export_with_history_has_the_steps_of_people(corpus: Path, tmp_path: Path) -> None:
    tag_something(corpus)
    target = tmp_path / "a.jsonl"
    words = ("--format", "jsonl", "--history", "--json")
    assert run_here("export", corpus, target, *words).code == 0
    steps = _lines(target)[0]["history"]
    assert [step["kind"] for step in steps] == ["corpus.annotator", "annotate.tag"]
    assert run_here("export", corpus, target, "--format", "jsonl").code == 0
    assert "history" not in _lines(target)[0]


def test_export_to_a_folder_or_an_unknown_format_is_refused(corpus: Path, tmp_path: Path) -> None:
    folder = tmp_path / "folder"
    folder.mkdir()
    ran = run_here("export", corpus, folder, "--format", "jsonl")
    assert ran.code == 1
    assert str(folder) in ran.err
    for name in ("no-such", "text", "annotations"):
        ran = run_here("export", corpus, tmp_path / "a", "--format", name)
        assert ran.code == 1
        assert name in ran.err
    assert not (tmp_path / "a").exists()


def test_a_failing_export_leaves_the_older_file(corpus: Path, tmp_path: Path) -> None:
    target = tmp_path / "a.jsonl"
    target.write_text("older", encoding="utf-8")
    assert run_here("export", corpus, target, "--format", "jsonl", "--layer", "NONE").code == 1
    assert target.read_text(encoding="utf-8") == "older"


def test_export_to_where_one_may_not_write_is_told(corpus: Path, tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.write_text("a file", encoding="utf-8")
    ran = run_here("export", corpus, file / "below.jsonl", "--format", "jsonl", "--json")
    assert ran.code == 1
    assert str(file / "below.jsonl") in ran.data["error"]["sentence"]


def test_formats_says_what_each_carries() -> None:
    rows = run_here("formats", "--json").data["formats"]
    assert [row["name"] for row in rows] == [row[0] for row in FORMATS]
    for row in rows:
        assert {"name", "title", "suffixes", "reads", "writes", "carries"} <= row.keys()
        assert row["reads"] or row["writes"]
    plain = run_here("formats").out
    assert all(row["name"] in plain for row in rows)
    assert run_here("formats", language="bg").out != plain


def test_what_proves_an_export_tells_what_it_cannot_read(tmp_path: Path) -> None:
    """It ended with an error of Python's for a made-up format, or a file that is gone."""
    ran = run_here("prove", "made-up", tmp_path / "a.jsonl")
    assert (ran.code, ran.out) == (1, "")
    assert ran.err.startswith("There is no format made-up.")
    for name in [row[0] for row in FORMATS if row[0] != "brat"]:
        for path in (tmp_path / "missing.jsonl", tmp_path):
            assert str(path) in run_here("prove", name, path).data["error"]
