"""What is handed in as an article may lack much; what it must have is asked for in a sentence."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from annotator.formats.scheme_file import write_scheme
from annotator.operations.keeping.corpus import scheme_named
from tests.journeys.by_keys import main
from tests.journeys.given import prepared
from tests.journeys.goal import left_out, read_data, read_goal
from tests.journeys.possible import scheme_of

TEXT = "Ann Vale said no.\n"


def lean(folder: Path) -> dict[str, Any]:
    """An article with as little as it may have, beside its text."""
    (folder / "lean.txt").write_text(TEXT, encoding="utf-8")
    said = {"cue_type": "communication", "reporting": "neutral"}
    return {
        "format": "annotations/1",
        "document": {"file": "lean.txt"},
        "annotations": [
            {"id": 1, "layer": "CUE", "spans": [[9, 13]], "features": said},
            {"id": 2, "layer": "ISSUE", "spans": [[14, 16]]},
        ],
        "relations": [{"type": "by", "from": {"annotation": 1}, "to": {"entity": "writer"}}],
        "segments": None,
    }


def written(data: dict[str, Any], folder: Path) -> Path:
    path = folder / "lean.json"
    path.write_text(json.dumps(data, ensure_ascii=False), encoding="utf-8")
    return path


def test_what_an_article_may_lack_is_filled_in(tmp_path: Path, capsys, qapp) -> None:
    code = main(["--data", str(written(lean(tmp_path), tmp_path)), "--json"])
    told = json.loads(capsys.readouterr().out)
    assert (code, told["differences"]) == (0, [])
    assert [m["quote"] for m in told["made"]] == ["said", "no"]


def _with(key: str, value: Any) -> Callable[[dict[str, Any]], None]:
    return lambda data: data.update({key: value})


def _in_first(key: str, value: Any) -> Callable[[dict[str, Any]], None]:
    return lambda data: data["annotations"][0].update({key: value})


WRONG = (
    (_with("document", None), "it has no object `document`"),
    (_with("document", {}), "`document` does not name its text, `file`"),
    (_with("document", {"file": "away.txt"}), "away.txt cannot be read"),
    (_with("document", {"file": "other.txt"}), "its bytes from 4 on are no UTF-8"),
    (_with("annotations", {}), "`annotations` is no list"),
    (_with("annotations", ["a"]), "annotation 1 is no object"),
    (_in_first("id", None), "annotation 1 has no `id`"),
    (_in_first("layer", None), "annotation 1 does not name its `layer`"),
    (_in_first("spans", "9-13"), "annotation 1 has no `spans` that are pairs of whole numbers"),
    (_in_first("spans", [[9.0, 13]]), "annotation 1 has no `spans`"),
    (_in_first("spans", None), "annotation 1 has no `spans`"),
    (_in_first("features", ["x"]), "the `features` of annotation 1 are no object"),
    (_with("relations", [{"type": "by", "from": "1"}]), "relation 1 does not say `from`"),
    (_with("relations", [{"id": "r", "from": {}}]), "relation r does not name its `type`"),
    (_with("comments", [{"anchor": {}, "text": "So."}]), "comment 1 has no `anchor`, or no"),
    (_with("scheme", "of-nobody"), "There is no scheme of-nobody"),
)


@pytest.mark.parametrize(("spoil", "sentence"), WRONG, ids=[said for _, said in WRONG])
def test_what_is_wrong_is_told_of_the_file_that_was_given(
    spoil: Callable[[dict[str, Any]], None], sentence: str, tmp_path: Path, capsys, qapp
) -> None:
    data = lean(tmp_path)
    spoil(data)
    (tmp_path / "other.txt").write_bytes("Ann é".encode("latin-1"))
    assert main(["--data", str(written(data, tmp_path))]) == 1
    said = capsys.readouterr().err
    assert sentence in said
    assert str(tmp_path) in said
    assert "Traceback" not in said


def test_quotes_of_other_words_are_told(tmp_path: Path) -> None:
    data = lean(tmp_path)
    data["annotations"][0]["quote"], data["annotations"][1]["quote"] = "aid ", "no"
    (tmp_path / "in").mkdir()
    told = left_out(prepared(written(data, tmp_path), tmp_path / "in"))
    assert told == ["1 quotes that are not the words at the offsets beside them"]


def test_a_scheme_may_be_given_beside_the_article(tmp_path: Path) -> None:
    ours, folder = scheme_named(None), tmp_path / "in"
    other = replace(ours, id="mine", layers=(replace(ours.layers[0], id="WHO"), *ours.layers[3:]))
    write_scheme(other, tmp_path / "mine.json")
    data = lean(tmp_path)
    data["scheme"] = {"id": "mine", "version": "1"}
    data["annotations"].append({"id": "3", "layer": "WHO", "spans": [[0, 8]]})
    folder.mkdir()
    made = prepared(written(data, tmp_path), folder, str(tmp_path / "mine.json"))
    assert scheme_of(read_data(made)) == other
    assert set(read_goal(made).annotations) == {"1", "2", "3"}
