"""`annotator rescue`: what was saved, doubtful and lost, in words and as JSON."""

from __future__ import annotations

from pathlib import Path

from tests.cli.conftest import run_here


def test_a_sound_corpus_is_rescued_whole(corpus: Path, tmp_path: Path) -> None:
    ran = run_here("rescue", corpus, tmp_path / "new.corpus", "--json")
    assert ran.code == 0
    assert ran.data["kinds"]["annotation"] == {"saved": 507, "doubtful": 0, "lost": 0}
    assert (ran.data["documents"], ran.data["doubtful"]) == ({}, None)
    assert run_here("check", tmp_path / "new.corpus").code == 0


def test_a_damaged_one_says_what_is_missing(corpus: Path, tmp_path: Path) -> None:
    data = corpus.read_bytes()
    corpus.write_bytes(data[: len(data) * 6 // 10])
    for language, word in (("en", "saved"), ("bg", "спасени")):
        target = tmp_path / f"{language}.corpus"
        ran = run_here("rescue", corpus, target, language=language)
        assert ran.code == 1
        assert word in ran.out
        assert target.exists()
    again = run_here("rescue", corpus, target)
    assert again.code == 1
    assert "Choose another name" in again.err


def test_rubbish_is_refused_in_one_line(tmp_path: Path) -> None:
    (tmp_path / "a.corpus").write_bytes(b"rubbish")
    ran = run_here("rescue", tmp_path / "a.corpus", tmp_path / "new.corpus", "--json")
    assert ran.code == 1
    assert ran.data["error"]["code"] == "rescue_nothing"
    assert not (tmp_path / "new.corpus").exists()
