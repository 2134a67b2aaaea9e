"""Emoji, combining marks, Arabic, CRLF, no-break spaces, soft hyphens, controls: offsets hold."""

from __future__ import annotations

import json
import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from annotator.formats.format import WriteOptions
from annotator.formats.registry import format_named
from annotator.model.errors import RuleError
from annotator.model.progress import no_progress
from annotator.model.review import Annotator
from annotator.model.span import Span
from annotator.operations.checking.check import check
from annotator.operations.exporting.exporting import export
from annotator.operations.exporting.selecting import Selection, bundles_of, header_of
from annotator.operations.importing.importing import import_files
from annotator.operations.keeping.corpus import new_corpus, put_annotator
from annotator.operations.tagging.annotate import tag_spans
from annotator.store.store import Store
from annotator.text.settling import settle
from tests.operations.field_notes import SCHEME, WHO

FAMILY = "\U0001f468\u200d\U0001f469\u200d\U0001f467"
EXAMPLES = {
    "emoji": f"Съветът {FAMILY} 👍🏽 спря 🇧🇬 моста 🌉.",
    "combining": "Ча\u0301йковар и\u0306 e\u0301te\u0301 \u0915\u094d\u0937 стои.",
    "arabic": "قال \u202bعُمَر\u202c إنَّ الجسر (bridge) لن يُبنى.",
    "crlf": "Първи ред\r\nвтори ред\r\n\r\nтрети\rчетвърти.",
    "spaces": "6\u00a0000\u202fлева,\u2009сто\u00adтинки и меж\u00adду\u200bдруго.",
    "controls": "page one\x0cpage\x0btwo\x07 and\x1b three\ufffe\uffff end\x85line.",
    "breaks": "one\u2028two\u2029three\x1cfour <b>&amp;]]></b> five.",
    "astral": "𝔥𝔢𝔯𝔬𝔫 𐍈𐌹𐌼 𠀀𠀁 a\U000e0001b.",
    "edges": "  leading, trailing\t\n\n",
}
_FORMATS = (("jsonl", "a.jsonl"), ("tei", "a.xml"))

_pieces = st.sampled_from(
    [
        *EXAMPLES.values(),
        FAMILY,
        "\r\n",
        "\r",
        "\n",
        "\u0301",
        "\u0306",
        "\u00ad",
        "\u00a0",
        "\u200f",
        "\u2028",
        "\x0b",
        "\x85",
        " ",
        "&<>\"'",
        "дума ",
        "كلمة ",
    ]
)
_characters = st.characters(exclude_categories=("Cs",), exclude_characters="\x00")
_texts = st.lists(st.one_of(_pieces, st.text(_characters, max_size=6)), min_size=1, max_size=9).map(
    lambda parts: "word " + "".join(parts) + " end"
)


def _keep(store: Store, file: Path, text: str) -> str | None:
    """Bring a text in, as a file or as a line of flat JSONL; return its id if it was taken."""
    report = import_files(store, [file], language="en", annotator=WHO)
    if report.refused:
        assert report.refused[0].reason
        return None
    key = next(store.read().documents()).id
    kept = store.read().text(key)
    keep = file.suffix == ".jsonl"
    assert kept == settle(text, keep=keep).text
    if keep:
        assert len(kept) == len(text)
    return key


def _file(folder: Path, text: str, *, keep: bool) -> Path:
    """Write a text as a file of its own, or where line ends are kept: flat JSONL."""
    path = folder / ("line.jsonl" if keep else "text.txt")
    said = json.dumps({"text": text, "spans": []}) + "\n" if keep else text
    path.write_bytes(said.encode())
    return path


def _assert_kept(store: Store, key: str, made: dict[str, tuple[Span, ...]], text: str) -> None:
    assert store.read().text(key) == text
    found = {a.id: a for a in store.read().annotations(key)}
    assert {k: a.spans for k, a in found.items()} == made
    for annotation in found.values():
        parts = [text[begin:end] for begin, end in annotation.spans]
        assert annotation.quote == " … ".join(parts)


