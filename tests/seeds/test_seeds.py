"""The sample corpus against its scheme: every rule holds, nothing is missing, every quote is true.

The checks read the scheme as data and share no code with the program but its tokens, so that
a mistake in the program's own rules cannot hide one in the samples.
"""

from __future__ import annotations

import hashlib
import json
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest

from annotator.text.tokens import tokenize

ROOT = Path(__file__).resolve().parents[2]
SEED = sorted((ROOT / "seeds" / "seed").glob("*.json"))
INVENTED = sorted((ROOT / "seeds" / "invented").glob("*.json"))
SCHEMES = ROOT / "resources" / "schemes" / "schemes.json"
DELIBERATE = ["stance_has_holder xb3", "stance_has_target xb3"]
Data = dict[str, Any]


def load(path: Path) -> Data:
    return json.loads(path.read_bytes())


@pytest.fixture(scope="module")
def schemes() -> Data:
    if not SCHEMES.exists():
        pytest.skip("resources/schemes/schemes.json is missing")
    return load(SCHEMES)


def text_of(path: Path, data: Data) -> str:
    return (path.parent / data["document"]["file"]).read_bytes().decode("utf-8")


class Checker:
    """One annotated document and its scheme; every method yields what is wrong."""

    def __init__(self, schemes: Data, data: Data, text: str) -> None:
        wanted = data["scheme"]
        self.scheme = next(
            s
            for s in schemes["schemes"]
            if (s["id"], s["version"]) == (wanted["id"], wanted["version"])
        )
        self.built_in = {e["id"] for e in schemes["built_in"]["entities"]}
        self.roles = {r["id"] for r in schemes["built_in"]["segment_roles"]}
        self.confidences = {t["id"] for t in schemes["built_in"]["confidence"]["tags"]}
        self.layers = {x["id"]: x for x in self.scheme["layers"]}
        self.types = {x["id"]: x for x in self.scheme["relation_types"]}
        self.kinds = {k["id"] for k in self.scheme["entity_kinds"]}
        self.data, self.text = data, text
        self.annotations = {a["id"]: a for a in data["annotations"]}
        self.entities = {e["id"]: e for e in data["entities"]}

    def of_layer(self, layer: str) -> Iterator[Data]:
        return (a for a in self.data["annotations"] if a["layer"] == layer)

    def anchors(self) -> Iterator[str]:
        tokens = tokenize(self.text)
        begins, ends = {t.begin for t in tokens}, {t.end for t in tokens}
        anchored = [a["anchor"] for a in self.data["comments"] if "spans" in a["anchor"]]
        for item in (*self.data["annotations"], *anchored):
            if item["quote"] != " … ".join(self.text[b:e] for b, e in item["spans"]):
                yield f"quote {item['quote']}"
            flat = [offset for span in item["spans"] for offset in span]
            if flat != sorted(set(flat)) or flat[0] < 0 or flat[-1] > len(self.text):
                yield f"spans {item['spans']}"
        for a in self.data["annotations"]:
            if self.layers[a["layer"]]["anchoring"] == "tokens" and not all(
                b in begins and e in ends for b, e in a["spans"]
            ):
                yield f"token border {a['id']} {a['quote']}"

    def overlaps(self) -> Iterator[str]:
        for layer in self.layers.values():
            spans = [(b, e, a["id"]) for a in self.of_layer(layer["id"]) for b, e in a["spans"]]
            for one, two in combinations(sorted(spans), 2):
                if layer["overlap"] == "none" and two[0] < one[1]:
                    yield f"overlap {one[2]} {two[2]}"

    def segments(self) -> Iterator[str]:
        by_id, last = {s["id"]: s for s in self.data["segments"]}, 0
        for s in self.data["segments"]:
            words = self.text[s["begin"] : s["end"]]
            if s["role"] not in self.roles or s["begin"] < last or words != words.strip():
                yield f"segment {s['id']}"
            if self.text[last : s["begin"]].strip("\n"):
                yield f"text before segment {s['id']}"
            last = s["end"]
            twin = by_id[s["duplicate_of"]] if s["duplicate_of"] else None
            if twin and self.text[twin["begin"] : twin["end"]] != words:
                yield f"duplicate_of {s['id']}"
        if self.text[last:].strip("\n"):
            yield "text after the last segment"
        for a in self.data["annotations"]:
            begin, end = a["spans"][0][0], a["spans"][-1][1]
            inside = [s for s in by_id.values() if s["begin"] <= begin and end <= s["end"]]
            if not any(s["annotate"] for s in inside):
                yield f"not in one annotated segment {a['id']}"

    def values(self) -> Iterator[str]:
        tagsets = {t["id"]: t for t in self.scheme["tagsets"]}
        described = [(a, self.layers[a["layer"]]) for a in self.data["annotations"]]
        described += [(r, self.types[r["type"]]) for r in self.data["relations"]]
        for item, kind in described:
            features = {f["id"]: f for f in kind["features"]}
            if item["confidence"] not in self.confidences or item["features"].keys() - features:
                yield f"confidence or features of {item['id']}"
            for f in features.values():
                value = item["features"].get(f["id"])
                if value is None:
                    if f["required"]:
                        yield f"required {item['id']} {f['id']}"
                elif not self.fits(f, value, tagsets, item["features"]):
                    yield f"value {item['id']} {f['id']} {value}"

    def fits(self, feature: Data, value: Any, tagsets: Data, features: Data) -> bool:
        kind = feature["type"]
        if kind == "tag":
            tags = feature.get("tags") or tagsets[feature["tagset"]]["tags"]
            return value in {t["id"] for t in tags if not t.get("group")}
        if kind == "integer":
            return feature.get("minimum", value) <= value <= feature.get("maximum", value)
        if kind == "entities":
            return bool(value) and all(self.kind_fits(feature, e, features) for e in value)
        return False

    def kind_fits(self, feature: Data, entity: str, features: Data) -> bool:
        """An entity has a kind that is offered, and that of the tag beside it if there is one."""
        kinds = self.entities[entity]["kinds"] if entity in self.entities else []
        prefixes = tuple(k.removesuffix("*") for k in feature["kinds"])
        wanted = {p + str(v) for p in prefixes for v in features.values()} & self.kinds
        return any(k.startswith(prefixes) for k in kinds) and wanted <= set(kinds)

    def relation_ends(self) -> Iterator[str]:
        for r in self.data["relations"]:
            for end in ("from", "to"):
                if not self.end_fits(r[end], self.types[r["type"]][end]):
                    yield f"end {r['id']} {end}"

    def end_fits(self, end: Data, allowed: list[Data]) -> bool:
        if "entity" in end:
            built_in = end["entity"] in self.built_in
            return built_in and any(end["entity"] in a.get("entity", ()) for a in allowed)
        annotation = self.annotations.get(end["annotation"])
        return bool(annotation) and any(
            a.get("layer") in ("*", annotation["layer"]) for a in allowed
        )

    def identities(self) -> Iterator[str]:
        for name in ("annotations", "relations", "comments", "segments", "entities"):
            for id_, n in Counter(x["id"] for x in self.data[name]).items():
                if n > 1:
                    yield f"{name} {id_} is there {n} times"
        for c in self.data["comments"]:
            if c["anchor"].get("annotation", next(iter(self.annotations))) not in self.annotations:
                yield f"comment {c['id']}"
        for e in self.data["entities"]:
            if not e["kinds"] or set(e["kinds"]) - self.kinds:
                yield f"kinds of {e['id']}"
            if e["represents"] and e["represents"] not in self.entities:
                yield f"represents of {e['id']}"

    def relations_at(self, annotation: Data, end: str, rule: Data) -> list[Data]:
        return [
            r
            for r in self.data["relations"]
            if r["type"] == rule["relation"]
            and r[end].get("annotation") == annotation["id"]
            and holds(rule.get("where"), r)
        ]

    def rules(self) -> Iterator[str]:
        """Yield every broken rule as `rule annotation`."""
        for rule in self.scheme["rules"]:
            of = rule.get("layer")
            for a in self.of_layer(of) if of else self.data["annotations"]:
                if holds(rule.get("when"), a) and not KINDS[rule["kind"]](self, rule, a):
                    yield f"{rule['id']} {a['id']}"


