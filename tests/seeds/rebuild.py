"""Rebuilds every fact of the annotated samples from an exported JSONL file, value for value.

    python -m tests.seeds.rebuild EXPORT.jsonl

It shares no code with the program, nor with its tests: what the export says must be enough. Each
difference is printed; the exit status is 1 if there is any.
"""

from __future__ import annotations

import json
import sys
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import Any

Data = dict[str, Any]
SEEDS = Path(__file__).resolve().parents[2] / "seeds"
INCOMPLETE = [("coder_b", "xb3", "stance_has_holder"), ("coder_b", "xb3", "stance_has_target")]
"""What is missing in the samples on purpose, and nothing else: annotator, annotation, rule."""
SEGMENT = ("id", "begin", "end", "role", "annotate", "duplicate_of")
ENTITY = ("id", "names", "kinds", "aliases", "ids", "represents", "note")


class Export:
    """The lines of an export, and the samples as they can be rebuilt from them."""

    def __init__(self, path: Path) -> None:
        lines = [json.loads(line) for line in path.read_text("utf-8").splitlines() if line]
        self.header, self.documents = lines[0], lines[1:]
        self.names = {d["id"]: d["source_id"] for d in self.documents}

    def document(self, sha256: str) -> Data | None:
        return next((d for d in self.documents if d["text_sha256"] == sha256), None)

    def sample(self, document: Data, annotator: str) -> Data:
        """Return what one annotator's file of one document says."""
        theirs = {
            kind: [x for x in document[kind] if x["annotator"] == annotator]
            for kind in ("annotations", "relations", "comments")
        }
        ids = {a["id"]: a["source_id"] for a in theirs["annotations"]}
        made = {x.get("made") for found in theirs.values() for x in found}
        return {
            "scheme": {key: self.header["scheme"][key] for key in ("id", "version")},
            "annotator": next(a for a in self.header["annotators"] if a["id"] == annotator),
            "made": made.pop() if len(made) == 1 else sorted(map(str, made)),
            "document": self.facts(document),
            "segments": [filled(s, SEGMENT) for s in document["segments"]],
            "entities": {e["id"]: entity(e) for e in self.header["entities"]},
            "annotations": {a["source_id"]: annotation(a) for a in theirs["annotations"]},
            "relations": {r["source_id"]: relation(r, ids) for r in theirs["relations"]},
            "comments": {c["source_id"]: comment(c, ids) for c in theirs["comments"]},
        }

    def facts(self, document: Data) -> Data:
        text = document["text"]
        told = {
            "id": document["source_id"],
            "file": document["file"],
            "sha256": document["text_sha256"],
            "length": len(text),
            "bytes": document["source"]["bytes"],
            "offset_unit": document["offset_unit"],
            "unicode_form": "NFC" if unicodedata.is_normalized("NFC", text) else "none",
            "metadata": {
                key: filled(value, ("value", "inferred", "note"))
                for key, value in document["metadata"].items()
            },
        }
        related = [
            {"type": r["type"], "to": self.names[r["to"]]}
            for r in self.header.get("document_relations", ())
            if r["from"] == document["id"]
        ]
        return {**told, "relations_of_document": related}


def filled(data: Data, names: tuple[str, ...]) -> Data:
    """Return data with None for what is left out, and all that stands there besides."""
    return {**dict.fromkeys(names), **data}


def entity(data: Data) -> Data:
    whole = filled(data, ENTITY)
    whole["ids"] = [filled(i, ("authority", "state", "value", "note")) for i in whole["ids"]]
    whole["aliases"] = [filled(a, ("text", "language", "kind")) for a in whole["aliases"]]
    return whole


def annotation(data: Data) -> Data:
    names = ("layer", "spans", "quote", "features", "confidence")
    return {"id": data["source_id"], **{name: data[name] for name in names}}


def relation(data: Data, ids: dict[str, str]) -> Data:
    return {
        "id": data["source_id"],
        "type": data["type"],
        "from": end(data["from"], ids),
        "to": end(data["to"], ids),
        "features": data["features"],
        "confidence": data["confidence"],
    }


def comment(data: Data, ids: dict[str, str]) -> Data:
    whole = {"id": data["source_id"], "kind": data["kind"], "anchor": end(data["anchor"], ids)}
    return {**whole, "texts": data["texts"]}


def end(data: Data, ids: dict[str, str]) -> Data:
    return {"annotation": ids.get(data["annotation"])} if "annotation" in data else data


def expected(path: Path) -> Data:
    """Return a sample with its lists by id and with None where it leaves something out."""
    data = json.loads(path.read_bytes())
    sample = {key: data[key] for key in ("scheme", "annotator", "made", "document")}
    sample["document"].setdefault("relations_of_document", [])
    if sample["document"]["unicode_form"] != "NFC":
        sample["document"]["unicode_form"] = "none"
    sample["segments"] = [filled(s, SEGMENT) for s in data["segments"]]
    for kind in ("annotations", "relations", "comments"):
        sample[kind] = {x["id"]: x for x in data[kind]}
        assert len(sample[kind]) == len(data[kind])
    sample["entities"] = {e["id"]: entity(e) for e in data["entities"]}
    return sample


