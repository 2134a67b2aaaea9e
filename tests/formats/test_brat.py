"""brat's standoff annotations: every kind of line, offsets, what is refused, real corpora."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.formats.brat_pairs import without_read_along
from annotator.formats.format import ReadOptions
from annotator.formats.registry import format_named, recognise
from annotator.model.bundle import Bundle, Header
from annotator.model.errors import FormatError
from annotator.model.progress import no_progress
from annotator.model.review import ON_ANNOTATION, ON_RELATION
from annotator.model.scheme import Scheme
from annotator.model.span import Span
from annotator.operations.corpus import new_corpus
from annotator.operations.documents import ImportReport, files_in, import_files
from annotator.store.store import Store
from annotator.text.quoting import GAP, quote_of

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


def _line(key: str, layer: str, *quotes: str, text: str = TEXT) -> str:
    spans = [(text.index(quote), text.index(quote) + len(quote)) for quote in quotes]
    offsets = ";".join(f"{begin} {end}" for begin, end in spans)
    return f"{key}\t{layer} {offsets}\t{' '.join(quotes)}".replace("\n", " ")


LINES = [
    _line("T1", "Person", "Министърът"),
    _line("T2", "Speech", "каза"),
    _line("T3", "Claim", "„цените\nпадат“"),
    _line("T4", "Person", "Ема Вълкова"),
    _line("T5", "Person", "Ема", "отрече"),
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


def _write(
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


def _read(path: Path, **options: str) -> tuple[Header, Bundle]:
    header, bundle = recognise(path).read(path, no_progress, ReadOptions(**options))
    assert isinstance(header, Header)
    assert isinstance(bundle, Bundle)
    return header, bundle


def _imported(path: Path, *files: Path) -> tuple[Store, ImportReport]:
    store = new_corpus(path, scheme=Scheme(id="own"))
    return store, import_files(store, files)


def test_every_kind_of_line(tmp_path: Path) -> None:
    header, bundle = _read(_write(tmp_path / "anna", LINES, conf=CONF))
    found = {a.source_id: a for a in bundle.annotations}
    assert {key: a.layer for key, a in found.items()} == {
        "T1": "Person",
        "T2": "Speech",
        "T3": "Claim",
        "T4": "Person",
        "T5": "Person",
    }
    assert found["T3"].quote == "„цените\nпадат“"
    assert found["T5"].quote == "Ема … отрече"
    assert {a.annotator for a in bundle.annotations} == {"anna"}
    names = {a.id: a.source_id for a in bundle.annotations}
    related = sorted((r.type, names[r.from_id], names[r.to_id]) for r in bundle.relations)
    assert related == [
        ("Knows", "T4", "T1"),
        ("Same", "T1", "T4"),
        ("Same", "T1", "T5"),
        ("Same", "T4", "T5"),
        ("What", "T2", "T2"),
        ("What", "T2", "T3"),
        ("Who", "T2", "T1"),
        ("Who", "T2", "T4"),
    ]
    events = {r.to_id: r.origin_detail["event"] for r in bundle.relations if r.origin_detail}
    assert events[found["T4"].id] == "E2"
    assert events[found["T3"].id] == "E1"
    assert found["T2"].features == {"Loud": True}
    assert found["T1"].features == {"Sort": "big"}
    knows = next(r for r in bundle.relations if r.type == "Knows")
    assert knows.features == {"Sure": "very"}
    assert [(i.authority, i.value) for e in header.entities for i in e.ids] == [
        ("Wiki", "Q 1"),
        ("Other", "2"),
    ]
    assert [e.names["en"] for e in header.entities] == ["Emma", "Other:2"]
    assert found["T4"].features == {"Reference": [e.id for e in header.entities]}
    assert {(c.anchor, c.target, c.texts["en"]) for c in bundle.comments} == {
        (ON_ANNOTATION, found["T4"].id, "Who is she?"),
        (ON_RELATION, knows.id, "Lemma: know"),
    }
    assert bundle.losses == ()


def test_configuration_is_the_scheme(tmp_path: Path) -> None:
    header, _ = _read(_write(tmp_path, LINES, conf=CONF))
    scheme = header.scheme
    assert scheme is not None
    assert header.extra == {"derived": True}
    assert [layer.id for layer in scheme.layers] == ["Body", "Person", "Speech", "Claim"]
    body, loud = scheme.layer("Body"), scheme.layer("Speech")
    assert body is not None
    assert loud is not None
    assert [t.id for t in scheme.tags_of(body.features[0])] == ["big", "small"]
    assert [(f.id, f.type) for f in loud.features] == [("Loud", "boolean")]
    ends = {
        kind.id: ([e.layer for e in kind.from_ends], [e.layer for e in kind.to_ends])
        for kind in scheme.relation_types
    }
    assert ends == {
        "Knows": (["Person"], ["Person", "Body"]),
        "Same": (["Person", "Body"], ["Person", "Body"]),
        "Who": (["Speech"], ["Person"]),
        "What": (["Speech"], ["*"]),
        "Where": (["Speech"], ["Body"]),
    }
    assert [kind.id for kind in scheme.relation_types if kind.symmetric] == ["Same"]


def test_scheme_of_the_data_where_nothing_is_configured(tmp_path: Path) -> None:
    header, bundle = _read(_write(tmp_path, LINES))
    assert header.scheme is not None
    types = {
        (owner.id, f.id): f.type
        for owner in (*header.scheme.layers, *header.scheme.relation_types)
        for f in owner.features
    }
    assert types == {
        ("Person", "Sort"): "text",
        ("Person", "Reference"): "entities",
        ("Speech", "Loud"): "boolean",
        ("Knows", "Sure"): "text",
    }
    assert {r.type for r in bundle.relations} == {"Knows", "Same", "Who", "What"}


@pytest.mark.parametrize("named", ["a.ann", "a.txt", ""])
def test_file_text_or_folder(tmp_path: Path, named: str) -> None:
    _write(tmp_path / "anna", LINES, conf=CONF)
    store, report = _imported(tmp_path / "c.corpus", tmp_path / "anna" / named)
    with store:
        assert (report.documents, report.annotations, report.relations) == (1, 5, 8)
        assert (report.entities, report.comments) == (2, 2)
        assert report.refused == ()
        again = import_files(store, [tmp_path / "anna" / "a.ann"])
    assert (again.documents, again.known_documents, again.annotations) == (0, 1, 0)


def test_who_annotated_is_said_by_names_and_folders(tmp_path: Path) -> None:
    for folder in ("anna", "boris"):
        _write(tmp_path / folder, LINES[:1])
    _write(tmp_path / "anna", LINES[:1], name="b_c", text=TEXT + "б")
    (tmp_path / "anna" / "b_c.ann").rename(tmp_path / "anna" / "b_c_vera.ann")
    store, report = _imported(tmp_path / "c.corpus", tmp_path / "anna", tmp_path / "boris")
    with store:
        assert report.refused == ()
        assert (report.documents, report.known_documents) == (2, 1)
        assert [a.id for a in store.read().annotators()] == ["anna", "boris", "vera"]
    for name, who in (("anna/a.ann", "anna"), ("anna/b_c_vera.ann", "vera")):
        assert _read(tmp_path / name, annotator="g")[1].annotations[0].annotator == who
    (tmp_path / "boris" / "a.ann").unlink()
    assert _read(tmp_path / "anna" / "a.ann", annotator="g")[1].annotations[0].annotator == "g"


def test_empty_file_is_a_document_without_annotations(tmp_path: Path) -> None:
    path = _write(tmp_path, [])
    assert recognise(path).name == "brat"
    _, bundle = _read(path)
    assert bundle.annotations == ()
    assert bundle.document.text == TEXT


def test_texts_without_annotations_stay_texts(tmp_path: Path) -> None:
    (tmp_path / "b.txt").write_text("Само текст.", encoding="utf-8")
    path = _write(tmp_path, LINES[:1], conf=CONF)
    assert recognise(tmp_path / "b.txt").name == "text"
    assert files_in([tmp_path]) == [path, tmp_path / "b.txt"]
    assert without_read_along([tmp_path / "a.txt"]) == [tmp_path / "a.txt"]


@pytest.mark.parametrize("counts_one", [False, True], ids=["two characters", "one character"])
def test_line_breaks_are_kept_however_they_count(tmp_path: Path, counts_one: bool) -> None:
    text = TEXT.replace("\n", "\r\n")
    counted = TEXT if counts_one else text
    lines = [_line("T1", "A", "Ема", text=counted), _line("T2", "A", "каза", text=counted)]
    _, bundle = _read(_write(tmp_path, lines, text))
    assert bundle.document.text == text
    assert [a.quote for a in bundle.annotations] == ["каза", "Ема"]
    assert all(text[a.spans[0][0] : a.spans[0][1]] == a.quote for a in bundle.annotations)


@pytest.mark.parametrize("counts", [False, True])
def test_byte_order_mark_counts_or_not(tmp_path: Path, counts: bool) -> None:
    counted = "\ufeff" * counts + TEXT
    path = _write(tmp_path, [_line("T1", "A", "Ема", text=counted)], "\ufeff" + TEXT)
    _, bundle = _read(path)
    begin = TEXT.index("Ема")
    assert bundle.document.text == TEXT
    assert bundle.annotations[0].spans == (Span(begin, begin + 3),)


def test_quote_that_stands_elsewhere_once_is_anchored_anew(tmp_path: Path) -> None:
    moved = _line("T1", "A", "Ема Вълкова").replace("A ", "A 1")
    path = _write(tmp_path / "x", [f"T1\tA 2 13\t{moved.split(chr(9))[2]}"])
    store, report = _imported(tmp_path / "c.corpus", path)
    with store:
        (told,) = report.mismatches
        begin = TEXT.index("Ема")
        assert (told.quote, told.begin, told.end) == ("Ема Вълкова", begin, begin + 11)
        (annotation,) = next(store.read().bundles()).annotations
        assert annotation.spans == (Span(begin, begin + 11),)


BROKEN = {
    "T2\tA 1\tx": "bad_record",
    "T2\tA 5 5\tx": "bad_record",
    "T2 A 0 2 x": "bad_record",
    "T1\tA 0 2\tМи": "bad_record",
    "T2\tA 0 99\tx": "bundle_offsets",
    "T2\tA 3 6;5 8\tx": "bundle_offsets",
    "T2\tA 0 2\tнайде": "bundle_quote",
    "T2\tA 0 1\tа": "bundle_quote",
    "E1\tA:T9 B:T1": "bad_record",
    "E1\tA:T1 B:T9": "bad_record",
    "E1\tA": "bad_record",
    "R1\tA Arg1:T1": "bad_record",
    "R1\tA Arg1:T1 Arg2:T9": "bad_record",
    "R1": "bad_record",
    "*\tA T1 T7": "bad_record",
    "A1\tx": "bad_record",
    "A1\tx T9": "bad_record",
    "N1\tx T1 y": "bad_record",
    "#1\tx T9\ty": "bad_record",
    "#1\tx": "bad_record",
}


@pytest.mark.parametrize("line", BROKEN)
def test_broken_lines_are_refused_with_file_and_line(tmp_path: Path, line: str) -> None:
    path = _write(tmp_path, [LINES[0], "", line])
    with pytest.raises(FormatError) as caught:
        _read(path)
    assert caught.value.code == BROKEN[line]
    assert caught.value.data["file"] == str(path)
    assert caught.value.data["line"] == 3
    store, report = _imported(tmp_path / "c.corpus", path)
    with store:
        (refusal,) = report.refused
        assert (refusal.file, refusal.line) == (str(path), 3)
        assert store.counts().get("document", 0) == 0


def test_missing_or_unreadable_text(tmp_path: Path) -> None:
    path = _write(tmp_path / "x", LINES[:1])
    (tmp_path / "x" / "a.txt").write_bytes(b"\x89PNG\r\n\x1a\n\0\0")
    with pytest.raises(FormatError) as caught:
        _read(path)
    assert caught.value.code == "text_binary"
    assert caught.value.data["file"] == str(tmp_path / "x" / "a.txt")
    (tmp_path / "x" / "a.txt").unlink()
    with pytest.raises(FormatError) as caught:
        _read(path)
    assert caught.value.code == "brat_no_text"


def test_what_has_no_place_is_counted(tmp_path: Path) -> None:
    lines = [*LINES, "X1\tsomething", "E3\tSpeech:T2", "A9\tSort T1 small"]
    _, bundle = _read(_write(tmp_path, lines, conf=CONF))
    assert [(loss.kind, loss.count) for loss in bundle.losses] == [("brat_lines", 3)]
    assert len(bundle.annotations) == 5


def test_writing_is_refused(tmp_path: Path) -> None:
    brat = format_named("brat")
    assert not brat.writes


def _expected(corpora: Path) -> dict[str, list[str]]:
    rows = (corpora / "EXPECTED.tsv").read_text(encoding="utf-8").splitlines()
    told = [row.split("\t") for row in rows if not row.startswith("#")]
    return {row[0]: row[3:11] for row in told if row[1:3] == ["brat", "reads"]}


def test_real_corpora_have_what_is_expected(shared: Path) -> None:
    corpora = shared / "corpora"
    expected = _expected(corpora)
    assert len(expected) == 66
    for name, row in expected.items():
        path = corpora / name
        _, bundle = _read(path)
        text = bundle.document.text
        covered = [
            sum(
                one is not other
                and any(a.begin < b.end and b.begin < a.end for a in one.spans for b in other.spans)
                for other in bundle.annotations
            )
            for one in bundle.annotations
        ]
        keys = [(a.layer, a.spans) for a in bundle.annotations]
        counted = [
            1,
            len(bundle.annotations),
            0,
            len(bundle.relations),
            0,
            sum(keys.count(key) > 1 for key in keys),
            sum(map(bool, covered)),
            sum(" … ".join(text[b:e] for b, e in a.spans) != a.quote for a in bundle.annotations),
        ]
        assert counted == [int(n) for n in row], name
        assert bundle.losses == (), name


PIECES = [
    "\t",
    " ",
    ";",
    ":",
    "0",
    "7",
    "99",
    "T1",
    "E1",
    "R1",
    "*",
    "#",
    "\r",
    "\0",
    "😀",
    "\u2028",
]


@given(
    st.lists(
        st.tuples(
            st.integers(0, 700), st.sampled_from(["cut", "put", "twice"]), st.sampled_from(PIECES)
        ),
        min_size=1,
        max_size=6,
    )
)
def test_damaged_files_are_read_or_refused_with_file_and_line(
    tmp_path_factory: pytest.TempPathFactory, changes: list[tuple[int, str, str]]
) -> None:
    said = "".join(f"{line}\n" for line in LINES)
    for at, how, piece in changes:
        place = at % len(said)
        rest = said[place + (how == "cut") :]
        said = said[:place] + (piece if how == "put" else said[place : place + 4] * 2) + rest
    path = _write(tmp_path_factory.mktemp("damaged"), [])
    path.write_bytes(said.encode())
    refused: FormatError | None = None
    try:
        _, bundle = _read(path)
    except FormatError as error:
        refused = error
    if refused is not None:
        assert refused.data["file"] == str(path)
        assert refused.data["line"] or refused.code.startswith("text_")
        return
    ids = {a.id for a in bundle.annotations}
    assert len(ids) == len(bundle.annotations)
    assert all(r.from_id in ids and r.to_id in ids for r in bundle.relations)
    for annotation in bundle.annotations:
        # What is quoted stands there, or else at one other place, where the import moves it to.
        parts = annotation.quote.split(GAP)
        is_there = quote_of(TEXT, annotation.spans) == annotation.quote
        assert is_there or [TEXT.count(part) for part in parts] == [1] * len(parts)
