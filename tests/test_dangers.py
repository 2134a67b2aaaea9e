"""What no module may call: whatever would run, load or guess what a file of somebody's says."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[1] / "annotator"
RUNS = {"eval", "exec", "compile", "__import__", "breakpoint"}
MODULES = {"pickle", "cPickle", "shelve", "marshal", "dill", "cloudpickle", "joblib", "yaml", "imp"}
STREAMS = {"QDataStream", "QtWebEngineWidgets", "QtQml", "QScriptEngine", "QtSql"}
SHELLS = {("os", "system"), ("os", "popen"), ("subprocess", "getoutput")}
PARSERS = {
    "XMLParser",
    "ETCompatXMLParser",
    "XMLPullParser",
    "HTMLParser",
    "iterparse",
    "iterwalk",
    "fromstring",
    "XMLID",
    "XML",
    "HTML",
    "parseString",
    "RelaxNG",
    "XSLT",
    "XInclude",
}
EXTRACTS = {"extractall", "extract", "unpack_archive"}


def _modules() -> list[Path]:
    return sorted(PACKAGE.rglob("*.py"))


def _imports(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield node.module or ""
            yield from (alias.name for alias in node.names)


def _calls(tree: ast.AST) -> Iterator[tuple[ast.Call, str, str]]:
    """Yield every call with what it is called on, if that is a name, and what is called."""
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call):
            continue
        if isinstance(node.func, ast.Attribute):
            owner = node.func.value
            yield node, owner.id if isinstance(owner, ast.Name) else "?", node.func.attr
        elif isinstance(node.func, ast.Name):
            yield node, "", node.func.id


@pytest.mark.parametrize("path", _modules(), ids=lambda p: str(p.relative_to(PACKAGE)))
def test_nothing_is_run_or_loaded_that_a_file_says(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    for name in _imports(tree):
        parts = set(name.split("."))
        assert not parts & (MODULES | STREAMS), f"{path}: {name}"
    for call, owner, name in _calls(tree):
        where = f"{path}:{call.lineno}: {name}"
        assert owner or name not in RUNS, where
        assert (owner, name) not in SHELLS, where
        assert name not in EXTRACTS, where
        assert not any(
            keyword.arg == "shell" and getattr(keyword.value, "value", True)
            for keyword in call.keywords
        ), where
        assert path.name == "xml.py" or name not in PARSERS, where


def test_settings_are_written_in_one_place_and_as_text() -> None:
    for path in _modules():
        for call, _, name in _calls(ast.parse(path.read_text(encoding="utf-8"))):
            if name != "setValue" or len(call.args) != 2:
                continue
            assert path.name == "settings.py", f"{path}:{call.lineno}"
            value = call.args[1]
            is_text = isinstance(value, ast.Name | ast.IfExp) or ast.unparse(value) == "str(value)"
            assert is_text, f"{path}:{call.lineno}: {ast.unparse(call)}"


def test_the_parser_of_xml_reads_nothing_but_what_it_is_given() -> None:
    source = ast.parse((PACKAGE / "formats" / "xml.py").read_text(encoding="utf-8"))
    made = [call for call, _, name in _calls(source) if name == "XMLParser"]
    assert len(made) == 1
    told = {keyword.arg: getattr(keyword.value, "value", None) for keyword in made[0].keywords}
    assert told["resolve_entities"] == "internal"
    assert told["no_network"] is True
    assert told["load_dtd"] is False
    assert told["dtd_validation"] is False
    assert len([call for call, _, name in _calls(source) if name == "parse"]) == 1