def holds(condition: Data | None, item: Data) -> bool:
    return condition is None or item["features"].get(condition["feature"]) in condition["values"]


def levels_run_on(c: Checker, rule: Data, a: Data) -> bool:
    relations = [r["features"] for r in c.relations_at(a, "from", rule)]
    numbers = {f.get(rule["chain"]) for f in relations}
    for chain in numbers - {None} or numbers:
        found = {f[rule["level"]] for f in relations if f.get(rule["chain"]) in (None, chain)}
        if found != set(range(rule["first"], rule["first"] + len(found))):
            return False
    return True


KINDS: dict[str, Callable[[Checker, Data, Data], bool]] = {
    "required_feature": lambda c, r, a: a["features"].get(r["feature"]) is not None,
    "allowed_values": lambda c, r, a: a["features"].get(r["feature"]) in r["values"],
    "relation_ends": lambda c, r, a: all(
        c.end_fits(x["to"], r["to"]) for x in c.relations_at(a, "from", r)
    ),
    "least_relations": lambda c, r, a: len(c.relations_at(a, r["end"], r)) >= r["count"],
    "most_relations": lambda c, r, a: len(c.relations_at(a, r["end"], r)) <= r["count"],
    "contiguous_levels": levels_run_on,
    "must_be_end_of": lambda c, r, a: bool(c.relations_at(a, r["end"], r)),
}
CHECKS = ("anchors", "overlaps", "segments", "relation_ends", "identities", "values", "rules")


