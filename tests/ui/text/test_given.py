"""What a person may give to the scripts that draw and measure a corpus, and what they say to it."""

from __future__ import annotations

from pathlib import Path

import pytest

from annotator.operations.keeping.corpus import new_corpus
from tests import painted
from tests.given import given_corpus
from tests.stress import WHO, make_stress, scheme


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    make_stress(tmp_path / "stress.corpus", tmp_path).close()
    return tmp_path / "stress.corpus"


def test_a_copy_is_lent_and_gone_afterwards(corpus: Path) -> None:
    before = corpus.read_bytes()
    with given_corpus(corpus, document="emoji", annotator=WHO) as copy:
        copy.write_bytes(b"")
    assert not copy.exists()
    assert corpus.read_bytes() == before


def test_what_is_not_there_is_named_with_what_is(corpus: Path) -> None:
    for wanted in ({"document": "nowhere"}, {"annotator": "nobody"}):
        with pytest.raises(SystemExit) as told, given_corpus(corpus, **wanted):
            pass
        (name,) = wanted.values()
        assert f"{name!r} in this corpus; there are " in str(told.value)
        assert ("emoji" in str(told.value)) is ("document" in wanted)


def test_what_is_no_corpus_is_said_by_its_own_name(corpus: Path, tmp_path: Path) -> None:
    junk, damaged = tmp_path / "junk.txt", tmp_path / "damaged.corpus"
    junk.write_text("No corpus.", encoding="utf-8")
    damaged.write_bytes(corpus.read_bytes()[:8192] + b"\xa5" * 40_000)
    for path in (junk, damaged):
        with pytest.raises(SystemExit) as told, given_corpus(path):
            pass
        assert str(told.value).startswith(str(path))


def test_a_corpus_without_annotations_is_told(tmp_path: Path, capsys, qapp) -> None:
    with new_corpus(tmp_path / "empty.corpus", scheme=scheme()):
        pass
    assert painted.main(["--corpus", str(tmp_path / "empty.corpus"), "--quick"]) == 1
    assert "there is no annotated document" in capsys.readouterr().err
