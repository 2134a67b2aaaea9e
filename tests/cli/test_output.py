"""How commands speak: streams kept apart, languages, a reader that leaves early."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from annotator.cli.output import language, losses_data, watched
from annotator.model.bundle import Loss
from annotator.model.progress import no_progress
from tests.cli.conftest import environment, run_here, run_process

LOCALES = ("ANNOTATOR_LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG")


@pytest.mark.parametrize(
    ("spoken", "expected"),
    [
        ({}, "en"),
        ({"LANG": "bg_BG.UTF-8"}, "bg"),
        ({"LANG": "bg_BG.UTF-8", "LC_ALL": "C.UTF-8"}, "en"),
        ({"LANG": "C", "LC_MESSAGES": "bg_BG"}, "bg"),
        ({"LC_ALL": "bg_BG.UTF-8", "ANNOTATOR_LANGUAGE": "en"}, "en"),
        ({"LC_ALL": "ru_RU.UTF-8", "ANNOTATOR_LANGUAGE": "bg"}, "bg"),
        ({"LANG": "ru_RU.UTF-8"}, "en"),
    ],
)
def test_the_language_of_the_environment(
    monkeypatch: pytest.MonkeyPatch, spoken: dict[str, str], expected: str
) -> None:
    for name in LOCALES:
        monkeypatch.delenv(name, raising=False)
    for name, value in spoken.items():
        monkeypatch.setenv(name, value)
    if not spoken:
        monkeypatch.setattr("locale.getlocale", lambda: (None, None))
    assert language() == expected


def test_a_real_process_keeps_its_streams_apart(root: Path, corpus: Path, tmp_path: Path) -> None:
    bad = tmp_path / "bad.jsonl"
    bad.write_text('{"text": "a", "spans": []}\n{"text": "b", "spans": []}\n{\n', encoding="utf-8")
    ran = run_process(root, "import", corpus, bad, "--json", LC_ALL="bg_BG.UTF-8")
    assert ran.code == 1
    assert ran.data["refused"][0]["line"] == 3
    assert ran.err.endswith("Нищо от този файл не беше внесено.\n")
    assert len(ran.err.splitlines()) == 1


def test_errors_as_json_are_told_to_both(root: Path, tmp_path: Path) -> None:
    ran = run_process(root, "stats", tmp_path / "no.corpus", "--json")
    assert ran.code == 1
    assert ran.data["error"]["code"] == "corpus_missing"
    assert ran.err == ran.data["error"]["sentence"] + "\n"


def test_every_command_writes_one_object(corpus: Path, tmp_path: Path) -> None:
    text = tmp_path / "a.txt"
    text.write_text("One short text.", encoding="utf-8")
    for words in (
        ("new", tmp_path / "b.corpus"),
        ("import", corpus, text),
        ("export", corpus, tmp_path / "a.jsonl", "--format", "jsonl"),
        ("formats",),
        ("show", corpus),
        ("show", corpus, "a"),
        ("stats", corpus),
        ("check", corpus),
        ("history", corpus),
        ("undo", corpus),
        ("redo", corpus),
    ):
        for spoken in ("en", "bg"):
            if words[0] in ("new", "undo", "redo") and spoken == "bg":
                continue
            ran = run_here(*words, "--json", language=spoken)
            assert (ran.code, ran.err) == (0, ""), words
            assert ran.out.endswith("}\n")
            assert ran.data


def test_json_is_utf8_whatever_the_locale(root: Path, corpus: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "annotator", "show", str(corpus), "--json"],
        env=environment(root, LC_ALL="C", PYTHONUTF8="0", PYTHONIOENCODING="ascii"),
        capture_output=True,
        timeout=60,
        check=True,
    )
    titles = [row["title"] for row in json.loads(done.stdout)["documents"]]
    assert any("мост" in (title or "") for title in titles)


def test_a_terminal_that_is_ascii_only_gets_its_lines(root: Path, corpus: Path) -> None:
    ran = run_process(root, "show", corpus, LC_ALL="C", PYTHONUTF8="0", PYTHONIOENCODING="ascii")
    assert ran.code == 0
    assert len(ran.out.splitlines()) == 13


def test_a_stream_of_few_letters_gets_the_others_as_escapes(root: Path, corpus: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "annotator", "show", str(corpus)],
        env=environment(root, PYTHONIOENCODING="cp1251", PYTHONUTF8="0"),
        capture_output=True,
        timeout=60,
        check=True,
    )
    said = done.stdout.decode("cp1251")
    assert "Учителите в Белоструй" in said
    assert "\\U0001f692" in said


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device that is always full")
@pytest.mark.parametrize("words", [("formats",), ("show",), ("check", "--json")])
def test_an_answer_that_cannot_be_written_is_told(
    root: Path, corpus: Path, words: tuple[str, ...]
) -> None:
    name, *more = words
    arguments = [name] if name == "formats" else [name, str(corpus), *more]
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [sys.executable, "-m", "annotator", *arguments],
            env=environment(root),
            stdout=full,
            stderr=subprocess.PIPE,
            timeout=60,
            check=False,
        )
    assert done.returncode == 1
    assert done.stderr.decode().startswith("The answer could not be written")
    assert done.stderr.count(b"\n") == 1


@pytest.mark.skipif(os.name == "nt" or sys.platform == "darwin", reason="names are text here")
def test_names_of_any_bytes_go_in_and_are_told(corpus: Path, tmp_path: Path) -> None:
    path = tmp_path / os.fsdecode(b"caf\xe9 \x01.txt")
    path.write_text("Кафето е затворено.", encoding="utf-8")
    lines = tmp_path / os.fsdecode(b"\xff.jsonl")
    lines.write_text('{"text": "Oslo", "spans": []}\n', encoding="utf-8")
    missing = tmp_path / os.fsdecode(b"\xfe.txt")
    ran = run_here("import", corpus, path, lines, missing, "--json")
    assert ran.code == 1
    assert ran.data["documents"] == 2
    assert [r["file"] for r in ran.data["refused"]] == [str(missing)]
    names = {d["name"] for d in run_here("show", corpus, "--json").data["documents"]}
    assert {"caf\ufffd \ufffd", "\ufffd 1"} <= names


@pytest.mark.skipif(os.name == "nt", reason="pipes end differently on Windows")
@pytest.mark.parametrize("more", [(), ("--json",)])
def test_a_reader_that_leaves_early_is_no_error(
    root: Path, corpus: Path, more: tuple[str, ...]
) -> None:
    name = run_here("show", corpus, "--json").data["documents"][0]["id"]
    process = subprocess.Popen(
        [sys.executable, "-m", "annotator", "show", str(corpus), name, *more],
        env=environment(root),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        bufsize=0,
    )
    assert process.stdout is not None
    assert process.stderr is not None
    with process.stdout, process.stderr:
        process.stdout.read(1)
        process.stdout.close()
        said = process.stderr.read().decode()
        process.wait(timeout=30)
    assert said == ""


def test_losses_as_data_say_where_they_know_it() -> None:
    rows = losses_data(
        (Loss(kind="rules", count=3), Loss(kind="kept_ours", document="d", item="a"))
    )
    assert rows == [
        {"kind": "rules", "count": 3},
        {"kind": "kept_ours", "count": 1, "document": "d", "item": "a"},
    ]


def test_no_bar_is_drawn_where_no_terminal_watches() -> None:
    with watched(quiet=False) as progress:
        assert progress is no_progress
    with watched(quiet=True) as progress:
        assert progress is no_progress


def test_a_bar_is_drawn_on_a_terminal(root: Path, corpus: Path, tmp_path: Path) -> None:
    pty = pytest.importorskip("pty")
    main, side = pty.openpty()
    process = subprocess.Popen(
        [
            sys.executable, "-m", "annotator", "export", str(corpus), str(tmp_path / "a.xml"),
            "--format", "tei",
        ],
        env=environment(root, TERM="xterm", COLUMNS="80"),
        stdout=subprocess.PIPE,
        stderr=side,
    )  # fmt: skip
    os.close(side)
    seen = bytearray()
    while True:
        try:
            part = os.read(main, 4096)
        except OSError:
            break
        if not part:
            break
        seen += part
    os.close(main)
    out, _ = process.communicate(timeout=30)
    assert process.returncode == 0
    assert b"Traceback" not in seen
    assert b"\x1b" in seen
    assert b"\x1b" not in out
