"""The law of formats: what reading back lacks or changes is exactly what the loss report says.

The comparison is plain and of its own: nouns become data, and data are walked side by side.
"""

from __future__ import annotations

import json
import tempfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import asdict, is_dataclass
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given

from annotator.formats.registry import FORMATS, all_formats
from annotator.model.bundle import Bundle, Header
from annotator.model.errors import FormatError
from annotator.operations.exporting.demo import sample_files
from tests.formats.exported import corpus_of, read, write
from tests.strategies import Made, corpora

WHOLE = ("jsonl", "tei")
ASIDE = ("line", "losses")


def data_of(noun: Any) -> Any:
    """Return any noun as JSON data."""
    return json.loads(json.dumps(noun, default=_plain, sort_keys=True))


def _plain(value: Any) -> Any:
    assert is_dataclass(value), value
    return {key: _listed(x) for key, x in asdict(value).items()}


def _listed(value: Any) -> Any:
    """Return named tuples by name: the order of fields is no fact."""
    if hasattr(value, "_asdict"):
        return {key: _listed(x) for key, x in value._asdict().items()}
    if isinstance(value, (list, tuple)):
        return [_listed(x) for x in value]
    return value


def differences(one: Any, other: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """Yield the path of everything that is not the same in both."""
    if isinstance(one, dict) and isinstance(other, dict):
        for key in one.keys() | other.keys():
            yield from differences(one.get(key), other.get(key), (*path, key))
    elif isinstance(one, list) and isinstance(other, list) and len(one) == len(other):
        for number, pair in enumerate(zip(one, other, strict=True)):
            yield from differences(*pair, (*path, number))
    elif isinstance(one, list) and not other:
        yield from ((*path, number) for number in range(len(one)))
    elif one != other or type(one) is not type(other):
        yield path


def through(name: str, made: Made) -> tuple[Made, dict[str, int]]:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "made"
        report = write(name, made.header, made.bundles, path)
        return Made(*read(name, path)), report.by_kind()


def stripped(noun: Header | Bundle) -> Any:
    return {k: v for k, v in data_of(noun).items() if k not in ASIDE}


def kind_of(path: tuple[Any, ...]) -> str:
    """Name the loss that explains a difference in a header."""
    if path[0] == "history":
        return "history"
    if path[:2] == ("scheme", "rules"):
        return "rules"
    return "keys_and_colours" if path[-1] in ("key", "colour") else f"unexplained {path}"


def check_whole(name: str, made: Made) -> None:
    """Of a document nothing may be lost; of the header what the report names."""
    found, report = through(name, made)
    assert [stripped(b) for b in found.bundles] == [stripped(b) for b in made.bundles]
    lacks = Counter(map(kind_of, differences(stripped(made.header), stripped(found.header))))
    assert lacks == Counter(report)


@pytest.mark.parametrize("name", WHOLE)
@given(made=corpora())
def test_what_is_made_up_comes_back_but_for_the_losses(name: str, made: Made) -> None:
    check_whole(name, made)
    if name == "jsonl":
        assert through(name, made)[1] == {}


@given(made=corpora(max_documents=2))
def test_what_is_flattened_comes_back_but_for_the_losses(made: Made) -> None:
    check_flat(made)


@pytest.fixture(scope="module")
def samples(tmp_path_factory: pytest.TempPathFactory) -> Made:
    return Made(*corpus_of(sample_files(), tmp_path_factory.mktemp("samples")))


@pytest.mark.parametrize("name", WHOLE)
def test_the_samples_come_back_but_for_the_losses(name: str, samples: Made) -> None:
    check_whole(name, samples)


def test_the_samples_flattened_come_back_but_for_the_losses(samples: Made) -> None:
    check_flat(samples)


def test_every_format_that_writes_is_held_to_the_law() -> None:
    assert {f.name for f in all_formats() if f.writes} == {*WHOLE, "flat"}
    assert {f.name for f in all_formats()} == {row[0] for row in FORMATS}


# Flat data: no ids, so what is the same is found by what it says.

Key = tuple[Any, ...]


def is_flat(annotation: Any) -> bool:
    spans = annotation.spans
    return annotation.state == "stands" and len(spans) == 1 and spans[0][0] < spans[0][1]


def said(annotation: Any) -> Key:
    a = annotation
    features = json.dumps(a.features, sort_keys=True)
    return (a.annotator, a.layer, tuple(a.spans), a.quote, features, a.source_id or a.id)


def linked(relation: Any, by_id: dict[str, Any]) -> Key:
    ends = [by_id.get(relation.from_id), by_id.get(relation.to_id)]
    features = json.dumps(relation.features, sort_keys=True)
    return (relation.annotator, relation.type, features, *(e and said(e) for e in ends))


def check_flat(made: Made) -> None:
    if not any(is_flat(a) for b in made.bundles for a in b.annotations):
        with pytest.raises(FormatError, match="no annotation to write"):
            through("flat", made)
        return
    found, report = through("flat", made)
    report.pop("inside_token", None)
    by_text: dict[str, list[Bundle]] = {}
    for bundle in found.bundles:
        by_text.setdefault(bundle.document.text, []).append(bundle)
    lacks = lacking_of_header(made.header)
    for bundle in made.bundles:
        lacks.update(lacking(bundle, by_text.pop(bundle.document.text, [])))
    assert by_text == {}
    assert {k: n for k, n in lacks.items() if n} == report


def lacking_of_header(header: Header) -> Counter[str]:
    names = (
        "entities", "annotators", "sets", "document_relations", "comments", "rounds", "history",
    )  # fmt: skip
    lacks = Counter({name: len(getattr(header, name)) for name in names})
    lacks["scheme"] += header.scheme is not None
    lacks["header_facts"] += len(header.extra)
    return lacks


def lacking(bundle: Bundle, found: list[Bundle]) -> Counter[str]:
    lacks: Counter[str] = Counter()
    for name in ("segments", "comments", "assignments", "revisions", "decisions"):
        lacks[name] += len(getattr(bundle, name))
    lacks["tokens"] += bundle.tokens is not None
    lacks["documents_without_work"] += not found
    kept = Counter(said(a) for f in found for a in f.annotations)
    for annotation in bundle.annotations:
        if kept[said(annotation)]:
            kept[said(annotation)] -= 1
            lacks["origin"] += 1
            lacks["confidence"] += annotation.confidence != "sure"
        else:
            lacks[reason_of(annotation)] += 1
    assert not +kept, "flat data has an annotation that was not written"
    lacks.update(lacking_relations(bundle, found))
    lacks.update(lacking_facts(bundle, found))
    return lacks


def reason_of(annotation: Any) -> str:
    if annotation.state != "stands":
        return "suggestions"
    if not annotation.spans:
        return "document_labels"
    return "discontinuous" if len(annotation.spans) > 1 else "zero_length"


def lacking_relations(bundle: Bundle, found: list[Bundle]) -> Counter[str]:
    lacks: Counter[str] = Counter()
    kept = Counter(linked(r, {a.id: a for a in f.annotations}) for f in found for r in f.relations)
    ours = {a.id: a for a in bundle.annotations}
    for relation in bundle.relations:
        key = linked(relation, ours)
        if kept[key] and not relation.to_entity and relation.state == "stands":
            kept[key] -= 1
            lacks["origin"] += 1
            lacks["confidence"] += relation.confidence != "sure"
        elif relation.state != "stands":
            lacks["suggestions"] += 1
        else:
            lacks["relations_to_entities" if relation.to_entity else "relations"] += 1
    assert not +kept, "flat data has a relation that was not written"
    return lacks


def lacking_facts(bundle: Bundle, found: list[Bundle]) -> Counter[str]:
    lacks: Counter[str] = Counter()
    for other in found:
        document = bundle.document
        assert other.document.name == (document.name or other.document.name)
        assert other.document.source_id == (document.source_id or document.id)
        assert other.document.metadata.keys() <= document.metadata.keys()
    if not found:
        return lacks
    lacks["document_facts"] += 1
    theirs = found[0].document.metadata
    for key, value in bundle.document.metadata.items():
        if key in theirs:
            assert theirs[key].value == value.value
            lacks["metadata_notes"] += bool(value.inferred or value.note or value.extra)
        else:
            lacks["metadata"] += 1
    return lacks
