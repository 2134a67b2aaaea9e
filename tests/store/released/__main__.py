"""Makes the corpus file of this version with what is in it; one that is there is never replaced."""

from __future__ import annotations

import sys

import orjson

from tests.store.released import FOLDER, what_it_says


def main() -> None:
    """Import a few of the samples and do a little of everything that is kept."""
    from annotator.model.review import Annotator, Decision, Round
    from annotator.operations.comments.comments import add_comment
    from annotator.operations.documents.revisions import correct_text
    from annotator.operations.exporting.demo import sample_files
    from annotator.operations.importing.importing import import_files
    from annotator.operations.keeping.corpus import new_corpus, put_annotator, scheme_named
    from annotator.store.rows.schema import VERSION

    path = FOLDER / f"{VERSION}.corpus"
    if path.exists():
        sys.exit(f"{path} is there already")
    with new_corpus(path, scheme=scheme_named(None)) as store:
        import_files(store, sample_files()[:4])
        put_annotator(store, Annotator(id="vera", names={"en": "Vera", "bg": "Вера"}))
        row = list(store.read().documents())[1]
        add_comment(
            store,
            document=row.id,
            anchor="document",
            text="Виж 🙂",
            language="bg",
            annotator="vera",
        )
        text = store.read().text(row.id)
        correct_text(store, row.id, text.replace(" ", "  ", 1), annotator="vera")
        handed = Round(id="pilot", names={"en": "Pilot"}, annotators=("vera",), documents=(row.id,))
        decision = Decision(
            id="first",
            document=row.id,
            annotator="vera",
            kind="border",
            answer="taken",
            versions={"vera": ({"id": "a"},)},
            taken="vera",
            reason="Виж 🙂",
        )
        with store.edit("review.decide", annotator="vera") as edit:
            edit.put(handed)
            edit.put(decision)
        put_annotator(store, Annotator(id="undone"))
        store.undo()
        told = what_it_says(store)
    (FOLDER / f"{VERSION}.json").write_bytes(orjson.dumps(told, option=orjson.OPT_INDENT_2))


if __name__ == "__main__":
    main()
