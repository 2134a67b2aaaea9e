"""Two annotators' work goes round the whole loop of a review in real windows, by keys only.

python -m tests.journeys.loop [--json] [--pictures DIR] [--language bg] [--theme dark]

The seed's article is handed out, annotated on two machines, brought back, merged, measured, and
every difference decided; corrections go to the second annotator, who appeals against one, and the
appeal comes back. Printed are the presses of every station and of every decision. Exits 1 if
anything of either annotator's work is lost.
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

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from tests.journeys.loop_annotating import annotate, answer_corrections, see_corrections_again
from tests.journeys.loop_deciding import Made, decide_all, decide_appeal
from tests.journeys.loop_hands import Diary, Machine
from tests.journeys.loop_leading import (
    compare_orders,
    hand_to,
    measure,
    merge,
    merge_answers,
    send_corrections,
    write_report,
)
from tests.journeys.loop_work import GOLD, LEAD, OTHER, lost, make_lead_corpus, work_in

NAMES = {LEAD: "Lead", GOLD: "Gold", OTHER: "Coder B"}


class Loop:
    """The course of it, station by station; `diary` has what was found, `made` the decisions."""

    def __init__(self, folder: Path, pictures: Path | None = None, **chosen: str) -> None:
        """Set up a machine for each of the three."""
        self.machines = {
            who: Machine(folder / who, who, name, **chosen) for who, name in NAMES.items()
        }
        self.made: list[Made] = []
        self.diary = Diary(pictures)
        self.corpus = make_lead_corpus(self.machines[LEAD].folder)

    def run(self) -> None:
        """Go the whole way."""
        sent = self._hand_out()
        back = [self._work(who, sent[who]) for who in (GOLD, OTHER)]
        corrections = self._bring_together(back)
        answered = self._answer(corrections)
        self._read_again(self._hear(answered))
        self.diary.found["lost"] = lost(self.corpus)

    # Stations

    def _hand_out(self) -> dict[str, Path]:
        lead = self.machines[LEAD]
        with lead.sitting(self.corpus) as hands:
            return {who: hand_to(self.diary, hands, who) for who in (GOLD, OTHER)}

    def _work(self, who: str, package: Path) -> Path:
        machine = self.machines[who]
        with machine.sitting() as hands:
            return annotate(self.diary, hands, machine, machine.take(package))

    def _bring_together(self, back: list[Path]) -> Path:
        lead = self.machines[LEAD]
        packages = [lead.take(path) for path in back]
        with lead.sitting(self.corpus) as hands:
            compare_orders(self.diary, hands, packages)
            merge(self.diary, hands, packages)
            measure(self.diary, hands)
            self.diary.found["before"] = write_report(self.diary, hands, "before")
            self.made = decide_all(self.diary, hands)
            self.diary.found["after"] = write_report(self.diary, hands, "after")
            return send_corrections(self.diary, hands, OTHER, "corrections")

    def _answer(self, corrections: Path) -> Path:
        machine = self.machines[OTHER]
        with machine.sitting(machine.corpus) as hands:
            return answer_corrections(self.diary, hands, machine, machine.take(corrections))

    def _hear(self, answered: Path) -> Path:
        lead = self.machines[LEAD]
        with lead.sitting(self.corpus) as hands:
            merge_answers(self.diary, hands, lead.take(answered))
            decide_appeal(self.diary, hands, self.diary.found["appealed"])
            self.diary.found["final"] = work_in(hands.window.sitting.store)
            return send_corrections(self.diary, hands, OTHER, "corrections-2")

    def _read_again(self, again: Path) -> None:
        machine = self.machines[OTHER]
        with machine.sitting(machine.corpus) as hands:
            see_corrections_again(self.diary, hands, machine.take(again))


def main(arguments: list[str]) -> int:
    """Go the whole way and print the presses."""
    parser = argparse.ArgumentParser(
        prog="python -m tests.journeys.loop",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--json", action="store_true", help="print one object")
    parser.add_argument("--pictures", type=Path)
    parser.add_argument("--language", default="en")
    parser.add_argument("--theme", default="light")
    options = parser.parse_args(arguments)
    QApplication.setAttribute(Qt.ApplicationAttribute.AA_DontUseNativeDialogs)
    application = QApplication.instance() or QApplication([])
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        chosen = {"language": options.language, "theme": options.theme}
        loop = Loop(Path(folder), options.pictures, **chosen)
        loop.run()
    told = summary(loop)
    if options.json:
        print(json.dumps(told, ensure_ascii=False))
    else:
        _print(told)
    del application
    return 1 if told["lost"] else 0


def summary(loop: Loop) -> dict[str, Any]:
    """Return what the whole way has taken, as plain data."""
    found = loop.diary.found
    return {
        "stations": loop.diary.stations,
        "decisions": [one._asdict() for one in loop.made],
        "planned": found["planned"],
        "answers": found["answers"],
        "lost": found["lost"],
    }


def _print(told: dict[str, Any]) -> None:
    print(f"{'station':44}{'presses':>8}{'typed':>7}")
    for one in told["stations"]:
        print(f"{one['station']:44}{one['presses']:8}{one['signs']:7}")
    print(f"\n{'decision':34}{'answer':>10}{'presses':>8}{'typed':>7}")
    for one in told["decisions"]:
        what = f"{one['number']:2} {one['layer']}, {one['kind']}"
        print(
            f"{what:34}{one['answer']:>10}{one['presses']:8}{one['signs']:7}  {one['quote'][:40]}"
        )
    print("\n".join(told["lost"]) or "Nothing of either annotator's work is lost.")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