@pytest.mark.parametrize("check", CHECKS)
@pytest.mark.parametrize("path", INVENTED, ids=lambda p: p.stem)
def test_an_invented_article_has_no_error_and_nothing_missing(
    schemes: Data, path: Path, check: str
) -> None:
    data = load(path)
    assert list(getattr(Checker(schemes, data, text_of(path, data)), check)()) == []


def spoil(data: Data, what: str) -> None:
    """Break the eleventh article, whose first position is reported three times over."""
    annotations, relations = data["annotations"], data["relations"]
    by_id = {a["id"]: a for a in annotations}
    if what == "anchors":
        by_id["a3"]["spans"][0][1] += 1
    elif what == "overlaps":
        by_id["a2"]["spans"] = by_id["a3"]["spans"]
    elif what == "segments":
        data["segments"][0]["annotate"] = False
    elif what == "values":
        by_id["a1"]["features"]["entities"] = ["rechin"]
    elif what == "relation_ends":
        relations[0]["to"] = {"annotation": "c1"}
    elif what == "identities":
        relations[0]["id"] = relations[1]["id"]
    else:
        relations.remove(next(r for r in relations if r["features"].get("level") == 1))


@pytest.mark.parametrize("check", CHECKS)
def test_each_check_finds_what_it_is_for(schemes: Data, check: str) -> None:
    data = load(INVENTED[10])
    text = text_of(INVENTED[10], data)
    spoil(data, check)
    assert list(getattr(Checker(schemes, data, text), check)()) != []


@pytest.mark.parametrize("path", SEED, ids=lambda p: p.stem)
def test_the_seed_has_only_the_deliberate_gaps(schemes: Data, path: Path) -> None:
    data = load(path)
    checker = Checker(schemes, data, text_of(path, data))
    expected = DELIBERATE if path.stem == "coder_b" else []
    assert list(checker.rules()) == expected
    for check in ("anchors", "overlaps", "segments", "relation_ends", "identities"):
        assert list(getattr(checker, check)()) == [], check


@pytest.mark.parametrize("path", SEED + INVENTED, ids=lambda p: p.stem)
def test_the_document_is_described_as_it_is(path: Path) -> None:
    data = load(path)
    document, raw = data["document"], (path.parent / data["document"]["file"]).read_bytes()
    text = raw.decode("utf-8")
    assert document["sha256"] == hashlib.sha256(raw).hexdigest()
    assert (document["length"], document["bytes"]) == (len(text), len(raw))
    is_nfc = unicodedata.is_normalized("NFC", text)
    assert (document["unicode_form"] == "NFC") is is_nfc
    assert "\r" not in text
    assert not text.startswith("\ufeff")


@pytest.mark.parametrize("path", INVENTED, ids=lambda p: p.stem)
def test_an_invented_article_says_that_it_is_invented(path: Path) -> None:
    data = load(path)
    metadata = {key: value["value"] for key, value in data["document"]["metadata"].items()}
    assert 600 <= data["document"]["length"] <= 1600
    assert metadata["licence"] == "MIT; invented text"
    assert metadata["genre"].startswith("invented")
    assert metadata["scrape_status"].startswith("invented")
    assert {i["state"] for e in data["entities"] for i in e["ids"]} <= {"nil", "not_looked_up"}


def test_an_entity_is_the_same_in_all_articles() -> None:
    seen: dict[str, Data] = {}
    for path in INVENTED:
        for entity in load(path)["entities"]:
            assert seen.setdefault(entity["id"], entity) == entity
    assert any(e["represents"] for e in seen.values())


def test_the_reprint_shares_all_but_its_end() -> None:
    first, second = (load(p) for p in INVENTED[:2])
    groups = {d["document"]["metadata"]["near_duplicate_group"]["value"] for d in (first, second)}
    relation = {"type": "reprint_of", "to": first["document"]["id"]}
    assert second["document"]["relations_of_document"] == [relation]
    assert len(groups) == 1
    one, two = (text_of(p, load(p)).split("\n\n") for p in INVENTED[:2])
    assert one[:-1] == two[:-1]
    assert one[-1] != two[-1]


def test_the_samples_hold_what_is_hard() -> None:
    documents = [load(p) for p in INVENTED]
    languages = Counter(d["document"]["metadata"]["language"]["value"] for d in documents)
    annotations = [a for d in documents for a in d["annotations"]]
    quotes = "".join(a["quote"] for a in annotations)
    assert languages == {"bg": 5, "en": 4, "ru": 3}
    assert len({a["layer"] for a in annotations if len(a["spans"]) > 1}) == 2
    assert any(a["confidence"] == "unsure" for a in annotations)
    assert any(c["kind"] == "question" for d in documents for c in d["comments"])
    assert sum(bool(s["duplicate_of"]) for d in documents for s in d["segments"]) == 4
    hard = ("\u0306", "\u0301", "\u00a0", "\u00ad", "\u200d", "\U0001f3fd", "\U0001d4d7", "ن")
    assert [c for c in hard if c not in quotes] == []
