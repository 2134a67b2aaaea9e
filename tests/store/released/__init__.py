"""A corpus file of each released version, kept for ever: `N.corpus`, and what it says in `N.json`.

python -m tests.store.released    makes that of this version, when a new one is released
"""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any

import orjson

from annotator.model.data import data_of

FOLDER = Path(__file__).parent


def what_it_says(store: Any) -> dict[str, Any]:
    """Return counts, and digests of what people made, by nouns: no table is looked at."""
    reader = store.read()
    said: dict[str, list[Any]] = {"annotations": [], "relations": [], "comments": [], "texts": []}
    for bundle in reader.bundles():
        document = bundle.document
        said["texts"].append([document.id, document.name, document.text, document.revision])
        said["texts"] += [[r.number, r.text] for r in bundle.revisions]
        said["comments"] += [
            [c.id, c.annotator, c.anchor, c.target, c.texts] for c in bundle.comments
        ]
        said["relations"] += [
            [r.id, r.type, r.annotator, r.from_id, r.to_id, r.features] for r in bundle.relations
        ]
        said["annotations"] += [
            [
                a.id,
                a.layer,
                a.annotator,
                [list(s) for s in a.spans],
                a.quote,
                a.features,
                a.confidence,
                a.state,
            ]
            for a in bundle.annotations
        ]
    said["decisions"] = [data_of(d) for d in (*reader.rounds(), *reader.decisions())]
    digests = {
        name: hashlib.sha256(orjson.dumps(rows, option=orjson.OPT_SORT_KEYS)).hexdigest()
        for name, rows in said.items()
    }
    return {"counts": store.counts(), "digests": digests, "steps": len(store.history())}


def is_said(found: dict[str, Any], told: dict[str, Any]) -> bool:
    """Say whether a corpus says what one of its version said; a later version has more to say."""
    return found["steps"] == told["steps"] and all(
        {key: found[part].get(key) for key in told[part]} == told[part]
        for part in ("counts", "digests")
    )
