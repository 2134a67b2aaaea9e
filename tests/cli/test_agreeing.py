"""agreement: figures with their unit, scope and count for people and machines; refusals."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path
from random import Random

import pytest

from annotator.analysis.agreement.figure import REASONS
from annotator.model.sentences import sentences
from tests.cli.conftest import run_here, run_process

FIXED = {"measure", "unit", "distance", "scope", "n", "value", "reason", "places"}
TABLE = "unit,annotator,value\n1,a,x\n1,b,y\n2,a,x\n2,b,x\n"


@pytest.fixture
def table(tmp_path: Path) -> Path:
    path = tmp_path / "table.csv"
    path.write_text(TABLE, "utf-8")
    return path


def test_every_figure_of_a_corpus_has_the_fixed_keys(corpus: Path) -> None:
    data = run_here("agreement", corpus, "--json", "--samples", 3).data
    assert len(data["figures"]) > 100
    assert data["documents"] == 1
    assert data["unfinished"] == {}
    for figure in data["figures"]:
        assert set(figure) >= FIXED
        assert (figure["value"] is None) == (figure["reason"] is not None)
        assert figure["scope"]
        if figure["reason"] is not None:
            assert set(figure["reason"]) == {"code", "en", "bg"}
    of_gamma = next(f for f in data["figures"] if f["measure"] == "gamma")
    assert (of_gamma["samples"], of_gamma["seed"]) == (3, 1)
    layers = next(c for c in data["confusions"] if not c["what"])
    assert len(layers["annotators"]) == 2
    assert sum(cell["n"] for cell in layers["cells"]) > 78
    differing = next(f for f in data["figures"] if f["places_total"])
    assert set(differing["places"][0]) == {"document", "begin", "end"}


def test_people_see_names_counts_and_why_not(corpus: Path) -> None:
    ran = run_here("agreement", corpus, "--samples", 3)
    assert ran.code == 0
    assert "F1 of spans" in ran.out
    assert "Not defined" in ran.out
    assert all(line.strip() for line in ran.out.splitlines())
    assert "nan" not in ran.out.casefold()
    assert "3 samples, seed 1" in ran.out
    assert "F1 на откъсите" in run_here("agreement", corpus, "--samples", 0, language="bg").out


def test_figures_have_the_comma_of_the_language_and_data_have_none(corpus: Path) -> None:
    """They stood with a point in Bulgarian, where it parts nothing."""
    asked = ("agreement", corpus, "--samples", 3)
    said = {name: run_here(*asked, language=name).out for name in ("en", "bg")}
    english, bulgarian = (re.findall(r"\b\d+[.,]\d+\b", said[x]) for x in said)
    assert len(english) > 100
    assert [number.replace(".", ",") for number in english] == bulgarian
    figures = run_here(*asked, "--json", language="bg").data["figures"]
    assert figures == run_here(*asked, "--json").data["figures"]
    line = next(f for f in figures if f["kind"] == "layer" and 0 < (f["value"] or 0) < 1)
    about = ("--places-of", line["measure"], line["what"])
    told = run_here("agreement", corpus, *about, language="bg").out
    assert f"{line['measure']} {line['value']:.3f}, n".replace(".", ",") in told


@pytest.mark.parametrize("by", ["pair", "document", "tag", "week"])
def test_figures_of_each_apart(corpus: Path, by: str) -> None:
    figures = run_here("agreement", corpus, "--by", by, "--samples", 0, "--json").data["figures"]
    assert figures
    assert not [f for f in figures if f["measure"] == "gamma"]
    if by != "tag":
        assert {f["group"] for f in figures} != {""}


def test_only_what_was_chosen(corpus: Path) -> None:
    every = run_here("agreement", corpus, "--samples", 0, "--json").data["figures"]
    layer = next(f["what"] for f in every if f["kind"] == "layer")
    some = run_here("agreement", corpus, "--layer", layer, "--samples", 0, "--json").data["figures"]
    mine = [f for f in every if f["kind"] == "layer" and f["what"] == layer]
    assert [f for f in some if f["kind"] == "layer"] == mine
    ran = run_here("agreement", corpus, "--layer", "nothing")
    assert (ran.code, ran.out) == (1, "")


def test_the_seed_decides_gamma(corpus: Path) -> None:
    one, again, other = (
        run_here("agreement", corpus, "--samples", 5, "--seed", seed, "--json").data["figures"]
        for seed in (1, 1, 2)
    )
    assert one == again
    assert [f["value"] for f in one] != [f["value"] for f in other]


def test_a_table_has_figures_too(table: Path) -> None:
    data = run_here("agreement", "--table", table, "--json").data
    by_measure = {f["measure"]: f for f in data["figures"]}
    assert by_measure["percent_agreement"]["value"] == 0.5
    assert by_measure["percent_agreement"]["observes"] == "agreement"
    assert by_measure["krippendorff_alpha"]["observes"] == "disagreement"
    assert by_measure["krippendorff_alpha"]["observed"] == 0.5
    assert "seed" not in run_here("agreement", "--table", table).out
    assert by_measure["percent_agreement"]["n"] == 2
    assert by_measure["percent_agreement"]["places"] == [{"unit": "1"}]
    assert set(by_measure["cohen_kappa"]) >= FIXED


def test_wrong_lines_of_a_table_end_with_1(tmp_path: Path) -> None:
    path = tmp_path / "bad.csv"
    path.write_text("annotator,begin,end,value\na,1,x,k\n,1,2,k\n", "utf-8")
    ran = run_here("agreement", "--table", path)
    assert (ran.code, ran.out) == (1, "")
    assert "bad.csv, line 2: “x” is no whole number." in ran.err
    assert "bad.csv:3: There is no annotator." in ran.err
    ran = run_here("agreement", "--table", path, "--json")
    assert ran.code == 1
    assert [(row["line"], row["reason"]) for row in ran.data["refused"]] == [
        (2, "“x” is no whole number."),
        (3, "There is no annotator."),
    ]
    assert "bad.csv, ред 2" in run_here("agreement", "--table", path, language="bg").err


@pytest.mark.parametrize(
    ("text", "line"), [("unit,who\n1,a\n", 1), ('unit,annotator,value\n1,a,"x\n', 2), ("", 1)]
)
def test_a_table_refused_as_a_whole_is_among_what_is_refused(
    tmp_path: Path, text: str, line: int
) -> None:
    path = tmp_path / "bad.csv"
    path.write_text(text, "utf-8")
    ran = run_here("agreement", "--table", path, "--json")
    assert (ran.code, ran.data["figures"]) == (1, [])
    (refused,) = ran.data["refused"]
    assert (refused["file"], refused["line"]) == (str(path), line)
    assert refused["reason"]
    assert "line" not in refused["reason"]
    assert f"bad.csv, line {line}: " in ran.err


def test_a_table_has_the_same_bytes_whatever_order_python_keeps_sets_in(
    tmp_path: Path, pytestconfig: pytest.Config
) -> None:
    random = Random(3)
    rows = ["annotator,begin,end,value"]
    for who in "abc":
        begins = range(0, 600, 10)
        rows += [
            f"{who},{begin + random.randrange(4)},{begin + 5 + random.randrange(5)},"
            f"{random.choice('pqrstuvw')}"
            for begin in begins
        ]
    path = tmp_path / "spans.csv"
    path.write_text("\n".join(rows), "utf-8")
    words = [sys.executable, "-m", "annotator", "agreement", "--table", str(path), "--json"]
    said = [
        subprocess.run(
            [*words, "--samples", "2"],
            cwd=pytestconfig.rootpath,
            env={**os.environ, "PYTHONHASHSEED": seed},
            check=True,
            capture_output=True,
        ).stdout
        for seed in ("1", "2", "3")
    ]
    assert said[0] == said[1] == said[2]


def test_a_corpus_or_a_table_is_named(table: Path, corpus: Path) -> None:
    assert run_here("agreement").code == 2
    assert run_here("agreement", corpus, "--table", table).code == 2
    assert run_here("agreement", "--table", table, "--by", "tag").code == 2
    assert run_here("agreement", "--table", table, "--layer", "x").code == 2
    assert run_here("agreement", "--table", table, "--annotator", "a").code == 0
    assert run_here("agreement", "--table", table.parent / "nowhere.csv").code == 1
    assert run_here("agreement", table.parent / "nowhere.corpus").code == 1


def test_every_measure_and_reason_has_words(corpus: Path, table: Path) -> None:
    known = sentences()
    assert set(REASONS) <= set(known)
    for ran in (
        run_here("agreement", corpus, "--json"),
        run_here("agreement", "--table", table, "--json"),
    ):
        for figure in ran.data["figures"]:
            assert f"measure.{figure['measure']}" in known


def test_measuring_needs_no_library_beside_python(table: Path, pytestconfig: pytest.Config) -> None:
    root = Path(str(pytestconfig.rootpath))
    code = (
        "import sys; from annotator.cli import main; "
        f"main(['agreement', '--table', {str(table)!r}], standalone_mode=False); "
        "assert not {'numpy', 'scipy', 'PySide6'} & set(sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=root, check=False, capture_output=True)
    assert done.returncode == 0, done.stderr.decode()
    assert run_process(root, "agreement", "--table", table).code == 0


def test_places_behind_a_figure(corpus: Path) -> None:
    figures = run_here("agreement", corpus, "--samples", 0, "--json").data["figures"]
    line = next(f for f in figures if f["kind"] == "layer" and f["places_total"] > 1)
    asked = ("agreement", corpus, "--places-of", line["measure"], line["what"])
    (told,) = run_here(*asked, "--json").data["figures"]
    assert told["value"] == line["value"]
    assert told["places_total"] == len(told["cases"]) == line["places_total"]
    for case, place in zip(told["cases"], line["places"], strict=True):
        assert {key: case[key] for key in place} == place
        assert len(case["versions"]) == 2
        sides = [
            [(a["layer"], a["spans"]) for a in version["annotations"]]
            for version in case["versions"].values()
        ]
        assert sides[0] != sides[1]
    ran = run_here(*asked, "--places", 1)
    assert told["cases"][0]["name"] in ran.out
    assert f"{told['places_total'] - 1} more" in ran.out


def test_places_behind_a_relation_name_both_ends(corpus: Path) -> None:
    figures = run_here("agreement", corpus, "--samples", 0, "--json").data["figures"]
    line = next(f for f in figures if f["kind"] == "relation" and f["places_total"])
    asked = ("agreement", corpus, "--places-of", "relation_f1", line["what"])
    (told,) = run_here(*asked, "--json").data["figures"]
    related = [r for c in told["cases"] for v in c["versions"].values() for r in v["relations"]]
    assert related
    assert {r["type"] for r in related} == {line["what"]}
    assert "→" in run_here(*asked).out


def test_a_matrix_lists_the_cases_of_its_cells(corpus: Path) -> None:
    every = run_here("agreement", corpus, "--samples", 0, "--json").data["confusions"]
    table = next(
        t for t in every if t["what"] and any(len(set(c["values"])) > 1 for c in t["cells"])
    )
    (told,) = run_here("agreement", corpus, "--matrix", table["what"], "--json").data["confusions"]
    assert [(c["values"], c["places_total"]) for c in told["cells"]] == [
        (c["values"], c["n"]) for c in table["cells"]
    ]
    for cell in told["cells"]:
        assert len(cell["cases"]) == min(50, cell["places_total"])
    ran = run_here("agreement", corpus, "--matrix", table["what"])
    apart = next(c["values"] for c in table["cells"] if len(set(c["values"])) > 1)
    assert " / ".join(value or "–" for value in apart) in ran.out
    layers = run_here("agreement", corpus, "--matrix", "all", "--json").data["confusions"]
    assert [t["what"] for t in layers] == [""]


@pytest.mark.parametrize("asked", [("--matrix", "x"), ("--places-of", "span_f1", "x")])
def test_what_there_is_nothing_of_is_told(corpus: Path, asked: tuple[str, ...]) -> None:
    ran = run_here("agreement", corpus, *asked)
    assert (ran.code, ran.out) == (1, "")
    assert "Known" in ran.err


def test_an_annotator_against_their_earlier_work(corpus: Path, tmp_path: Path) -> None:
    older = tmp_path / "older.corpus"
    older.write_bytes(corpus.read_bytes())
    figures = run_here("agreement", corpus, "--samples", 0, "--json").data["figures"]
    assert figures
    who = next(iter(run_here("agreement", corpus, "--matrix", "all", "--json").data["confusions"]))
    name = who["annotators"][0]
    asked = ("agreement", corpus, "--against-earlier", name, "--earlier", older, "--samples", 0)
    data = run_here(*asked, "--json").data
    assert data["documents"] == 1
    assert {f["value"] for f in data["figures"] if f["measure"] == "span_f1"} == {1.0}
    assert str(older) in run_here(*asked).out
    (table,) = run_here(*asked, "--matrix", "all", "--json").data["confusions"]
    assert table["annotators"] == [name, f"{name}@earlier"]
    assert run_here("agreement", corpus, "--earlier", older).code == 2
