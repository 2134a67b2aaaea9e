"""Whatever the data have, what can be made of them is made by keys, and the rest is told."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.journeys.bracketed import read_article
from tests.journeys.by_keys import main, make
from tests.journeys.foreign import as_goal
from tests.journeys.goal import left_out, read_goal

BOAT = "invented/09_keep_the_night_boat.json"


@pytest.fixture
def boat(seeds: Path, tmp_path: Path) -> dict[str, Any]:
    """A small article, its text in the folder where `written` puts it."""
    data = json.loads((seeds / BOAT).read_text(encoding="utf-8"))
    text = (seeds / BOAT).with_suffix(".txt").read_bytes()
    data["document"]["file"] = "boat.txt"
    (tmp_path / "boat.txt").write_bytes(text)
    return data


def written(data: dict[str, Any], folder: Path) -> Path:
    path = folder / "boat.json"
    path.write_text(json.dumps(data, ensure_ascii=False), encoding="utf-8")
    (folder / "made").mkdir()
    return path


def of_layer(data: dict[str, Any], layer: str) -> list[dict[str, Any]]:
    return [a for a in data["annotations"] if a["layer"] == layer]


def test_what_the_scheme_and_the_entities_lack_is_left_out_and_told(
    boat: dict[str, Any], tmp_path: Path, qapp
) -> None:
    first, second, *_ = of_layer(boat, "ACTOR")
    stance = of_layer(boat, "STANCE")[0]
    first["features"] |= {"actor_type": "martian", "colour": "red"}
    second["features"]["entities"] = [*second["features"]["entities"], "unknown"]
    boat["annotations"].append({**first, "id": "n1", "layer": "NONE"})
    issue, text = of_layer(boat, "ISSUE")[0], (tmp_path / "boat.txt").read_text(encoding="utf-8")
    blank = text.rindex(" ")
    boat["annotations"].append({**issue, "id": "b1", "spans": [[blank, blank + 3]]})
    for kind, to in (("none", first["id"]), ("target", "away")):
        ends = {"from": {"annotation": stance["id"]}, "to": {"annotation": to}}
        boat["relations"].append({**boat["relations"][0], "id": kind, "type": kind, **ends})
    path = written(boat, tmp_path)
    made, found = make(path, tmp_path / "made")
    assert found == []
    assert {m.key for m in made if m.layer} == set(read_goal(path).annotations)
    assert set(left_out(path)) >= {
        "1 values that the scheme does not have",
        "1 values of features that the scheme does not have",
        "1 values that are no entities of the corpus",
        "1 annotations on layers that the scheme does not have",
        "1 relations of types that the scheme does not have",
        "1 relations of what is not there",
        "1 annotations of nothing, or with white space at an end, which is in no token",
    }


def test_other_entities_than_the_names_say_are_made(
    boat: dict[str, Any], tmp_path: Path, qapp
) -> None:
    keys = [e["id"] for e in boat["entities"]]
    actors = of_layer(boat, "ACTOR")
    for number, one in enumerate(actors):
        one["features"]["entities"] = [keys[number % 2], keys[-1], keys[2]][number % 3 :]
    for entity in boat["entities"][:2]:
        entity["names"] = {"en": "Both are called so"}
    found = make(written(boat, tmp_path), tmp_path / "made")[1]
    assert found == []


def test_two_that_are_an_end_of_each_other_are_linked_when_both_are_there(
    boat: dict[str, Any], tmp_path: Path, qapp
) -> None:
    one, other, *_ = (a["id"] for a in of_layer(boat, "STANCE"))
    for number, ends in enumerate(((one, other), (other, one))):
        made = {"id": f"x{number}", "type": "target", "features": {}, "confidence": "sure"}
        ends = {"from": {"annotation": ends[0]}, "to": {"annotation": ends[1]}}
        boat["relations"].append(made | ends)
    found = make(written(boat, tmp_path), tmp_path / "made")[1]
    assert found == []


def test_what_the_program_refuses_is_told_and_all_else_is_made(
    boat: dict[str, Any], tmp_path: Path, capsys, qapp
) -> None:
    first = of_layer(boat, "ACTOR")[0]
    boat["annotations"].append({**first, "id": "twice"})
    boat["comments"].append({"id": "c9", "kind": "comment", "texts": {"en": "So."}})
    boat["comments"][-1]["anchor"] = {"annotation": "twice"}
    stance = of_layer(boat, "STANCE")[0]
    stance["features"] |= {"act": "back", "quotation": "direct"}
    assert main(["--data", str(written(boat, tmp_path)), "--json"]) == 1
    told = json.loads(capsys.readouterr().out)["differences"]
    given_up = [x.split(" ")[2] for x in told if x.startswith("given up: ")]
    assert sorted(given_up) == sorted(["twice", stance["id"], "comment"])
    assert any("is already here" in x for x in told)
    rest = [x for x in told if not x.startswith("given up: ")]
    assert sorted(x.split(":")[0] for x in rest) == [
        "comment missing",
        f"features of {stance['id']}",
        "missing",
    ]


def test_hurried_data_are_made_as_far_as_they_go(
    boat: dict[str, Any], tmp_path: Path, capsys, qapp
) -> None:
    first, second, *_ = of_layer(boat, "ACTOR")
    boat["annotations"] = boat["annotations"][:5]
    end = boat["document"]["length"]
    begin = first["spans"][0][0]
    for key, spans in (("x1", [[end - 2, end + 2]]), ("x2", [[9, 4]]), ("x3", [[begin, begin]])):
        boat["annotations"].append({**first, "id": key, "spans": spans})
    boat["annotations"].append({**second, "id": boat["annotations"][0]["id"]})
    for one in boat["annotations"][:5]:
        del one["confidence"], one["quote"]
    for key in ("relations", "comments", "segments"):
        del boat[key]
    path = written(boat, tmp_path)
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes())
    code = main(["--data", str(path)])
    told = capsys.readouterr().out
    assert code == 0, told
    assert "Taken: the document" in told
    for said in (
        "2 annotations that end outside of the text, or before they begin",
        "1 annotations of nothing, or with white space at an end, which is in no token",
        "1 annotations with the id of another one",
    ):
        assert f"Not made: {said}." in told


def test_of_data_without_annotations_nothing_is_made(
    boat: dict[str, Any], tmp_path: Path, capsys, qapp
) -> None:
    boat["annotations"], boat["relations"], boat["comments"] = [], [], []
    assert main(["--data", str(written(boat, tmp_path))]) == 1
    said = capsys.readouterr()
    assert "Nothing was made." in said.out
    assert "has nothing that can be made by keys" in said.err


def test_what_the_program_does_not_read_is_told(
    boat: dict[str, Any], tmp_path: Path, capsys, qapp
) -> None:
    boat["scheme"]["id"] = "of-nobody"
    assert main(["--data", str(written(boat, tmp_path))]) == 1
    assert "of-nobody" in capsys.readouterr().err


def test_a_record_that_is_not_read_is_told_and_the_others_are_there(tmp_path: Path) -> None:
    path = tmp_path / "told.jsonl"
    lines: list[dict[str, Any]] = [{"text": "Maria said so.", "label": [[0, 5, "WHO"]]}]
    lines += [{"label": []}, {"text": "Peter did not.", "label": [[0, 5, "WHO"]]}]
    path.write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
    data = as_goal(path, tmp_path, "Maria")
    assert [a.quote for a in read_goal(data).annotations.values()] == ["Maria"]
    assert left_out(data) == [
        "1 records of the file that the program does not read",
        "1 other documents of the file",
    ]


WITHIN = """\
language: en
entity minister actor:person the minister=description
entity reuters actor:media Reuters
entity bbc actor:media BBC
entity union actor:organisation the union=description
---
Minister rejects the pay deal

[s1 [a1 The minister], [a2 Reuters] [c1 reports], [c2 rejects] [i1 the pay deal]]. \
[s2 [a3 The union], [a4 the BBC] quoting [a5 Reuters] [c3 says], wants [i2 more money]].
---
a1 ACTOR person nominal minister
a2 ACTOR media name reuters
c1 CUE communication
c2 CUE attitude
i1 ISSUE
s1 STANCE oppose reject narrated : a1 c2 / a2 c1 > i1
a3 ACTOR organisation nominal union
a4 ACTOR media name bbc
a5 ACTOR media name reuters
c3 CUE communication
i2 ISSUE
s2 STANCE support demand narrated : a3 / a5 / a4 c3 > i2
"""


def test_who_reports_within_the_words_is_put_on_the_ladder(tmp_path: Path, qapp) -> None:
    path = tmp_path / "within.txt"
    path.write_text(WITHIN, encoding="utf-8")
    (tmp_path / "made").mkdir()
    made, found = make(read_article(path).write(tmp_path), tmp_path / "made")
    assert found == []
    keys = [" ".join(m.keys) for m in made if m.is_frame]
    # It stands beside the last one first, so each goes up by one.
    assert [k.count("Alt+Up") for k in keys] == [1, 2]
