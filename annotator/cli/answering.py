"""The command that shows what was decided about somebody's work, and says what they say to it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from annotator.cli.opened import open_corpus
from annotator.cli.output import guarded, json_option, language, tell, tell_json
from annotator.cli.people import People
from annotator.model.review import ACCEPTED, APPEALED
from annotator.model.sentences import sentence_of
from annotator.operations.corrections.corrections import Correction, corrections_of
from annotator.operations.corrections.replies import reply

PATH = click.Path(path_type=Path, readable=False)


@click.command()
@click.argument("corpus", type=PATH)
@click.option("--annotator", required=True, help="Whose work it is about.")
@click.option("--accept", multiple=True, metavar="ID", help="Accept these decisions.")
@click.option("--appeal", multiple=True, metavar="ID", help="Appeal against these.")
@click.option("--text", default="", help="Why; an appeal needs it.")
@json_option
@guarded
def corrections(
    corpus: Path,
    annotator: str,
    accept: tuple[str, ...],
    appeal: tuple[str, ...],
    text: str,
    as_json: bool,
) -> None:
    """List the corrections of somebody's work in CORPUS, and answer them.

    Answers go back with `annotator package --return`.
    """
    with open_corpus(corpus, read_only=not (accept or appeal)) as store:
        annotator = People(store.read()).id_of(annotator)
        for state, ids in ((ACCEPTED, accept), (APPEALED, appeal)):
            for key in ids:
                reply(store, key, state, text, annotator=annotator)
        found = corrections_of(store.read(), annotator)
    if as_json:
        tell_json({"corrections": [_data(one, annotator) for one in found]})
        return
    for one in found:
        decision, said = one.decision, one.reply_of(annotator)
        state = sentence_of(f"reply.{said.state}" if said else "reply.open", {}, language())
        after = ", ".join(a.quote for a in one.after) or "–"
        before = ", ".join(str(data.get("quote", "")) for data in one.before) or "–"
        tell(f"{decision.id}\t{state}\t{before} → {after}\t{decision.reason}")


def _data(one: Correction, annotator: str) -> dict[str, Any]:
    decision, said = one.decision, one.reply_of(annotator)
    return {
        "decision": decision.id,
        "document": decision.document,
        "kind": decision.kind,
        "answer": decision.answer,
        "before": [dict(data) for data in one.before],
        "after": [
            {"layer": a.layer, "spans": a.spans, "quote": a.quote, "features": dict(a.features)}
            for a in one.after
        ],
        "reason": decision.reason,
        "guideline": decision.guideline,
        "reply": None if said is None else {"state": said.state, "text": said.text},
    }
