"""Any article with annotations is made anew by keys, whatever its script."""

from __future__ import annotations

from pathlib import Path

import pytest

from annotator.operations.exporting.exporting import export
from annotator.operations.importing.importing import import_files
from annotator.operations.keeping.corpus import new_corpus, scheme_named
from tests.journeys.article import Article
from tests.journeys.articles import ARTICLES, BRIDGE
from tests.journeys.bracketed import read_article
from tests.journeys.by_keys import make
from tests.journeys.foreign import as_goal, is_goal
from tests.journeys.goal import Goal, left_out, read_data, read_goal
from tests.journeys.journey import FEW_FOR_ENTITY
from tests.journeys.possible import scheme_of
from tests.journeys.typist import DECIDE

NEWS = sorted((Path(__file__).parent / "news").glob("*.txt"))
"""Articles as news are written, in many languages; of entities hardly more than a name is known."""


@pytest.mark.parametrize("article", ARTICLES, ids=lambda a: a.name)
def test_an_article_of_any_script_is_made_by_keys(article: Article, tmp_path: Path, qapp) -> None:
    data = tmp_path / "data"
    data.mkdir()
    path = article.write(data)
    made, found = make(path, tmp_path)
    assert found == []
    assert {m.key for m in made if m.layer} == set(read_goal(path).annotations)
    for one in made:
        if one.most is not None and not one.is_frame:
            assert one.presses[DECIDE] <= FEW_FOR_ENTITY + ("?" in one.keys), one


@pytest.mark.parametrize("path", NEWS, ids=lambda p: p.stem)
def test_news_are_made_in_few_presses(path: Path, tmp_path: Path, qapp) -> None:
    data = tmp_path / "data"
    data.mkdir()
    made, found = make(read_article(path).write(data), tmp_path)
    assert found == []
    assert [m for m in made if m.most is not None and m.presses[DECIDE] > m.most] == []
    entities = [m.presses[DECIDE] for m in made if m.most is not None and not m.is_frame]
    assert sum(entities) / len(entities) <= 2


def test_any_file_that_the_program_reads_is_a_goal(tmp_path: Path) -> None:
    data = tmp_path / "data"
    data.mkdir()
    path = BRIDGE.write(data)
    wanted = read_goal(path)
    with new_corpus(tmp_path / "bridge.corpus", scheme=scheme_named(None)) as store:
        import_files(store, [path])
        export(store, tmp_path / "bridge.jsonl", "jsonl")
    assert is_goal(path)
    assert not is_goal(tmp_path / "bridge.jsonl")
    found = read_goal(as_goal(tmp_path / "bridge.jsonl", tmp_path, "الوزير"))
    assert places(found) == places(wanted)
    assert sorted(x.kind for x in found.links) == sorted(x.kind for x in wanted.links)


def test_a_file_that_lacks_the_rules_of_a_scheme_of_ours_is_made_with_them(tmp_path: Path) -> None:
    data = tmp_path / "data"
    data.mkdir()
    ours = scheme_named(None)
    with new_corpus(tmp_path / "bridge.corpus", scheme=ours) as store:
        import_files(store, [BRIDGE.write(data)])
        export(store, tmp_path / "bridge.xml", "tei")
    found = scheme_of(read_data(as_goal(tmp_path / "bridge.xml", tmp_path)))
    assert found.rules == ours.rules
    assert [x.key for x in found.layers] == [x.key for x in ours.layers]


BRAT = """\
T1\tSpeaker 0 5\tMaria
T2\tVerb 6 10\ttold
T3\tSpeaker 11 16\tPeter
T4\tClaim 17 26;31 35\tthe truth once
T5\tNote 6 10\ttold
R1\tSays Arg1:T2 Arg2:T1
R2\tTo Arg1:T2 Arg2:T3
R3\tAbout Arg1:T2 Arg2:T4
#1\tAnnotatorNotes T2\tTo be looked at.
"""


def test_layers_and_relations_of_any_other_scheme_are_made_too(tmp_path: Path, qapp) -> None:
    (tmp_path / "told.txt").write_text("Maria told Peter the truth, at once.", encoding="utf-8")
    path = tmp_path / "told.ann"
    path.write_text(BRAT, encoding="utf-8")
    data = as_goal(path, tmp_path)
    (tmp_path / "made").mkdir()
    made, found = make(data, tmp_path / "made")
    assert found == []
    assert left_out(data) == []
    goal = read_goal(data)
    assert [r.text for r in goal.remarks] == ["To be looked at."]
    assert sorted(x.kind for x in goal.links) == ["About", "Says", "To"]
    assert {m.layer for m in made} == {"Speaker", "Verb", "Note", "Claim", ""}


def places(goal: Goal) -> list[tuple[object, ...]]:
    made = goal.annotations.values()
    return sorted((a.layer, a.spans, a.quote, sorted(a.features.items(), key=str)) for a in made)