def differences(wanted: Any, found: Any, place: str) -> Iterator[str]:
    """Yield a line for each value that is not the same; numbers and yes/no are not mixed up."""
    if isinstance(wanted, dict) and isinstance(found, dict):
        for key in sorted(wanted.keys() | found.keys()):
            here = f"{place}.{key}"
            if key not in found or key not in wanted:
                yield f"{here} {'is missing' if key not in found else 'is there besides'}"
            else:
                yield from differences(wanted[key], found[key], here)
    elif isinstance(wanted, list) and isinstance(found, list) and len(wanted) == len(found):
        for number, pair in enumerate(zip(wanted, found, strict=True)):
            yield from differences(*pair, f"{place}[{number}]")
    elif wanted != found or type(wanted) is not type(found):
        yield f"{place} is {found!r}, not {wanted!r}"


def compare(export: Export, path: Path) -> Iterator[str]:
    """Yield what differs between a sample and what the export says."""
    wanted = expected(path)
    document = export.document(wanted["document"]["sha256"])
    if document is None:
        yield f"{path.name}: its document is missing"
        return
    text = path.with_name(wanted["document"]["file"]).read_bytes().decode("utf-8")
    yield from differences(text, document["text"], f"{path.name} text")
    found = export.sample(document, wanted["annotator"]["id"])
    # The entities of all samples stand in one header.
    found["entities"] = {k: v for k, v in found["entities"].items() if k in wanted["entities"]}
    yield from differences(wanted, found, path.name)
    for item in (*document["annotations"], *(c["anchor"] for c in document["comments"])):
        quote = " … ".join(text[begin:end] for begin, end in item.get("spans", ()))
        yield from differences(item.get("quote", ""), quote, f"{path.name} quote")


def holds(condition: Data | None, item: Data) -> bool:
    return condition is None or item["features"].get(condition["feature"]) in condition["values"]


class Rules:
    """The rules of the header's scheme, applied to one document."""

    def __init__(self, scheme: Data, document: Data) -> None:
        self.scheme, self.document = scheme, document

    def broken(self) -> Iterator[tuple[str, str, str]]:
        """Yield annotator, annotation and rule for everything that is missing or wrong."""
        kinds = {x["id"]: x for x in self.scheme["layers"]}
        types = {x["id"]: x for x in self.scheme["relation_types"]}
        described = [(a, kinds[a["layer"]]) for a in self.document["annotations"]]
        described += [(r, types[r["type"]]) for r in self.document["relations"]]
        for item, kind in described:
            for feature in kind.get("features", ()):
                if feature.get("required") and item["features"].get(feature["id"]) is None:
                    yield item["annotator"], item["source_id"], feature["id"]
        for rule in self.scheme["rules"]:
            for a in self.document["annotations"]:
                is_meant = rule.get("layer") in (None, a["layer"]) and holds(rule.get("when"), a)
                if is_meant and not self.is_kept(rule, a):
                    yield a["annotator"], a["source_id"], rule["id"]

    def relations(self, a: Data, side: str, rule: Data) -> list[Data]:
        return [
            r
            for r in self.document["relations"]
            if r["type"] == rule["relation"]
            and r[side].get("annotation") == a["id"]
            and holds(rule.get("where"), r)
        ]

    def is_kept(self, rule: Data, a: Data) -> bool:
        kind = rule["kind"]
        if kind in ("required_feature", "allowed_values"):
            value = a["features"].get(rule["feature"])
            return value is not None if kind == "required_feature" else value in rule["values"]
        found = self.relations(a, rule.get("end") or "from", rule)
        if kind == "least_relations":
            return len(found) >= rule["count"]
        if kind == "most_relations":
            return len(found) <= rule["count"]
        if kind == "must_be_end_of":
            return bool(found)
        if kind == "relation_ends":
            return all(self.is_allowed(r["to"], rule["to"]) for r in found)
        assert kind == "contiguous_levels", kind
        return self.levels_run_on(rule, [r["features"] for r in found])

    def is_allowed(self, to: Data, ends: list[Data]) -> bool:
        if "entity" in to:
            return any(to["entity"] in e.get("entity", ()) for e in ends)
        layers = {a["id"]: a["layer"] for a in self.document["annotations"]}
        return any(e.get("layer") in ("*", layers[to["annotation"]]) for e in ends)

    def levels_run_on(self, rule: Data, found: list[Data]) -> bool:
        chains = {f.get(rule["chain"]) for f in found}
        for chain in chains - {None} or chains:
            levels = {f[rule["level"]] for f in found if f.get(rule["chain"]) in (None, chain)}
            if levels != set(range(rule["first"], rule["first"] + len(levels))):
                return False
        return True


def samples(folder: Path) -> list[Path]:
    return [p for name in ("seed", "invented") for p in sorted((folder / name).glob("*.json"))]


def check(path: Path, folder: Path = SEEDS) -> list[str]:
    """Return every difference between the samples in `folder` and an export."""
    export = Export(path)
    found = [line for sample in samples(folder) for line in compare(export, sample)]
    broken = [x for d in export.documents for x in Rules(export.header["scheme"], d).broken()]
    found.extend(differences(INCOMPLETE, sorted(broken), "incomplete"))
    known = {json.loads(p.read_bytes())["document"]["sha256"] for p in samples(folder)}
    others = [d["name"] for d in export.documents if d["text_sha256"] not in known]
    return [*found, *(f"{name}: no sample has this document" for name in others)]


def main(arguments: list[str]) -> int:
    """Print the differences of the export that is named; 0 if there is none."""
    if len(arguments) != 1:
        sys.stderr.write("python -m tests.seeds.rebuild EXPORT.jsonl\n")
        return 2
    found = check(Path(arguments[0]))
    sys.stdout.writelines(f"{line}\n" for line in found)
    count = len(samples(SEEDS))
    sys.stdout.write(f"{count} samples rebuilt, {len(found)} differences\n")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
