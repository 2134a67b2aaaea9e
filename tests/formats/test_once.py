"""An id that comes twice in a file is refused at its second place, and no other id ever is."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import orjson
import pytest

from annotator.formats.once import Once
from annotator.model.bundle import Bundle, Header
from annotator.model.errors import FormatError
from annotator.operations.exporting.demo import sample_files
from tests.formats.exported import corpus_of, read, write
from tests.model.test_known_ids import MANY, Alike


def test_an_id_that_only_looks_like_one_before_is_let_in() -> None:
    asked: list[int] = []

    def before(line: int) -> Iterator[str]:
        asked.append(line)
        yield Alike("a")

    seen = Once(before)
    assert seen.twice(2, [*MANY, Alike("a")]) is None
    assert seen.twice(3, [Alike("b"), "c"]) is None
    assert asked == [3]
    assert seen.twice(4, [Alike("a")]) == "a"


def test_an_id_that_comes_twice_in_a_document_needs_no_second_look() -> None:
    seen = Once(lambda line: iter(()))
    assert seen.twice(2, ["a", "b"]) is None
    assert seen.twice(2, ["c", "b"]) == "b"


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> tuple[Header, list[Bundle]]:
    """The samples, of which several have annotations, relations and comments."""
    return corpus_of(sample_files(), tmp_path_factory.mktemp("once"))


@pytest.mark.parametrize("kind", ["annotations", "relations", "comments"])
def test_an_id_of_another_document_is_refused_in_jsonl(
    corpus: tuple[Header, list[Bundle]], kind: str, tmp_path: Path
) -> None:
    path = tmp_path / "made.jsonl"
    write("jsonl", *corpus, path)
    lines = [orjson.loads(line) for line in path.read_bytes().splitlines()]
    having = [n for n, data in enumerate(lines) if n and data[kind]]
    first, last = having[0], having[-1] if len(having) > 1 else len(lines) - 1
    taken = lines[first][kind][0]["id"]
    lines[last]["comments"] = [
        {"id": taken, "annotator": "gold", "anchor": {"document": True}, "kind": "comment"}
    ]
    path.write_bytes(b"\n".join(map(orjson.dumps, lines)))
    with pytest.raises(FormatError) as caught:
        read("jsonl", path)
    assert caught.value.code == "id_twice"
    assert caught.value.data["line"] == last + 1
    assert caught.value.data["item"] == taken


def test_an_id_of_another_document_is_refused_in_tei(
    corpus: tuple[Header, list[Bundle]], tmp_path: Path
) -> None:
    header, bundles = corpus
    path = tmp_path / "made.xml"
    annotated = [b for b in bundles if b.relations]
    first, last = annotated[0], annotated[-1]
    assert first is not last
    taken = first.relations[0].id
    same = (last.relations[0]._replace(id=taken), *last.relations[1:])
    told = Bundle(
        document=last.document,
        segments=last.segments,
        annotations=last.annotations,
        relations=tuple(sorted(same, key=lambda r: r.id)),
    )
    write("tei", header, [*(b for b in bundles if b is not last), told], path)
    with pytest.raises(FormatError) as caught:
        read("tei", path)
    assert (caught.value.code, caught.value.data["item"]) == ("id_twice", taken)
    begins = [m.start() for m in re.finditer(rb"^<TEI[ >]", path.read_bytes(), re.MULTILINE)]
    line = path.read_bytes()[: begins[-1]].count(b"\n") + 1
    assert caught.value.data["line"] == line
