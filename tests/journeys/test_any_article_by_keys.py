"""Any article with annotations is made anew by keys, whatever its script."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.journeys.article import Article
from tests.journeys.articles import ARTICLES
from tests.journeys.by_keys import FEW_FOR_ENTITY, make
from tests.journeys.goal import read_goal
from tests.journeys.typist import DECIDE


@pytest.mark.parametrize("article", ARTICLES, ids=lambda a: a.name)
def test_an_article_of_any_script_is_made_by_keys(article: Article, tmp_path: Path, qapp) -> None:
    data = tmp_path / "data"
    data.mkdir()
    path = article.write(data)
    made, found = make(path, tmp_path)
    assert found == []
    assert {m.key for m in made} == set(read_goal(path).annotations)
    for one in made:
        if one.most is not None and not one.is_frame:
            assert one.presses[DECIDE] <= FEW_FOR_ENTITY + ("?" in one.keys), one
