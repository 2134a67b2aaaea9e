"""Names from right to left are isolated where people read them, and nowhere in data."""

from __future__ import annotations

from pathlib import Path

from tests.cli.conftest import run_here

HEBREW = "מסמך 12"


def test_lines_for_people_hold_a_name_together_and_json_has_it_bare(tmp_path: Path) -> None:
    path = tmp_path / f"{HEBREW}.corpus"
    missing = run_here("show", path, "--json")
    assert missing.data["error"]["sentence"].startswith(f"There is no corpus file {path}.")
    assert missing.err.startswith(f"There is no corpus file \u2068{path}\u2069.")


def test_what_a_file_says_does_not_direct_the_terminal(corpus: Path, tmp_path: Path) -> None:
    text = tmp_path / "a\u202etxt.exe.txt"
    text.write_text("Text.", encoding="utf-8")
    assert run_here("import", corpus, text).code == 0
    told = run_here("show", corpus)
    assert "\u202e" not in told.out
    assert "a⟨U+202E⟩txt.exe" in told.out
    names = [row["name"] for row in run_here("show", corpus, "--json").data["documents"]]
    assert any("\u202e" in name for name in names)
