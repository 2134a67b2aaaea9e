"""Export, import into an empty corpus, export again: the same bytes; one edit: its lines only."""

from __future__ import annotations

import difflib
import json
import re
import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings

from annotator.model.errors import RuleError
from annotator.model.scheme import Scheme
from annotator.operations.exporting.exporting import export
from annotator.operations.importing.importing import import_files
from annotator.operations.keeping.corpus import new_corpus, scheme_named
from annotator.operations.tagging.annotate import tag_spans
from annotator.store.store import Store
from annotator.text.tokens import tokenize
from tests.formats.exported import write
from tests.samples import make_samples
from tests.strategies import Made, corpora

WHOLE = {"jsonl": ".jsonl", "tei": ".xml"}


@pytest.fixture(scope="module")
def samples(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("samples") / "samples.corpus"
    make_samples(path).close()
    return path


def written(store: Store, name: str, path: Path) -> bytes:
    """Return what a corpus is as a file, without the proof."""
    with store.reader() as reader:
        write(name, reader.header(), reader.bundles(), path)
    return path.read_bytes()


@pytest.mark.parametrize("scheme", [None, "dna-statement"])
@pytest.mark.parametrize("name", WHOLE)
def test_the_samples_come_back_byte_for_byte(
    samples: Path, name: str, scheme: str | None, tmp_path: Path
) -> None:
    first, second = (tmp_path / f"{n}{WHOLE[name]}" for n in ("first", "second"))
    with Store.open(samples) as store:
        export(store, first, name)
    with new_corpus(tmp_path / "other.corpus", scheme=scheme_named(scheme)) as other:
        assert import_files(other, [first]).refused == ()
        export(other, second, name)
    assert first.read_bytes() == second.read_bytes()


@pytest.mark.parametrize("name", WHOLE)
@settings(max_examples=8)
@given(made=corpora())
def test_what_is_made_up_comes_back_byte_for_byte(name: str, made: Made) -> None:
    with tempfile.TemporaryDirectory() as folder:
        files = [Path(folder) / f"{n}{WHOLE[name]}" for n in range(3)]
        write(name, made.header, made.bundles, files[0])
        for number in (0, 1):
            path = Path(folder) / f"{number}.corpus"
            with new_corpus(path, scheme=Scheme(id="none")) as store:
                assert import_files(store, [files[number]]).refused == ()
                written(store, name, files[number + 1])
        one, other = (path.read_text("utf-8").split("\n") for path in files[1:])
    assert one == other


def tagged(store: Store) -> str:
    """Tag the first word of the first document that may be tagged; return the annotation's id."""
    document = next(iter(store.read().documents())).id
    for begin, end in tokenize(store.read().text(document)):
        for layer in store.scheme.layers:
            try:
                return tag_spans(store, document, layer.id, [(begin, end)], annotator="gold").id
            except RuleError:
                continue
    raise AssertionError("no word may be tagged")


def before_and_after(samples: Path, name: str, folder: Path) -> tuple[list[str], list[str], str]:
    copy = folder / "copy.corpus"
    copy.write_bytes(samples.read_bytes())
    with Store.open(copy) as store:
        before = written(store, name, folder / "before").decode()
        key = tagged(store)
        after = written(store, name, folder / "after").decode()
    return before.split("\n"), after.split("\n"), key


def test_after_one_annotation_one_line_of_jsonl_differs(samples: Path, tmp_path: Path) -> None:
    before, after, key = before_and_after(samples, "jsonl", tmp_path)
    assert len(before) == len(after)
    ((old, new),) = [pair for pair in zip(before, after, strict=True) if pair[0] != pair[1]]
    grown = json.loads(new)
    rest = [a for a in grown["annotations"] if a["id"] != key]
    assert len(rest) == len(grown["annotations"]) - 1
    assert {**grown, "annotations": rest} == json.loads(old)


def test_after_one_annotation_only_its_lines_of_tei_differ(samples: Path, tmp_path: Path) -> None:
    before, after, key = before_and_after(samples, "tei", tmp_path)
    changes = list(difflib.unified_diff(before, after, n=0, lineterm=""))[2:]
    gone = [line[1:] for line in changes if line.startswith("-")]
    come = [line[1:] for line in changes if line.startswith("+")]
    assert come
    assert [line for line in come if key not in line] == []
    element = re.compile(rf'<(\w+) xml:id="a-{key}"[^>]*>([^<]*)</\1>')
    assert gone == [element.sub(r"\2", line) for line in come if "<p>" in line]
