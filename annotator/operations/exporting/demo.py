"""The demonstration: a corpus of the samples, exported in every format that is written."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import count
from pathlib import Path

from annotator.model.change import BIRTH
from annotator.model.errors import AnnotatorError
from annotator.model.progress import Progress, no_progress
from annotator.operations.checking.check import CheckReport, check
from annotator.operations.exporting.exporting import ExportReport, export
from annotator.operations.importing.importing import ImportReport, import_files
from annotator.operations.keeping.corpus import SUFFIX, new_corpus, scheme_named
from annotator.places import seeds
from annotator.store.store import Store

_NAME = f"demo{SUFFIX}"
_OWN_STEPS, _LOOKED_AT = frozenset({BIRTH, "documents.import", "corpus.annotator"}), 50
EXPORTS = (("jsonl", "demo.jsonl"), ("flat", "demo.training.jsonl"), ("tei", "demo.xml"))


@dataclass(frozen=True, slots=True, kw_only=True)
class DemoReport:
    """What the demonstration made, and where; `kept` is an older one somebody had worked in."""

    corpus: Path
    imported: ImportReport
    exports: tuple[ExportReport, ...]
    checked: CheckReport
    kept: Path | None = None


def sample_files() -> list[Path]:
    """Return the annotated samples in the order in which they are imported."""
    folder = seeds()
    first = [folder / "seed" / "gold.json", folder / "seed" / "coder_b.json"]
    return [*first, *sorted((folder / "invented").glob("*.json"))]


def make_demo(folder: Path, progress: Progress = no_progress) -> DemoReport:
    """Import the samples into a new corpus in `folder`, check it, export it.

    A demonstration that is there already is made anew; one that somebody worked in is kept
    under another name, and other files are left alone.

    AnnotatorError if a sample cannot be read; StoreError if nothing can be made there.
    """
    path = folder / _NAME
    kept = _out_of_the_way(path)
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
    return DemoReport(corpus=path, imported=imported, exports=exports, checked=checked, kept=kept)


def demo_in(folder: Path, progress: Progress = no_progress) -> Path:
    """Return the demonstration of a folder: the one somebody worked in, else one made anew."""
    path = folder / _NAME
    if path.exists():
        with Store.open(path, read_only=True) as store:
            if _is_worked_in(store):
                return path
    return make_demo(folder, progress).corpus


def _is_worked_in(store: Store) -> bool:
    # A person may look at it and say who they are: those are the steps of a look.
    return any(step.kind not in _OWN_STEPS for step in store.history(limit=_LOOKED_AT))


def _out_of_the_way(path: Path) -> Path | None:
    """Remove an older demonstration, or rename it; StoreError if somebody has it open."""
    if not path.exists():
        return None
    with Store.open(path) as store:
        is_worked_in = _is_worked_in(store)
    if not is_worked_in:
        path.unlink()
        return None
    free = (path.with_stem(f"{path.stem}-{number}") for number in count(2))
    kept = next(name for name in free if not name.exists())
    path.rename(kept)
    return kept
