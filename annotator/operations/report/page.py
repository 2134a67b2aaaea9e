"""A report as a page of its own: nothing is fetched, nothing runs, everything is text."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from html import escape
from typing import Any

from annotator.model.language import decimal_in, text_in
from annotator.model.sentences import sentence_of, sentences
from annotator.operations.agreement.words import distance_said, number_said
from annotator.operations.report.html import paragraph, table, text_of
from annotator.operations.report.report import AMONG
from annotator.text.directions import plain_sentence

_STYLE = (
    "body{font:15px/1.5 sans-serif;max-width:60em;margin:2em auto;padding:0 1em;"
    "color:#1e2126;background:#fdfcf9}"
    "h1{font-size:1.5em}h2{font-size:1.15em;margin-top:2em}h3{font-size:1em;margin-top:1.5em}"
    "table{border-collapse:collapse;margin:.5em 0}"
    "th,td{padding:.2em .5em;text-align:left;border-bottom:1px solid #cdcac1;vertical-align:top}"
    ".word{white-space:nowrap}.number{text-align:right}.muted{color:#5a5f68}"
)
_POLICY = "default-src 'none'; style-src 'unsafe-inline'"
_NUMBERS = "{:,}"


def report_page(report: Mapping[str, Any], language: str) -> str:
    """Return a report (of `make_report`) as one file of HTML, in a language."""
    return _Page(report, language).html()


class _Page:
    """Writes one report."""

    def __init__(self, report: Mapping[str, Any], language: str) -> None:
        self._report, self._language = report, language
        scheme = report["scheme"]
        owners = (*scheme["relation_types"], *scheme["layers"])
        self._owners = {row["id"]: row["names"] for row in owners}
        self._features = {
            f"{row['id']}.{feature['id']}": feature["names"]
            for row in owners
            for feature in row["features"]
        }
        self._names = {
            row["id"]: text_in(row["names"], language, row["id"])
            for row in (*report["annotators"], *report["others"])
        }

    def _word(self, code: str, **data: Any) -> str:
        return plain_sentence(sentence_of(f"report.{code}", data, self._language))

    def html(self) -> str:
        title = escape(self._word("title"))
        parts = [
            "<!DOCTYPE html>",
            f'<html lang="{escape(self._language, quote=True)}"><head><meta charset="utf-8">',
            f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">',
            f"<title>{title}</title><style>{_STYLE}</style></head><body>",
            f"<h1>{title}</h1>",
            *self._short(),
            *self._material(),
            *self._people(),
            *self._rounds(),
            *(line for part in self._report["agreement"] for line in self._compared(part)),
            *self._decisions(),
            *self._sources(),
            "</body></html>",
        ]
        return "\n".join(parts) + "\n"

    def _short(self) -> list[str]:
        report, corpus = self._report, self._report["corpus"]
        said = [
            self._word(
                "material",
                documents=corpus["documents"],
                characters=self._number(corpus["characters"]),
                annotations=self._number(corpus["annotations"]),
                relations=self._number(corpus["relations"]),
                version=report["program"]["version"],
                scheme=report["scheme"]["id"],
                scheme_version=report["scheme"]["version"],
            )
        ]
        among = next(part for part in report["agreement"] if part["kind"] == AMONG)
        if among["documents"]:
            named = ", ".join(self._name(who) for who in among["annotators"])
            said.append(self._word("compared", names=named, documents=among["documents"]))
        else:
            said.append(self._word("nothing_compared"))
        decisions = report["decisions"]
        if decisions["total"]:
            agreed = decisions["by_kind"].get("agree", 0)
            said.append(self._word("decided", total=decisions["differing"], agreed=agreed))
        return [self._head(2, "methods"), paragraph(" ".join(said))]

    def _material(self) -> list[str]:
        """Return the texts in figures, and what everybody made of each layer and type."""
        material, number = self._report["material"], self._number
        data = {key: number(material[key]) for key in ("words", "characters")}
        shown = number(material["annotated_characters"])
        said = [self._word("texts", annotated=shown, **data)]
        if any(material["languages"]):
            named = (
                f"{key or self._word('no_language')} {number(count)}"
                for key, count in material["languages"].items()
            )
            said.append(self._word("languages", named=", ".join(named)))
        shared = (
            self._word("shared", documents=count, count=int(key))
            for key, count in material["documents_by_annotators"].items()
        )
        said.append(self._word("by_how_many", named=", ".join(shared)))
        if material["days"]:
            first, last = material["days"]
            said.append(self._word("days", first=first, last=last))
        judge = self._report["adjudicated"]
        made = {*material["annotations"], *material["relations"]}
        people = sorted(made, key=lambda who: (who == judge, who))
        rows: list[list[str]] = []
        for kind, owners in (("annotations", "layers"), ("relations", "relation_types")):
            for key in (row["id"] for row in self._report["scheme"][owners]):
                counts = [material[kind].get(who, {}).get(key, 0) for who in people]
                if any(counts):
                    name = text_in(self._owners.get(key), self._language, key)
                    rows.append([name, self._word(kind), *map(number, counts)])
        heads = [self._word("what"), self._word("kind"), *map(self._name, people)]
        counted = [table(heads, rows, numbers=range(2, len(heads)))] if rows else []
        return [self._head(2, "material_head"), paragraph(" ".join(said)), *counted]

    def _people(self) -> list[str]:
        rows = [
            [self._name(row["id"]), self._number(row["annotations"]), self._states(row)]
            for row in self._report["annotators"]
        ]
        heads = [self._word(code) for code in ("who", "annotations", "states")]
        return [self._head(2, "people"), table(heads, rows, numbers={1})]

    def _states(self, row: Mapping[str, Any]) -> str:
        states = row["documents_by_state"].items()
        said = (f"{self._known('state', state)} {count}" for state, count in states)
        return ", ".join(said) or "–"

    def _rounds(self) -> list[str]:
        rounds = self._report["rounds"]
        if not rounds:
            return []
        codes = ("round", "documents", "people", "each", "overlap", "pilot", "seed", "blind",
                 "due")  # fmt: skip
        rows = [
            [
                text_in(row["names"], self._language, "–"),
                str(row["documents"]),
                ", ".join(self._name(who) for who in row["annotators"]),
                str(row["several"]),
                number_said(row["overlap"], self._language),
                str(row["pilot"]),
                str(row["seed"]),
                self._word("yes" if row["is_blind"] else "no"),
                row["due"] or "–",
            ]
            for row in rounds
        ]
        return [self._head(2, "rounds"), table([self._word(c) for c in codes], rows)]

    # Agreement

    def _compared(self, part: Mapping[str, Any]) -> list[str]:
        is_among = part["kind"] == AMONG
        if is_among:
            lines = [self._head(2, "among"), paragraph(self._word("before"))]
        else:
            known = {row["id"] for row in self._report["annotators"]}
            who = next((x for x in part["annotators"] if x in known), part["annotators"][0])
            title = self._word("against", name=self._name(who))
            lines = [f"<h2>{text_of(title)}</h2>", paragraph(self._word("after"))]
        for who, count in part["unfinished"].items():
            said = self._word("unfinished", count=count, name=self._name(who))
            lines.append(paragraph(said, role="muted"))
        if not part["documents"]:
            return [*lines, paragraph(self._word("nothing_compared"))]
        codes = ("what", "measure", "distance", "unit", "n", "together", "mean", "observed",
                 "places")  # fmt: skip
        heads = [self._word(code) for code in codes]
        said = self._drawn(part["figures"])
        lines += [paragraph(said, role="muted")] if said else []
        notes: dict[str, int] = {}
        rows = self._figures(part["figures"], notes)
        lines.append(table(heads, rows, numbers={4, 5, 6, 7, 8}))
        return [*lines, *(paragraph(f"[{n}] {why}", role="muted") for why, n in notes.items())]

    def _drawn(self, figures: Sequence[Mapping[str, Any]]) -> str:
        """Return how chance was drawn, and how exactly it is known where it is known worst."""
        drawn = [f for f in figures if f["samples"] is not None]
        if not drawn:
            return ""
        data = {"samples": drawn[0]["samples"], "seed": drawn[0]["seed"]}
        said = f"γ: {sentence_of('figure.drawn', data, self._language)}"
        precise = max((f["precision"] for f in drawn if f["precision"] is not None), default=None)
        if precise is None:
            return said
        part = {"part": decimal_in(f"{precise:.1%}", self._language)}
        return f"{said} {sentence_of('figure.precise', part, self._language)}"

    def _figures(
        self, figures: Sequence[Mapping[str, Any]], notes: dict[str, int]
    ) -> list[list[str]]:
        means = {_key(f): f for f in figures if f["scope"] == "macro"}
        rows: list[list[str]] = []
        for figure in (f for f in figures if f["scope"] != "macro"):
            mean = None if figure["of_value"] is not None else means.get(_key(figure))
            observed = figure["observed"]
            rows.append(
                [
                    self._what(figure),
                    sentence_of(f"measure.{figure['measure']}", {}, self._language),
                    distance_said(figure["distance"], self._language),
                    sentence_of(f"unit.{figure['unit']}", {}, self._language),
                    self._number(figure["n"]),
                    self._value(figure, notes),
                    ""
                    if mean is None
                    else f"{self._value(mean, notes)} ({self._number(mean['n'])})",
                    "" if observed is None else number_said(observed, self._language, digits=3),
                    self._number(figure["places"]),
                ]
            )
        return rows

    def _what(self, figure: Mapping[str, Any]) -> str:
        what = figure["of_value"] or figure["what"]
        owner, _, rest = what.partition(".")
        if not owner:
            return self._word("all_layers")
        name = text_in(self._owners.get(owner), self._language, owner)
        return (
            f"{name}, {text_in(self._features.get(what), self._language, rest)}" if rest else name
        )

    def _value(self, figure: Mapping[str, Any], notes: dict[str, int]) -> str:
        """Return a value, or that there is none, with the number of the note that says why."""
        if figure["value"] is not None:
            return number_said(figure["value"], self._language, digits=3)
        if not figure["reason"]:
            return "–"
        number = notes.setdefault(figure["reason"][self._language], len(notes) + 1)
        return f"{self._word('undefined')} [{number}]"

    # The rest

    def _decisions(self) -> list[str]:
        decisions = self._report["decisions"]
        if not decisions["total"]:
            return []
        heads = [self._word(code) for code in ("kind", "answer", "count")]
        rows = [
            [
                self._known("kind", row["kind"]),
                self._known("answer", row["answer"]),
                self._number(row["count"]),
            ]
            for row in decisions["by_kind_and_answer"]
        ]
        said = [
            self._word(f"decisions.{code}", named=self._counted(decisions[key], known))
            for code, key, known in (
                ("by", "made_by", self._name),
                ("from", "taken_from", self._name),
                ("replies", "replies", self._reply),
            )
            if decisions[key]
        ]
        anew = decisions["anew_after_appeal"]
        said += [self._word("decisions.anew", count=anew)] if anew else []
        said.append(self._word("decisions.reasons", count=decisions["with_reason"]))
        lines = [self._head(2, "decisions"), table(heads, rows, numbers={2})]
        return [*lines, paragraph(" ".join(said))]

    def _reply(self, state: str) -> str:
        return self._known("reply", state)

    def _counted(self, counts: Mapping[str, int], known: Callable[[str], str]) -> str:
        return ", ".join(f"{known(key)} {self._number(n)}" for key, n in counts.items())

    def _sources(self) -> list[str]:
        rows = [
            [sentence_of(f"measure.{row['measure']}", {}, self._language), row["source"]]
            for row in self._report["measures"]
        ]
        scheme, program = self._report["scheme"], self._report["program"]
        known = {key: scheme[key] for key in ("id", "version", "sha256")}
        return [
            self._head(2, "measures"),
            table([self._word("measure"), self._word("source")], rows),
            self._head(2, "versions"),
            paragraph(self._word("program", version=program["version"])),
            paragraph(self._word("scheme", **known)),
        ]

    def _head(self, level: int, code: str) -> str:
        return f"<h{level}>{text_of(self._word(code))}</h{level}>"

    def _known(self, kind: str, value: str) -> str:
        code = f"report.{kind}.{value}"
        return sentence_of(code, {}, self._language) if code in sentences() else value

    def _name(self, who: str) -> str:
        if who == self._report["adjudicated"]:
            return self._word("adjudicated")
        return self._names.get(who, who)

    def _number(self, number: int) -> str:
        return _NUMBERS.format(number).replace(",", "\u00a0" if self._language == "bg" else ",")


def _key(figure: Mapping[str, Any]) -> tuple[str, ...]:
    return figure["what"], figure["kind"], figure["measure"], figure["distance"]
