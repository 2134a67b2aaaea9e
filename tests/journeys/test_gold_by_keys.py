"""A whole annotated article is made anew by keys, in as few presses as were promised."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from annotator.model.review import Annotator
from annotator.operations.keeping.corpus import open_corpus, put_annotator
from annotator.operations.tagging.annotate import tag_spans
from tests.journeys.by_keys import main, make, summary
from tests.journeys.comparing import differences
from tests.journeys.goal import WHO, left_out, make_corpus, read_goal
from tests.journeys.journey import FEW_FOR_ENTITY, Made
from tests.journeys.typist import DECIDE, SELECT

GOLD = "seed/gold.json"
TEXT = "seed/000_76c35f2a0a6f2b8c.txt"
ENGLISH = "invented/08_fish_quota_talks.json"
"""An English one: two chains of reports, a stance in two fragments, backing by deeds."""
FOLDED = "invented/07_dockers_turn_down_offer.json"
"""A comment is in a teaser, right after a caption: both are folded."""


@pytest.mark.parametrize("name", [GOLD, ENGLISH, FOLDED])
def test_an_article_is_made_by_keys(name: str, seeds: Path, tmp_path: Path, qapp) -> None:
    made, found = make(seeds / name, tmp_path)
    assert found == []
    goal = read_goal(seeds / name)
    assert {m.key for m in made if m.layer} == set(goal.annotations)
    assert {m.key for m in made if not m.layer} == {r.key for r in goal.remarks}
    assert over(made) == []
    figures = summary(made)
    few = figures["with_entities"]
    assert few["decide_mean"] <= FEW_FOR_ENTITY
    assert few["with_selecting_mean"] <= FEW_FOR_ENTITY
    entities = [m for m in made if m.most is not None and not m.is_frame]
    assert all(m.presses[DECIDE] <= FEW_FOR_ENTITY + ("?" in m.keys) for m in entities)


def over(made: list[Made]) -> list[tuple[str, list[str]]]:
    """Return what took more deciding presses than it may, with the keys."""
    return [(m.key, m.keys) for m in made if m.most is not None and m.presses[DECIDE] > m.most]


def test_every_press_is_counted_once(seeds: Path, tmp_path: Path, qapp) -> None:
    made, _ = make(seeds / "invented/09_keep_the_night_boat.json", tmp_path)
    for one in made:
        assert sum(one.presses.values()) == len(one.keys)
        selecting = [k for k in one.keys if k in ("Ctrl+Shift+Right", "Space")]
        assert one.presses[SELECT] >= len(selecting)


def test_the_script_prints_one_object(seeds: Path, capsys, qapp) -> None:
    data = seeds / "invented/09_keep_the_night_boat.json"
    assert main(["--data", str(data), "--json"]) == 0
    printed = json.loads(capsys.readouterr().out)
    assert printed["differences"] == []
    assert printed["left_out"] == left_out(data)
    assert printed["summary"]["annotations"] == len(read_goal(data).annotations)
    assert printed["summary"]["comments"]["count"] == len(read_goal(data).remarks) > 0
    told = sum(sum(m["presses"].values()) for m in printed["made"] if m["layer"])
    assert sum(printed["summary"]["presses"].values()) == told
    assert {"key", "presses", "keys", "most"} <= printed["made"][0].keys()


def test_what_a_journey_leaves_out_is_told(seeds: Path, tmp_path: Path) -> None:
    assert left_out(seeds / GOLD) == ["8 comments in a second language"]
    data = json.loads((seeds / GOLD).read_text(encoding="utf-8"))
    first, text = data["annotations"][0], "А\u0301" + (seeds / TEXT).read_text("utf-8")
    for one in data["annotations"]:
        one["spans"] = [[begin + 2, end + 2] for begin, end in one["spans"]]
    data["annotations"].append({**first, "id": "l1", "spans": []})
    data["annotations"].append({**first, "id": "w1", "spans": [[1, 2]]})
    relation = data["relations"][0]
    data["relations"].append({**relation, "id": "x1", "to": {"annotation": "l1"}})
    data["relations"].append({**relation, "id": "x2", "to": {"annotation": "w1"}})
    said = {"id": "c1", "kind": "comment", "anchor": {"annotation": "w1"}, "texts": {"en": "So"}}
    data["comments"].append(said)
    data["tokens"] = [1]
    data["document"]["file"] = "more.txt"
    path = tmp_path / "more.json"
    path.write_text(json.dumps(data), encoding="utf-8")
    (tmp_path / "more.txt").write_bytes(text.encode())
    told = left_out(path)
    assert [line.split()[:2] for line in told] == [
        ["1", "annotations"],
        ["1", "relations"],
        ["1", "relations"],
        ["1", "comments"],
        ["8", "comments"],
        ["1", "tokens"],
    ]
    goal = read_goal(path)
    assert "l1" in goal.annotations
    assert "w1" not in goal.annotations
    assert "c1" not in {r.key for r in goal.remarks}


def test_what_is_not_made_or_made_otherwise_is_told(seeds: Path, tmp_path: Path) -> None:
    goal = read_goal(seeds / "invented/09_keep_the_night_boat.json")
    with open_corpus(make_corpus(goal, tmp_path)) as store:
        put_annotator(store, Annotator(id=WHO, names={"en": "Me"}))
        document = next(iter(store.read().documents())).id
        told = list(differences(store, document, goal))
        assert sum(x.startswith("missing: ") for x in told) == len(goal.annotations)
        assert sum(x.startswith("relation missing: ") for x in told) == len(goal.links)
        first = next(iter(goal.annotations.values()))
        tag_spans(store, document, first.layer, first.spans, annotator=WHO)
        told = list(differences(store, document, goal))
        assert sum(x.startswith("missing: ") for x in told) == len(goal.annotations) - 1
        assert any(x.startswith(f"features of {first.key}: ") for x in told)
