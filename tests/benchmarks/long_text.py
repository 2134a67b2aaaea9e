"""The long document of the floors, with as many annotations as are asked for."""

from __future__ import annotations

import json
import random
from pathlib import Path
from typing import Any

LOOKS = {
    "actor": (0, "fill", "A", "state", ""),
    "place": (1, "fill", "P", "city", ""),
    "stance": (2, "margin", "S", "support", "offer"),
}
CROWD = 1028
Rows = list[dict[str, Any]]


def long_text(out: Path, *, is_one_paragraph: bool, annotations: int) -> tuple[str, Rows]:
    """Return the text and its annotations; where more are wanted, as many invented ones."""
    name = "long_onepara.json" if is_one_paragraph else "long.json"
    data = json.loads((out / name).read_text(encoding="utf-8"))
    text, rows = data["text"], data["annotations"]
    return text, rows[:annotations] if annotations <= len(rows) else _denser(text, annotations)


def _denser(text: str, count: int) -> Rows:
    pick = random.Random(3)
    step = len(text) / count
    rows: Rows = []
    for number in range(count):
        begin = int(number * step) + pick.randrange(0, 4)
        layer = ("actor", "place", "stance")[(number % 10 > 4) + (number % 10 > 8)]
        length = pick.randrange(40, 180) if layer == "stance" else pick.randrange(3, 8)
        rows.append({"start": begin, "end": min(len(text), begin + length), "layer": layer})
    return rows


def crowd(text: str) -> tuple[str, Rows]:
    """Return a screenful of text with more than a thousand annotations on it."""
    text = text[:1500].replace("\n", " ")
    pick = random.Random(2)
    rows: Rows = []
    for number in range(CROWD):
        begin = pick.randrange(len(text) - 40)
        layer = ("actor", "place", "stance")[number % 3]
        rows.append({"start": begin, "end": begin + pick.randrange(2, 30), "layer": layer})
    return text, rows


def marks_of(rows: Rows) -> list[Any]:
    """Return the annotations as marks of the text surface."""
    from annotator.ui.text.marks import Mark

    return [
        Mark(str(number), ((row["start"], row["end"]),), *LOOKS[row["layer"]])
        for number, row in enumerate(rows)
    ]


def corpus_of(text: str, rows: Rows, folder: Path) -> Path:
    """Make a corpus of the text and return its path."""
    from annotator.operations.importing.importing import import_files
    from annotator.operations.keeping.corpus import new_corpus, scheme_named

    source, path = folder / "long.json", folder / "long.corpus"
    names = [dict(row, id=number, name="") for number, row in enumerate(rows, start=1)]
    data = {"id": 1, "title": "long", "text": text, "annotations": names}
    source.write_text(json.dumps(data, ensure_ascii=False), encoding="utf-8")
    with new_corpus(path, scheme=scheme_named(None)) as store:
        report = import_files(store, [source])
        assert not report.refused, report.refused
    return path
