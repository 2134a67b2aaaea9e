"""Files as brat has them, written and read."""

from __future__ import annotations

from pathlib import Path

from annotator.formats.format import ReadOptions
from annotator.formats.registry import recognise
from annotator.model.bundle import Bundle, Header
from annotator.model.progress import no_progress
from annotator.model.scheme import Scheme
from annotator.operations.importing.importing import ImportReport, import_files
from annotator.operations.keeping.corpus import new_corpus
from annotator.store.store import Store

TEXT = "Министърът 😀 каза, че „цените\nпадат“, а Ема Вълкова отрече.\n"
CONF = """[entities]
Body
\tPerson|PER:1
!Group
----------
[relations]
<BOTH>=Person|Body
Knows\tArg1:Person, Arg2:<BOTH>
Same\tArg1:<BOTH>, Arg2:<BOTH>, <REL-TYPE>:symmetric-transitive
[events]
Speech\tWho:Person, What*:<ANY>, Where?:Body
[attributes]
Loud\tArg:<EVENT>
Sort\tArg:<ENTITY>, Value:big|small
"""


def line_of(key: str, layer: str, *quotes: str, text: str = TEXT) -> str:
    spans = [(text.index(quote), text.index(quote) + len(quote)) for quote in quotes]
    offsets = ";".join(f"{begin} {end}" for begin, end in spans)
    return f"{key}\t{layer} {offsets}\t{' '.join(quotes)}".replace("\n", " ")


LINES = [
    line_of("T1", "Person", "Министърът"),
    line_of("T2", "Speech", "каза"),
    line_of("T3", "Claim", "„цените\nпадат“"),
    line_of("T4", "Person", "Ема Вълкова"),
    line_of("T5", "Person", "Ема", "отрече"),
    "E1\tSpeech:T2 Who:T1 What:T3 What2:E2",
    "E2\tSpeech:T2 Who:T4",
    "R1\tKnows Arg1:T4 Arg2:T1",
    "*\tSame T1 T4 T5",
    "A1\tLoud E1",
    "A2\tSort T1 big",
    "M3\tSure R1 very",
    "N1\tReference T4 Wiki:Q 1\tEmma",
    "N2\tReference T4 Other:2",
    "#1\tAnnotatorNotes T4\tWho is she?",
    "#2\tLemma R1\tknow",
]


def write_brat(
    folder: Path,
    lines: list[str],
    text: str = TEXT,
    *,
    name: str = "a",
    conf: str | None = None,
) -> Path:
    folder.mkdir(exist_ok=True)
    (folder / f"{name}.txt").write_bytes(text.encode())
    (folder / f"{name}.ann").write_bytes("".join(f"{x}\n" for x in lines).encode())
    if conf is not None:
        (folder / "annotation.conf").write_text(conf, encoding="utf-8")
    return folder / f"{name}.ann"


def read_brat(path: Path, **options: str) -> tuple[Header, Bundle]:
    header, bundle = recognise(path).read(path, no_progress, ReadOptions(**options))
    assert isinstance(header, Header)
    assert isinstance(bundle, Bundle)
    return header, bundle


def imported(path: Path, *files: Path) -> tuple[Store, ImportReport]:
    store = new_corpus(path, scheme=Scheme(id="own"))
    return store, import_files(store, files)
