"""Corpora with damaged bytes: every command says so in a sentence, and `check` never breaks off."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from annotator.model.errors import StoreError
from annotator.store.store import Store
from tests.cli.conftest import run_here

COMMANDS = ("check", "show", "stats", "history")


def damaged(data: bytes, seed: int) -> bytes:
    """Return a corpus file with a few bits turned, a page of noise or a stretch of zeros."""
    chance = random.Random(seed)
    made = bytearray(data)
    at = chance.randrange(4096, len(made) - 4096)
    if seed % 3 == 0:
        made[at] ^= 1 << chance.randrange(8)
    elif seed % 3 == 1:
        made[at : at + 4096] = chance.randbytes(4096)
    else:
        made[at : at + 500] = bytes(500)
    return bytes(made)


@pytest.mark.parametrize("seed", range(12))
def test_damage_is_told_and_never_met_unawares(corpus: Path, seed: int) -> None:
    corpus.write_bytes(damaged(corpus.read_bytes(), seed))
    for command in COMMANDS:
        ran = run_here(command, corpus)
        assert ran.code in (0, 1)
        assert ran.code == 0 or ran.err.strip() or ran.out.strip()


def test_a_row_that_says_something_else_is_an_error_of_its_document(corpus: Path) -> None:
    data = corpus.read_bytes()
    at = data.index(b'"polarity":"support"')
    corpus.write_bytes(data[:at] + b'"polarity":"oppose!"' + data[at + 20 :])
    ran = run_here("check", corpus, "--json")
    assert ran.code == 1
    assert {e["code"] for e in ran.data["errors"]} >= {"damage.checksum"}


def test_a_row_that_says_nothing_is_told_with_the_rest(corpus: Path, tmp_path: Path) -> None:
    data = corpus.read_bytes()
    at = data.index(b'"polarity":"support"')
    corpus.write_bytes(data[:at] + b'"polarity":"support]' + data[at + 20 :])
    ran = run_here("check", corpus, "--json")
    assert ran.code == 1
    assert "damage.checksum" in {e["code"] for e in ran.data["errors"]}
    exported = run_here("export", corpus, tmp_path / "a.jsonl", "--format", "jsonl")
    assert exported.code == 1
    assert "damaged" in exported.err
    assert not (tmp_path / "a.jsonl").exists()


@pytest.mark.parametrize("command", COMMANDS)
def test_a_scheme_that_says_something_unknown_is_told(corpus: Path, command: str) -> None:
    data = corpus.read_bytes()
    at = data.index(b'{"layer":')
    corpus.write_bytes(data[:at] + b'{"laxer":' + data[at + 9 :])
    ran = run_here(command, corpus)
    assert ran.code in (0, 1)
    assert "Traceback" not in ran.err
    with pytest.raises(StoreError) as refused:
        Store.open(corpus)
    assert refused.value.code == "damaged"