@pytest.mark.parametrize("keep", [False, True], ids=["file", "flat"])
@pytest.mark.parametrize("name", EXAMPLES)
def test_every_stretch_is_quoted_as_it_stands_and_comes_back(
    tmp_path: Path, name: str, keep: bool
) -> None:
    with new_corpus(tmp_path / "a.corpus", scheme=SCHEME) as store:
        key = _keep(store, _file(tmp_path, EXAMPLES[name], keep=keep), EXAMPLES[name])
        assert key is not None
        store_text = store.read().text(key)
        made: dict[str, tuple[Span, ...]] = {}
        size = len(store_text)
        stretches = [(i, i + 1) for i in range(size)] + [(0, size), (1, size - 1)]
        put_annotator(store, Annotator(id=WHO))
        for begin, end in stretches[:: max(1, len(stretches) // 25)]:
            tag = tag_spans(store, key, "sighting", [(begin, end)], annotator=WHO)
            assert tag.quote == store_text[begin:end]
            made[tag.id] = tag.spans
        _assert_kept(store, key, made, store_text)
        assert check(store).errors == check(store).damage == ()
        _assert_written(store, tmp_path, key, made, store_text)


def test_all_of_them_together_are_exported_and_proved(tmp_path: Path) -> None:
    text = "\n".join(EXAMPLES.values())
    with new_corpus(tmp_path / "a.corpus", scheme=SCHEME) as store:
        put_annotator(store, Annotator(id=WHO))
        key = _keep(store, _file(tmp_path, text, keep=True), text)
        assert key is not None
        made: dict[str, tuple[Span, ...]] = {}
        for begin in range(0, len(text) - 3, 5):
            tag = tag_spans(store, key, "sighting", [(begin, begin + 3)], annotator=WHO)
            made[tag.id] = tag.spans
        for name, file in _FORMATS:
            report = export(store, tmp_path / file, name)
            assert report.proof.annotations == len(made)


@given(_texts, st.data(), st.booleans())
@settings(max_examples=25, suppress_health_check=[HealthCheck.too_slow])
def test_what_is_tagged_is_what_is_stored_and_written(
    text: str, data: st.DataObject, keep: bool
) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        with new_corpus(folder / "a.corpus", scheme=SCHEME) as store:
            key = _keep(store, _file(folder, text, keep=keep), text)
            if key is None:
                return
            store_text = store.read().text(key)
            offsets = st.integers(0, len(store_text))
            pairs = st.tuples(offsets, offsets).filter(lambda p: p[0] != p[1]).map(sorted)
            put_annotator(store, Annotator(id=WHO))
            made: dict[str, tuple[Span, ...]] = {}
            # Lines that come twice are taken for teasers, which are not annotated.
            closed = [(s.begin, s.end) for s in store.read().segments(key) if not s.annotate]
            for begin, end in data.draw(st.lists(pairs, min_size=1, max_size=4)):
                if any(begin < last and first < end for first, last in closed):
                    with pytest.raises(RuleError):
                        tag_spans(store, key, "sighting", [(begin, end)], annotator=WHO)
                    continue
                tag = tag_spans(store, key, "sighting", [(begin, end)], annotator=WHO)
                made[tag.id] = tag.spans
            _assert_kept(store, key, made, store_text)
            _assert_written(store, folder, key, made, store_text)


def _assert_written(
    store: Store, folder: Path, key: str, made: dict[str, tuple[Span, ...]], text: str
) -> None:
    selection = Selection()
    for format_name, file in _FORMATS:
        chosen = format_named(format_name)
        with store.reader() as reader:
            chosen.write(
                header_of(reader, selection),
                bundles_of(reader, selection),
                folder / file,
                no_progress,
                WriteOptions(),
            )
        with new_corpus(folder / f"{format_name}.corpus", scheme=SCHEME) as other:
            report = import_files(other, [folder / file])
            assert report.refused == report.mismatches == ()
            _assert_kept(other, key, made, text)
