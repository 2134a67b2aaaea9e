"""Reads articles as people write them down: annotations in brackets within the text.

A file has a head, the text, and what is said of each bracket, parted by lines of dashes:

    language: en
    entity russia actor:state Russia; Moscow=short
    ---
    [s1 [a1 Russia] wants talks], [c1 said] [a2 Peskov].
    ---
    a1 ACTOR state name russia
    s1 STANCE support demand indirect : a1 / a2 c1 > i1

The same key in two brackets is one annotation in fragments. A feature that is not said has its
default; `?` marks what is unsure. Of a stance: holders and cues, after each `/` those of the next
level (`//` begins another chain), after `>` the targets. A cue is by those of its level.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from tests.journeys.article import Article, Features, actor, cue, data_of, ent, level, place, stance

_OPENS = re.compile(r"\[([a-z]+\d+) ")
Links = list[tuple[str, str, str, Features]]


def read_article(path: Path) -> Article:
    """Read a bracketed article; its text ends without a line break."""
    head, body, said = re.split(r"^---\n", path.read_text(encoding="utf-8"), flags=re.MULTILINE)
    text, spans = unbracketed(body.strip("\n"))
    language, entities = _head(head)
    annotations: list[dict[str, Any]] = []
    links: Links = []
    for line in said.splitlines():
        if line.strip():
            key, layer, features, how, made = _said(line)
            annotations.append(_annotation(text, key, layer, spans.pop(key), features, how))
            links += made
    assert not spans, (path, spans)
    unique = list({x[:3]: x for x in links}.values())
    data = data_of(path.stem, language, text, entities, annotations, unique)
    return Article(path.stem, text, data)


def unbracketed(body: str) -> tuple[str, dict[str, list[tuple[int, int]]]]:
    """Return a text without its brackets, and where those of each key stood."""
    text, at = "", 0
    spans: dict[str, list[tuple[int, int]]] = {}
    opened: list[tuple[str, int]] = []
    while at < len(body):
        opening = _OPENS.match(body, at)
        if opening:
            opened.append((opening[1], len(text)))
            at = opening.end()
        elif body[at] == "]" and opened:
            key, begin = opened.pop()
            spans.setdefault(key, []).append((begin, len(text)))
            at += 1
        else:
            text += body[at]
            at += 1
    assert not opened, opened
    return text, spans


def _head(head: str) -> tuple[str, list[dict[str, Any]]]:
    language, entities = "", []
    for line in head.splitlines():
        if line.startswith("language:"):
            language = line.partition(":")[2].strip()
        elif line.startswith("entity "):
            _, key, kind, names = line.split(" ", 3)
            aliases: list[tuple[str, str]] = []
            for part in names.split(";"):
                name, _, sort = part.strip().partition("=")
                aliases.append((name, sort or "name"))
            made = ent(key, kind, {language: aliases[0][0]}, aliases, language)
            entities.append(made | {"kinds": kind.split(",")})
    return language, entities


def _annotation(
    text: str, key: str, layer: str, spans: list[tuple[int, int]], features: Features, how: str
) -> dict[str, Any]:
    quote = " … ".join(text[b:e] for b, e in spans)
    made = {"id": key, "layer": layer, "spans": spans, "quote": quote}
    return made | {"features": features, "confidence": how}


def _said(line: str) -> tuple[str, str, Features, str, Links]:
    how = "unsure" if "?" in line else "sure"
    told, _, ends = line.replace("?", "").partition(" : ")
    key, layer, *values = told.split()
    if layer == "ACTOR":
        return key, layer, actor(*values), how, []
    if layer == "PLACE":
        return key, layer, place(*values), how, []
    if layer == "CUE":
        return key, layer, cue(*values), how, []
    return key, layer, stance(*values) if values else {}, how, _links(key, ends)


def _links(key: str, ends: str) -> Links:
    sources, _, targets = ends.partition(">")
    made: Links = []
    chains = [part.split("/") for part in sources.split("//")]
    for number, chain in enumerate(chains, start=1):
        for rung, part in enumerate(chain, start=1 if number > 1 else 0):
            where = level(rung)
            if rung and len(chains) > 1:
                where |= {"chain": number}
            here = part.split()
            cues = [x for x in here if x.startswith("c")]
            who = [x for x in here if x not in cues]
            made += [("source", key, x, where) for x in who]
            made += [("cue", key, x, where) for x in cues]
            made += [("by", x, y, {}) for x in cues for y in who]
    return [*made, *(("target", key, x, {}) for x in targets.split())]
