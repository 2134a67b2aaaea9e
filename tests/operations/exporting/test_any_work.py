"""Whatever the operations make can be exported, read into another corpus, and is the same there."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from annotator.formats.digests import digest_of
from annotator.formats.format import WriteOptions
from annotator.formats.registry import format_named
from annotator.model.progress import no_progress
from annotator.model.review import Annotator
from annotator.operations.checking.check import check
from annotator.operations.exporting.selecting import Selection, bundles_of, header_of
from annotator.operations.importing.importing import import_files
from annotator.operations.keeping.corpus import new_corpus, open_corpus, put_annotator
from annotator.store.store import Store
from tests.operations.field_notes import SCHEME
from tests.operations.worker import Worker

MAY_FOLLOW = {"overlap", "crosses_segment", "not_annotated", "anchoring", "fragments_overlap"}
_FORMATS = (("jsonl", "a.jsonl"), ("tei", "a.xml"))


def _write(store: Store, path: Path, name: str) -> None:
    with store.reader() as reader:
        header, bundles = header_of(reader, Selection()), bundles_of(reader, Selection())
        format_named(name).write(header, bundles, path, no_progress, WriteOptions())


def _digests(store: Store, name: str) -> list[str]:
    carries = format_named(name).carries
    return [digest_of(bundle, carries) for bundle in store.read().bundles()]


@given(st.data(), st.integers(4, 14))
@settings(max_examples=40)
def test_any_work_is_carried_whole(notes_file: Path, data: st.DataObject, count: int) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        path = folder / "a.corpus"
        shutil.copyfile(notes_file, path)
        with open_corpus(path) as store:
            put_annotator(store, Annotator(id="otto"))
            worker = Worker(store, data, folder)
            for _ in range(count):
                worker.act()
            report = check(store)
            assert report.damage == ()
            # A correction of the text may bring annotations where the scheme forbids them.
            codes = {p.code for p in report.errors}
            assert codes <= MAY_FOLLOW if worker.has_corrected else codes == set()
            for format_name, file in _FORMATS:
                if not store.counts()["document"]:
                    return
                _write(store, folder / file, format_name)
                with new_corpus(folder / f"{format_name}.corpus", scheme=SCHEME) as other:
                    took = import_files(other, [folder / file])
                    assert took.refused == took.mismatches == ()
                    assert _digests(other, format_name) == _digests(store, format_name)
                    _write(other, folder / "again", format_name)
                assert (folder / "again").read_bytes() == (folder / file).read_bytes()
