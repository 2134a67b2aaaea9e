"""The whole loop of a review goes round in real windows by keys, and nothing is lost on the way."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

import pytest

from annotator.operations.importing.importing import import_files
from annotator.operations.keeping.corpus import open_corpus
from tests.journeys.loop import Loop
from tests.journeys.loop_work import FILES, GOLD, LEAD, OTHER, lost, make_lead_corpus, seed_file

DIFFERENCES = 20


def test_two_annotators_work_goes_round_the_loop(
    tmp_path: Path, qapp, capsys: pytest.CaptureFixture[str]
) -> None:
    loop = Loop(tmp_path)
    loop.run()
    found = loop.diary.found
    assert found["lost"] == []
    assert all(found["final"][key] == noun for who in FILES for key, noun in _sent(loop, who))
    _annotators_work_comes_back_once(found)
    decided = Counter(one.answer for one in loop.made)
    assert {one.presses for one in loop.made if one.answer in ("take", "none", "both")} == {1}
    assert decided.keys() == {"take", "both", "edit", "none", "later", "reason"}
    assert len({one.number for one in loop.made}) == DIFFERENCES
    assert len(loop.made) == DIFFERENCES + decided["later"]
    answers = found["answers"]
    assert answers["appealed"] == 1
    # Answers are counted before they are merged, and the adjudicated set is nobody's work.
    assert found["planned_answers"]["answers"] == sum(answers.values())
    assert found["planned_answers"]["appeals"] == 1
    count, (first, second) = sum(answers.values()), found["sends"]
    assert first[0] == f"corrections of their work, {count}"
    assert (first[-1][-1], second[-1][-1]) == ("0", "1")
    assert found["asked"] == {OTHER, LEAD}
    assert "decided anew after your appeal" in found["told"]
    _reports_tell_of_the_decisions(found)
    with capsys.disabled():
        print(f"\n{DIFFERENCES} decisions, presses: {dict(_presses(loop))}")


def test_what_is_lost_is_told(tmp_path: Path) -> None:
    corpus = make_lead_corpus(tmp_path)
    with open_corpus(corpus) as store:
        import_files(store, [seed_file(GOLD)])
    told = lost(corpus)
    assert told
    assert all(line.startswith(OTHER) for line in told)


def _sent(loop: Loop, who: str):
    return loop.diary.found["sent"][who].items()


def _annotators_work_comes_back_once(found) -> None:
    size = {who: json.loads(seed_file(who).read_text("utf-8")) for who in FILES}
    kinds = ("annotations", "relations", "comments")
    total = sum(len(size[who][kind]) for who in FILES for kind in kinds)
    assert (found["planned"]["new"], found["planned"]["documents"]) == (total, 1)
    assert found["planned_again"] == {"same": total, "documents": 1}


def _reports_tell_of_the_decisions(found) -> None:
    before, after = found["before"], found["after"]
    assert before["decisions"]["total"] == 0
    assert after["decisions"]["total"] == DIFFERENCES
    assert sum(after["decisions"]["by_answer"].values()) == DIFFERENCES
    assert before["agreement"] != after["agreement"]


def _presses(loop: Loop) -> Counter[str]:
    return Counter(f"{one.answer} {one.presses}" for one in loop.made)
