"""Damaged files of brat are read or refused with file and line."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.model.errors import FormatError
from annotator.text.quoting import GAP, quote_of
from tests.formats.brat_files import LINES, TEXT, imported, read_brat, write_brat

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
    path = write_brat(tmp_path, [LINES[0], "", line])
    with pytest.raises(FormatError) as caught:
        read_brat(path)
    assert caught.value.code == BROKEN[line]
    assert caught.value.data["file"] == str(path)
    assert caught.value.data["line"] == 3
    store, report = imported(tmp_path / "c.corpus", path)
    with store:
        (refusal,) = report.refused
        assert (refusal.file, refusal.line) == (str(path), 3)
        assert store.counts().get("document", 0) == 0


def test_missing_or_unreadable_text(tmp_path: Path) -> None:
    path = write_brat(tmp_path / "x", LINES[:1])
    (tmp_path / "x" / "a.txt").write_bytes(b"\x89PNG\r\n\x1a\n\0\0")
    with pytest.raises(FormatError) as caught:
        read_brat(path)
    assert caught.value.code == "text_binary"
    assert caught.value.data["file"] == str(tmp_path / "x" / "a.txt")
    (tmp_path / "x" / "a.txt").unlink()
    with pytest.raises(FormatError) as caught:
        read_brat(path)
    assert caught.value.code == "brat_no_text"


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
    path = write_brat(tmp_path_factory.mktemp("damaged"), [])
    path.write_bytes(said.encode())
    refused: FormatError | None = None
    try:
        _, bundle = read_brat(path)
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
