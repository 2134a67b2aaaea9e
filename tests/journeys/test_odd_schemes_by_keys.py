"""Whatever a scheme has, all that a corpus holds is made anew by keys: labels, comments, values."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from annotator.model.annotation import UNSURE
from annotator.model.review import (
    ON_ANNOTATION,
    ON_DOCUMENT,
    ON_RELATION,
    ON_SPANS,
    QUESTION,
    Annotator,
)
from annotator.model.scheme import (
    CHARACTERS,
    DOCUMENT,
    POINT,
    SEGMENT,
    End,
    Feature,
    Layer,
    RelationType,
    Scheme,
    Tag,
)
from annotator.operations.comments import comments
from annotator.operations.exporting.exporting import export
from annotator.operations.importing.importing import import_files
from annotator.operations.keeping.corpus import new_corpus
from annotator.operations.tagging import annotate, relate
from annotator.store.store import Store
from tests.journeys.by_keys import main, make
from tests.journeys.foreign import as_goal
from tests.journeys.goal import left_out, read_goal

WHO = "reader"
TEXT = (
    "Ребёнок сказал: «Нет!» — и ушёл.\n"
    "תושבי נווה-שאנן (כ-3,000 איש) תומכים בתוכנית.\n"
    "🔥🔥 นายกเทศมนตรี says 1️⃣ no to 𠮷林."
)
TYPES = 40
SUFFIXES = {"jsonl": ".jsonl", "tei": ".xml"}


def _tags(count: int) -> tuple[Tag, ...]:
    return tuple(Tag(id=f"t{n}", names={"en": f"value {n}"}) for n in range(count))


def _layer(key: str, digit: str | None = None, *, at: str = CHARACTERS, **said: object) -> Layer:
    made = Layer(id=key, names={"en": f"Слой {key}"}, key=digit, anchoring=at, overlap="any")
    return made.__class__(**{f: getattr(made, f) for f in made.__slots__} | said)


def _scheme() -> Scheme:
    values = (
        Feature(id="one", type="tag", tags=_tags(60), required=True, core=True),
        Feature(id="more", type="tags", tags=_tags(12)),
        Feature(id="is", type="boolean"),
        Feature(id="words", type="text"),
        Feature(id="count", type="integer"),
        Feature(id="share", type="number"),
        Feature(id="day", type="date"),
        Feature(id="where", type="url"),
    )
    layers = (
        _layer("hub", "1", hub=True, features=values),
        _layer("end", "2"),
        _layer("bare"),
        _layer("spot", at=POINT),
        _layer("kind", at=DOCUMENT, features=values[:1]),
        _layer("tone", at=SEGMENT, features=values[1:2]),
    )
    hub, end = (End(layer="hub"),), (End(layer="end"), End(layer="hub"))
    types = tuple(
        RelationType(id=f"as{n}", names={"en": f"as the {n}th"}, from_ends=hub, to_ends=end)
        for n in range(TYPES)
    )
    beside = RelationType(
        id="beside", from_ends=(End(layer="bare"),), to_ends=end, features=values[:5]
    )
    types = (*types[:-1], replace(types[-1], features=values[1:7]))
    return Scheme(id="odd", layers=layers, relation_types=(*types, beside))


@pytest.fixture
def odd(tmp_path: Path) -> Store:
    """A corpus with something of everything on one short text of many scripts."""
    (tmp_path / "odd.txt").write_bytes(TEXT.encode())
    store = new_corpus(tmp_path / "odd.corpus", scheme=_scheme(), annotator=Annotator(id=WHO))
    assert import_files(store, [tmp_path / "odd.txt"]).refused == ()
    document = next(iter(store.read().documents())).id

    def tag(layer: str, *quotes: str, **features: object) -> str:
        spans = [(TEXT.index(q), TEXT.index(q) + len(q)) for q in quotes]
        made = annotate.tag_spans(store, document, layer, spans, annotator=WHO, features=features)
        return made.id

    def say(anchor: str, text: str, target: str | None = None, **said: object) -> str:
        made = comments.add_comment(
            store,
            document=document,
            anchor=anchor,
            target=target,
            text=text,
            language="en",
            annotator=WHO,
            **said,
        )
        return made.id

    ends = [tag("end", q) for q in ("Ребёнок", "«Нет!»", "(כ-3", "🔥🔥", "1️⃣", ".")]
    hub = tag(
        "hub",
        "сказал",
        "и ушёл",
        one="t47",
        more=["t3", "t11", "t0"],
        words="2 words — so",
        count=-7,
        share=2.5,
        day="2024-03",
        where="https://example.org/?a=1",
    )
    other = tag("hub", "says 1️⃣ no", one="t9", **{"is": False})
    bare = tag("bare", TEXT)
    spot = annotate.tag_here(store, document, "spot", 5, 5, annotator=WHO)
    annotate.set_confidence(store, spot.id, UNSURE, annotator=WHO)
    label = annotate.tag_here(store, document, "kind", 0, 0, annotator=WHO, features={"one": "t1"})
    line = TEXT.index("תומכים")
    annotate.tag_here(store, document, "tone", line, line, annotator=WHO)
    twins = [tag("end", "says") for _ in range(2)]
    told: dict[str, dict[str, object]] = {
        "beside": {"one": "t51", "is": True, "words": "so", "count": 12},
        "as39": {"more": ["t2", "t11"], "share": 0.25, "day": "2024"},
    }
    links = [
        relate.link(store, *link, annotator=WHO, features=told.get(link[1], {}))
        for link in (
            (hub, "as0", ends[0]),
            (hub, "as31", ends[1]),
            (hub, "as32", ends[1]),
            (hub, "as31", ends[2]),
            (other, "as39", hub),
            (other, "as2", twins[1]),
            (other, "as3", twins[0]),
            (bare, "beside", ends[3]),
        )
    ]
    for link in (links[1], links[-1]):
        relate.set_relation_confidence(store, link.id, UNSURE, annotator=WHO)
    first = say(ON_ANNOTATION, "Is it so?\nTwo lines.", ends[0], kind=QUESTION)
    say(ON_ANNOTATION, "It is.", ends[0], thread=first)
    say(ON_ANNOTATION, "Of a label.", label.id)
    say(ON_RELATION, "Of an end.", links[2].id)
    say(ON_SPANS, "Of words.", spans=[(4, 9)])
    say(ON_DOCUMENT, "Of all.")
    return store


@pytest.mark.parametrize("form", ["corpus", "jsonl", "tei"])
def test_all_of_an_odd_corpus_is_made_anew(odd: Store, form: str, tmp_path: Path, qapp) -> None:
    path = tmp_path / "odd.corpus"
    if form != "corpus":
        path = tmp_path / f"out{SUFFIXES[form]}"
        export(odd, path, form)
    odd.close()
    data = as_goal(path, tmp_path, "odd")
    goal = read_goal(data)
    assert (len(goal.annotations), len(goal.links), len(goal.remarks)) == (14, 8, 6)
    (tmp_path / "made").mkdir()
    made, found = make(data, tmp_path / "made")
    assert found == []
    assert left_out(data) == []
    assert {m.key for m in made if not m.layer} == {r.key for r in goal.remarks}
    # Far down in forty types: a point, what tells one from the others, Enter.
    (far,) = [m for m in made if m.layer == "hub" and m.quote.startswith("says")]
    assert " . 3 9 Return " in " ".join(far.keys)


def test_what_cannot_be_made_is_said_in_a_sentence(odd: Store, tmp_path: Path, capsys) -> None:
    odd.close()
    (tmp_path / "no.txt").write_text("Nothing.", encoding="utf-8")
    told = {
        tmp_path / "odd.corpus": "no annotated document like 'even'; it has odd",
        tmp_path / "no.txt": "no annotated document like 'even'",
    }
    for path, sentence in told.items():
        assert main(["--data", str(path), "--document", "even"]) == 1
        assert sentence in capsys.readouterr().err
    with pytest.raises(SystemExit):
        main(["--data", str(tmp_path / "away.json")])
    assert "there is no file" in capsys.readouterr().err
