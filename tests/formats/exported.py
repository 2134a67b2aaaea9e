"""Small corpora written out, for tests that look at files."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from annotator.formats.format import ReadOptions, WriteOptions
from annotator.formats.registry import format_named
from annotator.model.bundle import Bundle, Header, LossReport
from annotator.model.progress import no_progress
from annotator.operations.importing.importing import import_files
from annotator.operations.keeping.corpus import new_corpus, scheme_named


def corpus_of(files: Sequence[Path], folder: Path) -> tuple[Header, list[Bundle]]:
    """Return what a new corpus says after these files were imported."""
    with new_corpus(folder / "made.corpus", scheme=scheme_named(None)) as store:
        report = import_files(store, files)
        assert not report.refused
        with store.reader() as reader:
            return reader.header(), list(reader.bundles())


def write(name: str, header: Header, bundles: Iterable[Bundle], path: Path) -> LossReport:
    """Write bundles in a format."""
    return format_named(name).write(header, bundles, path, no_progress, WriteOptions())


def read(name: str, path: Path, options: ReadOptions | None = None) -> tuple[Header, list[Bundle]]:
    """Return the last header and all bundles that a file holds."""
    header, bundles = Header(), []
    for item in format_named(name).read(path, no_progress, options or ReadOptions()):
        if isinstance(item, Header):
            header = item
        else:
            assert isinstance(item, Bundle), item
            bundles.append(item)
    return header, bundles
