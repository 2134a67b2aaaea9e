"""The reasons that stand in the code, as the sentences of refusals will have them."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2] / "annotator"
PARTS = ("model", "store", "formats", "operations", "cli")
_FAULTS = {"ValueError", "TypeError", "Wrong"}


def reasons_in_code() -> Iterator[tuple[str, str]]:
    """Yield place and text of each reason; what is filled in stands there as «1», «2» …"""
    for part in PARTS:
        for path in sorted((ROOT / part).rglob("*.py")):
            # What is raised as a fault becomes a reason there.
            tells_faults = part == "formats" or path.name == "data.py"
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                for found in _reasons(node, tells_faults=tells_faults):
                    yield f"{path.name}:{node.lineno}", found  # type: ignore[attr-defined]


def _reasons(node: ast.AST, *, tells_faults: bool) -> Iterator[str]:
    if isinstance(node, ast.Call):
        for keyword in node.keywords:
            if keyword.arg == "reason":
                yield from _texts(keyword.value)
        name = node.func.id if isinstance(node.func, ast.Name) else ""
        if tells_faults and name in _FAULTS:
            for argument in node.args:
                yield from _texts(argument)
    elif isinstance(node, ast.Assign):
        names = [ast.unparse(target) for target in node.targets]
        if names == ["reason"]:
            yield from _texts(node.value)
        elif isinstance(node.value, ast.Tuple) and names == ["(at, reason)"]:
            yield from _texts(node.value.elts[1])


def _texts(node: ast.expr) -> Iterator[str]:
    if isinstance(node, ast.IfExp):
        yield from _texts(node.body)
        yield from _texts(node.orelse)
    elif isinstance(node, ast.Constant) and isinstance(node.value, str) and node.value:
        yield node.value
    elif isinstance(node, ast.JoinedStr):
        text, number = "", 0
        for part in node.values:
            if isinstance(part, ast.Constant):
                text += str(part.value)
            else:
                number += 1
                text += f"«{number}»"
        if any(c.isalpha() for c in text):
            yield text
