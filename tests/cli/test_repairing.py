"""`annotator check --repair`: what was done, what is left, in words and as JSON."""

from __future__ import annotations

from pathlib import Path

from annotator.store.files.library import sqlite3
from tests.cli.conftest import run_here


def damage(corpus: Path, *statements: str) -> None:
    """Write into a closed corpus as another program would."""
    connection = sqlite3.connect(corpus)
    for statement in statements:
        connection.execute(statement)
    connection.commit()
    connection.close()


def test_a_repair_says_what_it_did_and_can_be_undone(corpus: Path) -> None:
    damage(
        corpus, "UPDATE annotation SET checksum = checksum + 1 WHERE id = 5 AND checksum % 2 = 0"
    )
    damage(
        corpus, "UPDATE annotation SET checksum = checksum - 1 WHERE id = 6 AND checksum % 2 = 1"
    )
    damage(corpus, "DELETE FROM search_docsize WHERE id = 2")
    assert run_here("check", corpus).code == 1
    ran = run_here("check", corpus, "--repair", "--json")
    assert ran.code == 0
    assert "repair.search" in [r["kind"] for r in ran.data["repairs"]]
    assert all(set(r) == {"kind", "count", "sentence"} for r in ran.data["repairs"])
    assert (ran.data["errors"], ran.data["backups"]) == ([], [])
    assert run_here("check", corpus).code == 0
    assert run_here("history", corpus, "--limit", 1).out.count("Repair:") == 1
    assert run_here("undo", corpus).code == 0


def test_what_cannot_be_repaired_names_the_backups(corpus: Path) -> None:
    assert run_here("backup", corpus).code == 0
    damage(corpus, "DELETE FROM setting WHERE key = 'commits'")
    damage(corpus, "UPDATE digest SET rows = rows + 5, total = total + 99 WHERE document = 1")
    ran = run_here("check", corpus, "--repair", "--json")
    assert ran.code == 1
    assert [e["code"] for e in ran.data["errors"]] == ["damage.digest", "damage.setting"]
    assert len(ran.data["backups"]) == 1
    for language, word in (("en", "annotator rescue"), ("bg", "се доказва")):
        said = run_here("check", corpus, "--repair", language=language)
        assert word in said.out
        assert ran.data["backups"][0] in said.out
