"""The demonstration: a corpus of the samples, exported in every format that is written."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from annotator.model.errors import AnnotatorError
from annotator.model.progress import Progress, no_progress
from annotator.operations.check import CheckReport, check
from annotator.operations.corpus import SUFFIX, new_corpus, scheme_named
from annotator.operations.documents import ImportReport, import_files
from annotator.operations.exchange import ExportReport, export
from annotator.places import seeds

EXPORTS = (("jsonl", "demo.jsonl"), ("flat", "demo.training.jsonl"), ("tei", "demo.xml"))


@dataclass(frozen=True, slots=True, kw_only=True)
class DemoReport:
    """What the demonstration made, and where."""

    corpus: Path
    imported: ImportReport
    exports: tuple[ExportReport, ...]
    checked: CheckReport


def sample_files() -> list[Path]:
    """Return the annotated samples in the order in which they are imported."""
    folder = seeds()
    first = [folder / "seed" / "gold.json", folder / "seed" / "coder_b.json"]
    return [*first, *sorted((folder / "invented").glob("*.json"))]


def make_demo(folder: Path, progress: Progress = no_progress) -> DemoReport:
    """Import the samples into a new corpus in `folder`, check it, export it.

    A demonstration that is there already is made anew; other files are left alone.
    """
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"demo{SUFFIX}"
    remove_demo(path)
    with new_corpus(path, scheme=scheme_named(None)) as store:
        imported = import_files(store, sample_files(), progress=progress)
        if imported.refused:
            first = imported.refused[0]
            raise AnnotatorError("cannot_read", file=first.file, reason=first.reason)
        checked = check(store, progress)
        exports = tuple(
            export(store, folder / name, format_name, progress=progress)
            for format_name, name in EXPORTS
        )
    return DemoReport(corpus=path, imported=imported, exports=exports, checked=checked)


def remove_demo(path: Path) -> None:
    """Remove an older demonstration corpus; StoreError if somebody has it open."""
    if path.exists():
        from annotator.store.store import Store

        with Store.open(path):
            pass
        path.unlink()
