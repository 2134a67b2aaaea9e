"""Files that cannot be imported: told with file, line and reason; the corpus stays as it was."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from annotator.operations.exporting.demo import DemoReport
from annotator.operations.keeping.corpus import open_corpus
from tests.cli.conftest import Ran, run_here
from tests.samples import dump

Make = Callable[[Path, DemoReport], Path]
Case = tuple[Make, int | None, str]

_FLAT = {"text": "Oslo waits.", "spans": [{"start": 0, "end": 4, "label": "TOWN"}]}


def _state(corpus: Path) -> tuple[bytes, dict[str, Any], list[Any]]:
    """Return every byte of a corpus, and what it says."""
    with open_corpus(corpus, read_only=True) as store:
        said = dump(store), store.history(limit=100)
    return (corpus.read_bytes(), *said)


def _written(folder: Path, name: str, data: bytes | str) -> Path:
    path = folder / name
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return path


def _lines(*records: object) -> str:
    return "".join((r if isinstance(r, str) else json.dumps(r)) + "\n" for r in records)


def _own(made: DemoReport) -> list[dict[str, Any]]:
    text = (made.corpus.parent / "demo.jsonl").read_text(encoding="utf-8")
    return [json.loads(line) for line in text.splitlines()]


def _tei(made: DemoReport) -> str:
    return (made.corpus.parent / "demo.xml").read_text(encoding="utf-8")


def binary_text(folder: Path, made: DemoReport) -> Path:
    return _written(folder, "a.txt", b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + bytes(range(256)) * 8)


def binary_jsonl(folder: Path, made: DemoReport) -> Path:
    return _written(folder, "a.jsonl", bytes(range(256)) * 8)


def binary_xml(folder: Path, made: DemoReport) -> Path:
    return _written(folder, "a.xml", bytes(range(256)) * 8)


def other_suffix(folder: Path, made: DemoReport) -> Path:
    return _written(folder, "a.docx", b"PK\x03\x04" + bytes(200))


def empty(folder: Path, made: DemoReport) -> Path:
    return _written(folder, "a.txt", b"")


def blank(folder: Path, made: DemoReport) -> Path:
    return _written(folder, "a.txt", b" \n\n\t ")


def blank_after_mark(folder: Path, made: DemoReport) -> Path:
    return _written(folder, "a.txt", b"\xef\xbb\xbf")


def broken_own_line(folder: Path, made: DemoReport) -> Path:
    rows = _own(made)
    return _written(folder, "a.jsonl", _lines(rows[0], rows[1], '{"id": "x", ', *rows[3:]))


def broken_flat_line(folder: Path, made: DemoReport) -> Path:
    other = {**_FLAT, "text": "Oslo stays."}
    return _written(folder, "a.jsonl", _lines(_FLAT, other, '{"text": "Oslo'))


def flat_past_the_end(folder: Path, made: DemoReport) -> Path:
    bad = {"text": "Rome.", "spans": [{"start": 2, "end": 99, "label": "TOWN"}]}
    return _written(folder, "a.jsonl", _lines(_FLAT, bad))


def flat_not_numbers(folder: Path, made: DemoReport) -> Path:
    bad = {"text": "Rome.", "spans": [{"start": "0", "end": 4.0, "label": "TOWN"}]}
    return _written(folder, "a.jsonl", _lines(_FLAT, bad))


def own_past_the_end(folder: Path, made: DemoReport) -> Path:
    rows = _own(made)
    annotation = rows[2]["annotations"][0]
    annotation["spans"] = [[annotation["spans"][0][0], 99999]]
    return _written(folder, "a.jsonl", _lines(*rows))


def own_backwards(folder: Path, made: DemoReport) -> Path:
    rows = _own(made)
    annotation = rows[1]["annotations"][0]
    annotation["spans"] = [list(reversed(annotation["spans"][0]))]
    return _written(folder, "a.jsonl", _lines(*rows))


def own_unknown_layer(folder: Path, made: DemoReport) -> Path:
    rows = _own(made)
    rows[1]["annotations"][0]["layer"] = "NO_SUCH_LAYER"
    return _written(folder, "a.jsonl", _lines(*rows))


def own_other_quote(folder: Path, made: DemoReport) -> Path:
    rows = _own(made)
    rows[1]["annotations"][0]["quote"] = "what nobody wrote"
    return _written(folder, "a.jsonl", _lines(*rows))


def own_changed_text(folder: Path, made: DemoReport) -> Path:
    rows = _own(made)
    rows[3]["text"] = "X" + rows[3]["text"][1:]
    return _written(folder, "a.jsonl", _lines(*rows))


def own_without_header(folder: Path, made: DemoReport) -> Path:
    return _written(folder, "a.jsonl", _lines({"format": "annotator-jsonl/99"}, *_own(made)[1:]))


def own_other_entity(folder: Path, made: DemoReport) -> Path:
    rows = _own(made)
    rows[0]["entities"][0]["represents"] = "nobody"
    rows[0]["entities"][0]["id"] = "somebody-new"
    return _written(folder, "a.jsonl", _lines(*rows))


def own_relation_nowhere(folder: Path, made: DemoReport) -> Path:
    rows = _own(made)
    rows[1]["relations"][0]["from"] = {"annotation": "nobody"}
    return _written(folder, "a.jsonl", _lines(*rows))


def tei_not_well_formed(folder: Path, made: DemoReport) -> Path:
    return _written(folder, "a.xml", _tei(made).replace("</teiHeader>", "</teiHeaderr>", 1))


def tei_cut(folder: Path, made: DemoReport) -> Path:
    whole = _tei(made)
    return _written(folder, "a.xml", whole[: len(whole) * 2 // 3])


def tei_without_text(folder: Path, made: DemoReport) -> Path:
    return _written(
        folder,
        "a.xml",
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><fileDesc><titleStmt><title>t</title>'
        "</titleStmt><publicationStmt><p>p</p></publicationStmt><sourceDesc><p>s</p></sourceDesc>"
        "</fileDesc></teiHeader></TEI>\n",
    )


def tei_with_an_external_entity(folder: Path, made: DemoReport) -> Path:
    _written(folder, "secret.txt", "a secret that must not be read")
    mark, _, rest = _tei(made).partition("?>\n")
    doctype = f'<!DOCTYPE TEI [<!ENTITY x SYSTEM "{(folder / "secret.txt").as_uri()}">]>\n'
    return _written(folder, "a.xml", f"{mark}?>\n{doctype}{rest.replace('<p>', '<p>&x;', 1)}")


def other_xml(folder: Path, made: DemoReport) -> Path:
    return _written(folder, "a.xml", "<html><body>Oslo</body></html>")


def annotations_without_their_text(folder: Path, made: DemoReport) -> Path:
    from annotator.places import seeds

    path = folder / "gold.json"
    shutil.copyfile(seeds() / "seed" / "gold.json", path)
    return path


def missing(folder: Path, made: DemoReport) -> Path:
    return folder / "nothing.txt"


CASES: list[Case] = [
    (binary_text, None, "not a text file"),
    (binary_jsonl, None, "not recognised"),
    (binary_xml, None, "not recognised"),
    (other_suffix, None, "not recognised"),
    (empty, None, "the file is empty"),
    (blank, None, "the file is empty"),
    (blank_after_mark, None, "there is no text in it"),
    (broken_own_line, 3, "this is not JSON"),
    (broken_flat_line, 3, "this is not JSON"),
    (flat_past_the_end, 2, "2–99"),
    (flat_not_numbers, 2, "whole numbers"),
    (own_past_the_end, 3, "–99999"),
    (own_backwards, 2, "is not within the text"),
    (own_unknown_layer, 2, "NO_SUCH_LAYER"),
    (own_other_quote, 2, "what nobody wrote"),
    (own_changed_text, 4, "somebody has changed it"),
    (own_without_header, 1, "annotator-jsonl/99"),
    (own_other_entity, 1, "nobody"),
    (own_relation_nowhere, 2, "nobody"),
    (tei_not_well_formed, -1, "not well-formed"),
    (tei_cut, -1, "ends too early"),
    (tei_without_text, -1, ""),
    (tei_with_an_external_entity, -1, "entity"),
    (other_xml, -1, "no TEI"),
    (annotations_without_their_text, None, "000_76c35f2a0a6f2b8c.txt"),
    (missing, None, "nothing.txt"),
]
"""Who makes the file, the line that is told (-1: some line), part of the sentence."""


def _assert_refused(ran: Ran, bad: Path, line: int | None, said: str) -> None:
    assert ran.code == 1
    refused = ran.data["refused"]
    assert len(refused) == 1
    assert set(refused[0]) >= {"file", "line", "reason"}
    assert Path(refused[0]["file"]) == bad
    reason = refused[0]["reason"]
    assert bad.name in reason
    assert said in reason
    assert ran.err == reason + "\n"
    if line == -1:
        assert refused[0]["line"] is None or f"line {refused[0]['line']}" in reason
    else:
        assert refused[0]["line"] == line
        assert (f", line {line}:" in reason) == (line is not None)


@pytest.mark.parametrize(("make", "line", "said"), CASES, ids=[c[0].__name__ for c in CASES])
def test_a_bad_file_alone(
    made: DemoReport,
    corpus: Path,
    tmp_path: Path,
    make: Make,
    line: int | None,
    said: str,
) -> None:
    bad = make(tmp_path, made)
    before = _state(corpus)
    ran = run_here("import", corpus, bad, "--json")
    _assert_refused(ran, bad, line, said)
    counts = ("documents", "annotations", "relations", "entities", "comments", "known_documents")
    assert [ran.data[key] for key in counts] == [0] * 6
    assert (ran.data["losses"], ran.data["mismatches"]) == ([], [])
    assert _state(corpus) == before


@pytest.mark.parametrize("make", [c[0] for c in CASES], ids=[c[0].__name__ for c in CASES])
def test_a_bad_file_into_an_empty_corpus_in_bulgarian(
    made: DemoReport, tmp_path: Path, make: Make
) -> None:
    corpus = tmp_path / "empty.corpus"
    run_here("new", corpus)
    before = _state(corpus)
    bad = make(tmp_path, made)
    ran = run_here("import", corpus, bad, language="bg")
    assert ran.code == 1
    assert bad.name in ran.err
    assert len(ran.err.splitlines()) == 1
    assert any("а" <= letter <= "я" for letter in ran.err)
    assert "was imported" not in ran.err
    assert "?" not in ran.err
    assert _state(corpus) == before


@pytest.mark.parametrize("make", [broken_own_line, own_past_the_end, tei_not_well_formed])
def test_a_good_file_beside_a_bad_one_comes_in(
    made: DemoReport, tmp_path: Path, make: Make
) -> None:
    corpus = tmp_path / "empty.corpus"
    run_here("new", corpus)
    bad = make(tmp_path, made)
    good = _written(tmp_path, "good.txt", "One good text that comes in.")
    for order in ((bad, good), (good, bad)):
        ran = run_here("import", corpus, *order, "--json")
        assert ran.code == 1
        assert (ran.data["documents"], ran.data["annotations"]) == (1, 0)
        assert [Path(r["file"]) for r in ran.data["refused"]] == [bad]
        assert "Nothing of this file was imported." in ran.err
        with open_corpus(corpus, read_only=True) as store:
            assert [d.name for d in store.read().documents()] == ["good"]
            assert store.counts()["annotation"] == store.counts()["entity"] == 0
            done = [s.kind for s in store.history() if s.state == "done"]
            assert done == ["documents.import"]
        assert run_here("undo", corpus).code == 0


def test_a_record_without_text_is_left_out_alone(corpus: Path, tmp_path: Path) -> None:
    other = {**_FLAT, "text": "Oslo stays."}
    file = _written(tmp_path, "a.jsonl", _lines(_FLAT, {"spans": []}, other))
    ran = run_here("import", corpus, file, "--json")
    assert ran.code == 1
    assert (ran.data["documents"], ran.data["annotations"]) == (2, 2)
    assert [(r["line"], Path(r["file"])) for r in ran.data["refused"]] == [(2, file)]
    assert "it alone was left out" in ran.err


def test_a_secret_is_not_read(made: DemoReport, corpus: Path, tmp_path: Path) -> None:
    bad = tei_with_an_external_entity(tmp_path, made)
    ran = run_here("import", corpus, bad)
    assert "secret" not in ran.out + ran.err.replace(str(tmp_path), "")


def test_a_folder_without_files_is_told(corpus: Path, tmp_path: Path) -> None:
    folder = tmp_path / "folder"
    folder.mkdir()
    before = _state(corpus)
    ran = run_here("import", corpus, folder, "--json")
    assert ran.code == 1
    assert [Path(r["file"]) for r in ran.data["refused"]] == [folder]
    assert ran.err == f"{folder} is a folder without files.\n"
    assert _state(corpus) == before


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="this user may read everything")
def test_a_file_that_may_not_be_read(corpus: Path, tmp_path: Path) -> None:
    bad = _written(tmp_path, "a.txt", "A text.")
    bad.chmod(0)
    before = _state(corpus)
    ran = run_here("import", corpus, bad, "--json")
    bad.chmod(0o600)
    _assert_refused(ran, bad, None, "cannot be read")
    assert _state(corpus) == before


@pytest.mark.parametrize("name", ["no-such-format", "jsonl", "tei", "annotations"])
def test_a_text_under_a_wrong_format(corpus: Path, tmp_path: Path, name: str) -> None:
    bad = _written(tmp_path, "a.txt", "A text.")
    before = _state(corpus)
    ran = run_here("import", corpus, bad, "--format", name, "--json")
    assert ran.code == 1
    assert ran.err
    assert _state(corpus) == before


def test_a_wrong_decoding_is_told(corpus: Path, tmp_path: Path) -> None:
    bad = _written(tmp_path, "a.txt", "A text.")
    before = _state(corpus)
    ran = run_here("import", corpus, bad, "--decoding", "no-such", "--json")
    _assert_refused(ran, bad, None, "no-such")
    assert _state(corpus) == before


def test_damaged_utf8_is_told(corpus: Path, tmp_path: Path) -> None:
    text = "Съветът отхвърли моста и остави ферибота. " * 5
    data = text.encode()
    bad = _written(tmp_path, "a.txt", data[:60] + b"\xff\xfe\xff" + data[60:])
    ran = run_here("import", corpus, bad, "--json")
    assert ran.code == 1
    assert ran.data["refused"][0]["reason"].startswith(str(bad))
