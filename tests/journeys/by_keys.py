"""Makes a whole annotated article anew in a real window, with keys only, and counts the presses.

python -m tests.journeys.by_keys [--data FILE] [--document PART] [--scheme NAME] [--json]

FILE is an `annotations/1` file with its text beside it, a corpus, or any file that the program
reads: of these, one document is made (`--document`: its name or id, also that which its file gave
it, or a part), and which one is said. Without FILE it is the seed's. Its scheme is the one that
it carries or names, or `--scheme`: a name, or a file of schemes (`schemes/1`). Entities are
known, with their names and letters; nothing is tagged. Presses are counted apart: travel moves
the caret, select marks words, decide is everything else (tag, value, entity, link, Tab, Enter and
Esc too). A key with its modifiers is one press. Labels and comments are made too, what is not is
told: what nobody can make by hand, and what was given up, with what the program said, in a
sentence each. Exits 1 if what was made differs, or nothing could be made.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import tempfile
from pathlib import Path
from typing import Any

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtWidgets import QApplication

from annotator.places import seeds
from annotator.ui.app import build_window
from annotator.ui.settings.settings import Settings
from tests.journeys.comparing import differences
from tests.journeys.foreign import as_goal, check_document, is_goal, taken
from tests.journeys.given import prepared
from tests.journeys.giving_up import need, reason
from tests.journeys.goal import WHO, left_out, make_corpus, read_goal
from tests.journeys.journey import Journey, Made
from tests.journeys.typist import DECIDE, SELECT, TRAVEL


def make(path: Path, folder: Path) -> tuple[list[Made], list[str]]:
    """Make an article by keys; return what was pressed for each annotation, and what differs."""
    goal = read_goal(path)
    corpus = make_corpus(goal, folder)
    settings = Settings(folder / "settings.ini")
    for key, value in (("language", "en"), ("annotator", WHO), ("name", "Me"), ("theme", "light")):
        settings.set_text(key, value)
    window = build_window(corpus, settings)
    window.resize(1440, 900)
    window.show()
    window.activateWindow()
    QApplication.processEvents()
    window.surface.setFocus()
    try:
        journey = Journey(window, goal)
        made = journey.run()
        session = window.sitting
        document = need(session.document, "the program has no document open")
        found = [*journey.given_up, *differences(session.store, document, goal)]
    finally:
        window.close()
        window.deleteLater()
        QApplication.processEvents()
    return made, found


def summary(made: list[Made]) -> dict[str, Any]:
    """Return how many presses the bounded annotations took: mean, most, and those over.

    What comments took, mostly their words, is counted apart.
    """
    comments = [m for m in made if not m.layer]
    made = [m for m in made if m.layer]
    bounded = [m for m in made if m.most is not None]
    few = [m for m in bounded if not m.is_frame]
    frames = [m for m in bounded if m.is_frame]

    def figures(rows: list[Made]) -> dict[str, Any]:
        decided = [m.presses[DECIDE] for m in rows]
        selected = [m.presses[DECIDE] + m.presses[SELECT] for m in rows]
        count = max(1, len(rows))
        return {
            "count": len(rows),
            "decide_mean": round(sum(decided) / count, 2),
            "decide_most": max(decided, default=0),
            "with_selecting_mean": round(sum(selected) / count, 2),
            "with_selecting_most": max(selected, default=0),
            "over": [m.key for m in rows if m.most is not None and m.presses[DECIDE] > m.most],
        }

    return {
        "annotations": len(made),
        "with_entities": figures(few),
        "frames": figures(frames),
        "presses": {w: sum(m.presses[w] for m in made) for w in (TRAVEL, SELECT, DECIDE)},
        "comments": {
            "count": len(comments),
            "presses": sum(sum(m.presses.values()) for m in comments),
        },
    }


def main(arguments: list[str]) -> int:
    """Make an article and print the presses."""
    parser = argparse.ArgumentParser(
        prog="python -m tests.journeys.by_keys",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--data", type=Path, default=seeds() / "seed" / "gold.json")
    parser.add_argument("--document", default="", help="its name or id, or a part")
    parser.add_argument("--scheme", default="", help="a name, or a file that has one")
    parser.add_argument("--json", action="store_true", help="print one object")
    options = parser.parse_args(arguments)
    if not options.data.is_file():
        parser.error(f"there is no file {options.data}")
    application = QApplication.instance() or QApplication([])
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        data, room = options.data, Path(folder)
        try:
            if is_goal(data):
                data = prepared(data, room, options.scheme)
                check_document(data, options.document)
            else:
                data = as_goal(data, room, options.document, options.scheme)
            which = taken(data)
            (room / "made").mkdir()
            made, found = make(data, room / "made")
            without = left_out(data)
        except Exception as error:  # Whatever it is, it is told.
            said, copies = _why_not(options.data, error), (room / "made" / data.name, data)
            for copy in copies:
                said = said.replace(str(copy), str(options.data))
            print(said, file=sys.stderr)
            return 1
    if options.json:
        rows = [m._asdict() for m in made]
        told = {"taken": which, "made": rows, "summary": summary(made), "differences": found}
        print(json.dumps(told | {"left_out": without}))
    else:
        print(which)
        _print(made, found)
        print("\n".join(f"Not made: {what}." for what in without))
    del application
    if not made:
        print(f"{options.data} has nothing that can be made by keys", file=sys.stderr)
    return 1 if found or not made else 0


def _why_not(path: Path, error: Exception) -> str:
    """Return in a sentence why nothing of a file can be made."""
    if isinstance(error, KeyError):
        return f"{path} is not made: {error} is not in it where it is looked for"
    if isinstance(error, OSError):
        return f"{path} is not made: {error.filename} cannot be read ({error.strerror})"
    return str(error) if type(error) is LookupError else f"{path} is not made: {reason(error)}"


def _print(made: list[Made], found: list[str]) -> None:
    print(f"{'':10}{'travel':>7}{'select':>7}{'decide':>7}{'most':>6}  keys")
    for one in made:
        counts = "".join(f"{one.presses[w]:7}" for w in (TRAVEL, SELECT, DECIDE))
        most = "" if one.most is None else str(one.most)
        quote = " ".join(one.quote.split())[:36]
        print(f"{one.key:10}{counts}{most:>6}  {' '.join(one.keys)}   [{one.layer} {quote}]")
    print(json.dumps(summary(made), indent=1))
    same = "What was made is the same as the data." if made else "Nothing was made."
    print("\n".join(found) or same)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
