"""Works on a corpus until it is killed, and says after each edit that it is done.

python -m tests.reliability.worker MODE CORPUS SEED
"""

from __future__ import annotations

import random
import sys
import threading
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

import orjson

from tests.reliability.state import commits, content

Work = tuple[int | None, Callable[[], object]]
"""The number of the step that is undone, if one is, and what does the work."""
_ALONE = ("characters", "tokens")


def next_edit(store: Any, rng: random.Random, undo_share: float = 0.0) -> Work:
    """Choose an edit: tag, remove, comment, undo or redo."""
    from annotator.model.review import Annotator
    from annotator.operations.comments import comments
    from annotator.operations.keeping.corpus import put_annotator
    from annotator.operations.tagging import annotate

    step = store.undo_step()
    if step is not None and rng.random() < undo_share:
        return step.number, store.undo
    if store.redo_step() is not None and rng.random() < undo_share / 2:
        return None, store.redo
    rows = list(store.read().documents())
    if not rows:
        return None, store.redo
    if all(a.id != "killed" for a in store.read().annotators()):
        return None, lambda: put_annotator(store, Annotator(id="killed"))
    row = rng.choice(rows)
    mine = store.read().annotations(row.id)
    if mine and rng.random() < 0.3:
        victim = rng.choice(mine)
        return None, lambda: annotate.remove_annotation(
            store, victim.id, annotator=victim.annotator
        )
    if rng.random() < 0.3:
        return None, lambda: comments.add_comment(
            store,
            document=row.id,
            anchor="document",
            text=f"said {rng.random()}",
            language="en",
            annotator="killed",
        )
    begin = rng.randrange(max(1, row.length - 4))
    layer = rng.choice([x for x in store.scheme.layers if x.anchoring in _ALONE])
    spans = [(begin, begin + 3)]
    return None, lambda: annotate.tag_spans(store, row.id, layer.id, spans, annotator="killed")


def next_import(store: Any, rng: random.Random, folder: Path) -> Work:
    """Write some texts and import them, all in one step."""
    from annotator.operations.importing.importing import import_files

    paths: list[Path] = []
    for number in range(rng.randrange(1, 30)):
        path = folder / f"text-{number}.txt"
        words = " ".join(rng.choice(("мост", "река", "bridge", "🙂")) for _ in range(400))
        path.write_text(f"{rng.random()} {words}", encoding="utf-8")
        paths.append(path)
    return None, lambda: import_files(store, paths)


def brought_back(store: Any, rng: random.Random, folder: Path) -> Path:
    """Let somebody do more in a corpus of their own; return the package that brings it back."""
    from annotator.model.errors import RuleError
    from annotator.operations.keeping.corpus import open_corpus
    from annotator.operations.packages.packages import Parcel, open_package, pack_return, pack_work
    from annotator.operations.tagging.annotate import tag_spans

    theirs, path = folder / "theirs.corpus", folder / "way.annotator-package"
    if not theirs.exists():
        documents = tuple(row.id for row in store.read().documents())
        pack_work(store, path, Parcel(annotator="killed", documents=documents))
        open_package(path, theirs)[0].close()
    with open_corpus(theirs) as other:
        layer = next(x for x in other.scheme.layers if x.anchoring in _ALONE)
        for row in other.read().documents():
            for _ in range(3):
                begin = rng.randrange(max(1, row.length - 4))
                with suppress(RuleError):
                    tag_spans(other, row.id, layer.id, [(begin, begin + 3)], annotator="killed")
        pack_return(other, path)
    return path


def next_merge(store: Any, rng: random.Random, folder: Path) -> Work:
    """Merge what somebody sends back."""
    from annotator.operations.merging.merging import merge

    path = brought_back(store, rng, folder)
    return None, lambda: merge(store, [path])


def plan_for_ever(store: Any, rng: random.Random, folder: Path) -> None:
    """Find out beside the edits, as the window does, what a merge would do, again and again."""
    from annotator.operations.merging.merging import merge

    path = brought_back(store, rng, folder)

    def plan() -> None:
        while True:
            merge(store, [path], dry_run=True)

    threading.Thread(target=plan, daemon=True).start()


def next_checkpoint(store: Any, rng: random.Random) -> Work:
    """Edit, with the journal written back into the file each time."""
    number, run = next_edit(store, rng, 0.2)

    def both() -> None:
        run()
        store._connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()

    return number, both


def work(store: Any, mode: str, rng: random.Random, folder: Path, most: int | None) -> None:
    """Do one edit after the other, `most` of them, and say what is durable after each."""
    from annotator.model.errors import RuleError

    choose: dict[str, Callable[[], Work]] = {
        "edit": lambda: next_edit(store, rng),
        "undo": lambda: next_edit(store, rng, 0.5),
        "import": lambda: next_import(store, rng, folder),
        "merge": lambda: next_merge(store, rng, folder),
        "plan": lambda: next_edit(store, rng, 0.2),
        "checkpoint": lambda: next_checkpoint(store, rng),
    }
    if mode == "plan":
        plan_for_ever(store, rng, folder)
    while most is None or most > 0:
        undoing, run = choose[mode]()
        told = {"commits": commits(store), "content": content(store), "undoing": undoing}
        print(orjson.dumps(told).decode(), flush=True)
        try:
            run()
        except RuleError:
            # A refused edit changes nothing, and the next one is told all the same.
            continue
        most = None if most is None else most - 1


def export_for_ever(store: Any, folder: Path) -> None:
    """Export over the same file again and again; each may only ever be whole."""
    from annotator.operations.exporting.exporting import export

    print(orjson.dumps({"exported": False}).decode(), flush=True)
    while True:
        export(store, folder / "out.jsonl", "jsonl")
        print(orjson.dumps({"exported": True}).decode(), flush=True)


def main(mode: str, corpus: Path, seed: int) -> None:
    """Open the corpus and work until killed."""
    from annotator.operations.keeping.corpus import open_corpus

    with open_corpus(corpus) as store:
        if mode == "export":
            export_for_ever(store, corpus.parent)
        work(store, mode, random.Random(seed), corpus.parent, None)


def run(words: list[str]) -> None:
    """Do what the words of a command line say."""
    main(words[0], Path(words[1]), int(words[2]))


if __name__ == "__main__":
    run(sys.argv[1:])
