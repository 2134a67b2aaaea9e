"""Metadata from the names of files."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.text.name_pattern import NamePattern


@pytest.mark.parametrize(
    ("pattern", "name", "values"),
    [
        (
            "{published}_{outlet}_{title}",
            "2022-08-30_dnevnik_Русия е готова",
            {"published": "2022-08-30", "outlet": "dnevnik", "title": "Русия е готова"},
        ),
        (
            "{published}-{outlet}-{title}",
            "2022-08-30-БТА-Кой-кой-е",
            {"published": "2022-08-30", "outlet": "БТА", "title": "Кой-кой-е"},
        ),
        ("{published}{}", "20220830 нещо", {"published": "2022-08-30"}),
        ("{published} {title}", "2022.08 нещо", {"published": "2022-08", "title": "нещо"}),
        ("{}_{outlet}", "12_bta", {"outlet": "bta"}),
        ("Article {title}", "article one", {"title": "one"}),
        ("", "", {}),
    ],
)
def test_keys_take_their_parts(pattern, name, values) -> None:
    assert NamePattern(pattern, dates={"published"}).read(name) == values


@pytest.mark.parametrize(
    ("pattern", "name"),
    [
        ("{published}_{title}", "August_one"),
        ("{published}_{title}", "2022-13-01_one"),
        ("{published}_{title}", "2022-08-30"),
        ("{outlet}_{title}", "one"),
        ("plain", "other"),
    ],
)
def test_other_names_give_nothing(pattern, name) -> None:
    assert NamePattern(pattern, dates={"published"}).read(name) is None


@pytest.mark.parametrize("pattern", ["{a}_{a}", "{a", "a}", "{a}}{b}"])
def test_what_is_no_pattern_is_refused(pattern) -> None:
    with pytest.raises(ValueError, match=r".*"):
        NamePattern(pattern)


@given(st.lists(st.text("абвгabc 12.()[]*+", min_size=1).filter(str.strip), min_size=1, max_size=4))
def test_parts_come_back(parts) -> None:
    pattern = "_".join(f"{{k{n}}}" for n in range(len(parts)))
    read = NamePattern(pattern).read("_".join(parts))
    assert read == {f"k{n}": part.strip() for n, part in enumerate(parts)}
