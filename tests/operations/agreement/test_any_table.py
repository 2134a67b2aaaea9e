"""Agreement of anybody's table: its forms, published figures, and lines that are wrong."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.analysis.agreement.figure import Figure
from annotator.analysis.agreement.gamma import GammaSettings
from annotator.model.errors import AnnotatorError, FormatError
from annotator.model.wording import sentence
from annotator.operations.agreement.any_table import measure_table
from annotator.operations.agreement.table_reading import read_table
from annotator.operations.agreement.table_rows import Fault
from tests.analysis.agreement import samples_of_ratings as samples

FEW = GammaSettings(samples=5)


def figures_of(path: Path, text: str | bytes, **chosen: object) -> list[Figure]:
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    table = read_table(path, **chosen)  # type: ignore[arg-type]
    return [line.figure for line in measure_table(table, gamma=FEW).lines]


def value_in(figures: list[Figure], measure: str, distance: str = "nominal") -> float | None:
    (figure,) = [
        f
        for f in figures
        if (f.measure, f.distance, f.scope) == (measure, distance, "pooled")
        and "value" not in f.detail
    ]
    return figure.value


def faults_of(path: Path, text: str, **chosen: object) -> list[tuple[int, str]]:
    path.write_text(text, "utf-8")
    with pytest.raises(FormatError) as caught:
        read_table(path, **chosen)  # type: ignore[arg-type]
    assert path.name in sentence(caught.value, "en")
    assert path.name in sentence(caught.value, "bg")
    faults: list[Fault] = caught.value.data["faults"]
    return [(fault.line, fault.code.removeprefix("agreement_row.")) for fault in faults]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "table.csv"


def long_form(rows: object, header: str = "unit,annotator,value") -> str:
    lines = [header]
    for unit, row in enumerate(rows.elements(), start=1):  # type: ignore[attr-defined]
        for who, value in enumerate(row):
            lines.append(f"u{unit},o{who},{'' if value is None else value}")
    return "\n".join(lines)


def test_krippendorff_2004_p230(path: Path) -> None:
    figures = figures_of(path, long_form(samples.KRIPPENDORFF_2004_P230.rows))
    for distance, published in (
        ("nominal", 0.743),
        ("ordinal", 0.815),
        ("interval", 0.849),
        ("ratio", 0.797),
    ):
        found = value_in(figures, "krippendorff_alpha", distance)
        assert found == pytest.approx(published, abs=0.0005)


def test_cohen_1960_and_fleiss_1971(path: Path) -> None:
    figures = figures_of(path, long_form(samples.COHEN_1960_P45.rows))
    assert value_in(figures, "cohen_kappa") == pytest.approx(0.492, abs=0.0005)
    figures = figures_of(path, long_form(samples.FLEISS_1971.rows))
    assert value_in(figures, "fleiss_kappa") == pytest.approx(0.430, abs=0.0005)


SPANS = """length;value;ANNOTATOR;Start;end
300;c;i;225;295
300;c;i;370;400
300;k;i;180;240
300;k;i;300;350
300;c;j;220;300
300;c;j;355;375
300;c;j;400;420
300;k;j;180;240
300;k;j;300;350
"""


def test_krippendorff_2004_p254(path: Path) -> None:
    """Columns in another order, semicolons, and a continuum that begins at 150."""
    figures = figures_of(path, SPANS, begin=150)
    (of_c,) = [f for f in figures if f.measure == "alpha_u_2004" and f.detail.get("value") == "c"]
    assert of_c.observed == pytest.approx(0.0144, abs=0.00005)
    assert of_c.expected == pytest.approx(0.0532, abs=0.00005)
    assert of_c.value == pytest.approx(0.7286, abs=0.00005)


@pytest.mark.parametrize(
    "text",
    [
        "unit,annotator,value\n1,a,x\n1,b,y\n2,a,x\n2,b,x\n",
        "value\tAnnotator\tUNIT\nx\ta\t1\ny\tb\t1\nx\ta\t2\nx\tb\t2\n",
        "\ufeffединица;анотатор;стойност\r\n1;a;x\r\n1;b;y\r\n\r\n2;a;x\r\n2;b;x\r\n",
        'item,rater,more,label\n1,a,"1, 2",x\n1,b,,y\n2,a,,"x"\n2,b,, x \n3,a,,NA\n3,b,,x\n',
    ],
)
def test_names_order_and_marks_of_columns_do_not_matter(path: Path, text: str) -> None:
    assert value_in(figures_of(path, text), "percent_agreement") == 0.5


@pytest.mark.parametrize(
    "text",
    [
        "1,a,x\n1,b,y\n2,a,x\n2,b,x\n",
        "unit,a,b\n1,x,y\n2,x,x\n3,,x\n",
        "unit;a;b;document\n1;x;y;one\n1;x;x;two\n",
    ],
)
def test_columns_without_names_and_columns_of_annotators(path: Path, text: str) -> None:
    assert value_in(figures_of(path, text), "percent_agreement") == 0.5


@pytest.mark.parametrize(
    "text",
    [
        "a,0,4,x\nb,0,4,x\na,6,9,x\n",
        "one,a,0,4,x\none,b,0,4,x\none,a,6,9,x\n",
        "unit,annotator,begin,end,value\n1,a,0,4,x\n2,b,0,4,x\n3,a,6,9,x\n",
    ],
)
def test_stretches_without_names_and_with_a_number_for_each(path: Path, text: str) -> None:
    """A number that each row has for itself names no text."""
    assert value_in(figures_of(path, text), "span_f1", "exact") == pytest.approx(2 / 3)


def test_a_table_in_an_old_encoding_is_read(path: Path) -> None:
    words = ("министерството на външните работи", "комисията за делимитация")
    text = "единица,анотатор,стойност\n" + "".join(
        f"{n},{who},{words[n % 2]}\n" for n in range(20) for who in ("Вера", "Иван")
    )
    assert value_in(figures_of(path, text.encode("cp1251")), "cohen_kappa") == 1.0


def test_several_values_are_sets(path: Path) -> None:
    figures = figures_of(path, "unit,annotator,value\n1,a,x|y\n1,b,y | x\n2,a,x\n2,b,x|y\n")
    assert {f.distance for f in figures} == {"nominal", "masi", "jaccard"}
    assert value_in(figures, "percent_agreement") == 0.5


def test_words_are_ordered_by_their_scale(path: Path) -> None:
    text = "unit,annotator,value\n1,a,low\n1,b,mid\n2,a,high\n2,b,high\n3,a,low\n3,b,low\n"
    plain = {f.distance for f in figures_of(path, text) if f.measure == "krippendorff_alpha"}
    assert plain == {"nominal"}
    scaled = figures_of(path, text, scale=("low", "mid", "high"))
    assert value_in(scaled, "krippendorff_alpha", "ordinal") is not None
    assert value_in(scaled, "weighted_kappa", "linear") is not None


def test_numbers_with_a_comma_are_numbers(path: Path) -> None:
    figures = figures_of(path, "unit;annotator;value\n1;a;1,5\n1;b;2,5\n2;a;3\n2;b;3\n")
    assert value_in(figures, "krippendorff_alpha", "interval") is not None


def test_texts_are_kept_apart_and_their_mean_is_told(path: Path) -> None:
    figures = figures_of(
        path,
        "document,length,annotator,begin,end,value\n"
        "one,20,a,0,5,x\none,20,b,0,5,x\ntwo,20,a,3,9,x\ntwo,20,b,,,\n",
    )
    assert value_in(figures, "span_f1", "exact") == pytest.approx(2 / 3)
    (macro,) = [
        f for f in figures if (f.measure, f.distance, f.scope) == ("span_f1", "exact", "macro")
    ]
    assert macro.value == pytest.approx(0.5)
    assert macro.n == 2


def test_who_has_no_row_in_a_text_has_not_looked_at_it(path: Path) -> None:
    figures = figures_of(
        path,
        "document,annotator,begin,end,value\none,a,0,5,x\none,b,0,5,x\ntwo,a,3,9,x\n",
    )
    assert value_in(figures, "span_f1", "exact") == 1.0


def test_pairs_are_told_when_asked_for(path: Path) -> None:
    path.write_text(long_form(samples.KRIPPENDORFF_2004_P230.rows), "utf-8")
    report = measure_table(read_table(path), by="pair")
    assert len({line.group for line in report.lines}) == 1 + 6
    of_two = measure_table(read_table(path), annotators=("o0", "o1"))
    (pair,) = {line.figure.value for line in report.lines if line.group == "o0~o1"
               and line.figure.measure == "scott_pi"}  # fmt: skip
    assert pair in {line.figure.value for line in of_two.lines}
    with pytest.raises(AnnotatorError):
        measure_table(read_table(path), annotators=("o9",))


def test_places_are_those_where_they_differ(path: Path) -> None:
    path.write_text("unit,annotator,value\nu1,a,x\nu1,b,y\nu2,a,x\nu2,b,x\n", "utf-8")
    line = measure_table(read_table(path)).lines[0]
    assert [place.document for place in line.places.first] == ["u1"]
    path.write_text(SPANS, "utf-8")
    line = measure_table(read_table(path, begin=150), gamma=FEW).lines[0]
    assert line.places.total == 5


def test_wrong_lines_are_told_each_by_its_number(path: Path) -> None:
    assert faults_of(path, "annotator,begin,end,value\na,1,x,k\n,1,2,k\na,5,3,k\nb,1\n") == [
        (2, "no_number"),
        (3, "nobody"),
        (4, "backwards"),
        (5, "short"),
    ]
    assert faults_of(path, "unit,annotator,value\n1,a,x\n1,a,y\n,a,x\n") == [
        (3, "twice"),
        (4, "no_unit"),
    ]
    assert faults_of(path, "unit,annotator,value\n1,a,x\n1,b,z\n", scale=("x", "y")) == [
        (3, "off_scale")
    ]
    assert faults_of(
        path, "length,annotator,begin,end,value\n9,a,1,12,k\n8,b,1,2,k\nx,b,1,2,k\n"
    ) == [(2, "outside"), (3, "length"), (4, "no_number")]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "agreement_table_empty"),
        ("\n\n", "agreement_table_empty"),
        ("unit,value\n1,x\n", "agreement_table_columns"),
        ("annotator,begin,value\na,1,x\n", "agreement_table_columns"),
        ("1,a\n1,b\n", "agreement_table_columns"),
        ("a,one,two,x\n", "agreement_table_columns"),
    ],
)
def test_a_table_without_rows_or_columns_is_refused(path: Path, text: str, code: str) -> None:
    path.write_text(text, "utf-8")
    with pytest.raises(FormatError) as caught:
        read_table(path)
    assert caught.value.code == code


def test_what_is_no_table_is_refused(tmp_path: Path) -> None:
    with pytest.raises(FormatError):
        read_table(tmp_path / "nowhere.csv")
    binary = tmp_path / "picture.csv"
    binary.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)))
    with pytest.raises(FormatError):
        read_table(binary)


def test_a_header_alone_has_figures_that_say_why(path: Path) -> None:
    figures = figures_of(path, "unit,annotator,value\n")
    assert figures
    assert {f.value for f in figures} == {None}
    assert {f.reason.code for f in figures if f.reason} == {"agreement.one_annotator"}


@given(text=st.text(st.sampled_from('unit,annotator;value\tbegin end\n"|1x.'), max_size=60))
def test_whatever_is_in_a_table_it_is_measured_or_refused(
    tmp_path_factory: pytest.TempPathFactory, text: str
) -> None:
    path = tmp_path_factory.getbasetemp() / "any.csv"
    for header in ("", "unit,annotator,value\n", "annotator,begin,end,value\n"):
        path.write_text(header + text, "utf-8")
        try:
            table = read_table(path)
        except FormatError:
            continue
        for line in measure_table(table, gamma=FEW).lines:
            assert (line.figure.value is None) == (line.figure.reason is not None)


NAMES = "unit,annotator,value\n"


@pytest.mark.parametrize(
    "text",
    [
        "id,unit,annotator,value\n1,1,a,x\n2,1,b,y\n3,2,a,x\n4,2,b,x\n",
        "unit,annotator,label,value\n1,a,n,x\n1,b,n,y\n2,a,n,x\n2,b,m,x\n",
        "sep=;\r\nunit;annotator;value\r\n1;a;x\r\n1;b;y\r\n2;a;x\r\n2;b;x\r\n",
        NAMES + '1, a, "x, y"\n1, b, y\n2, a, "x, y"\n2, b, "x, y"\n',
        NAMES + "1,a,x,\n1,b,y,,\n2,a,x\n2,b,x\n",
        NAMES + "1,a,1_0\n1,b,10\n2,a,2_0\n2,b,2_0\n",
        NAMES + "1,a,9007199254740993\n1,b,9007199254740992\n2,a,1\n2,b,1\n",
        NAMES + "1,a,1e200\n1,b,-1e200\n2,a,1\n2,b,1\n",
        NAMES + '1,a,5" tall\n1,b,y\n2,a,x\n2,b,x\n',
    ],
    ids=["id", "label", "sep", "spaces", "trailing", "underscore", "digits", "huge", "inches"],
)
def test_a_column_is_the_one_of_that_name_and_values_are_what_they_are(
    path: Path, text: str
) -> None:
    assert value_in(figures_of(path, text), "percent_agreement") == 0.5


def test_what_would_be_left_out_unseen_is_refused(path: Path) -> None:
    assert faults_of(path, NAMES + "1,a,1,5\n1,b,1,5\n") == [(2, "long"), (3, "long")]
    assert faults_of(path, "unit,a,b,c\n1,x,x\n2,x,x,x\n3,x\n") == [(2, "short"), (4, "short")]
    assert faults_of(path, NAMES + '"1\none",a,"x\ny"\n"1\none",,x\n3,,x\n') == [
        (5, "nobody"),
        (7, "nobody"),
    ]


@pytest.mark.parametrize(
    ("text", "code", "line"),
    [
        (NAMES + '1,a,x\n1,b,"x\n2,a,y\n2,b,x\n', "agreement_table_unreadable", 3),
        (NAMES + '1,a,"x"z\n1,b,x\n', "agreement_table_unreadable", 2),
        ("unit,annotator,value,Value\n1,a,x,y\n", "agreement_table_twice", 1),
        ("\n\nunit,who\n1,a\n", "agreement_table_columns", 3),
    ],
)
def test_a_table_that_is_refused_as_a_whole_names_the_line(
    path: Path, text: str, code: str, line: int
) -> None:
    path.write_text(text, "utf-8")
    with pytest.raises(FormatError) as caught:
        read_table(path)
    assert (caught.value.code, caught.value.data["line"]) == (code, line)
    assert f"table.csv, line {line}: " in sentence(caught.value, "en")
    assert f"table.csv, ред {line}: " in sentence(caught.value, "bg")


def test_quotes_of_stretches_are_no_documents_and_names_of_texts_are(path: Path) -> None:
    quoted = (
        "annotator,begin,end,value,text\n"
        "a,0,3,P,Ann\nb,0,3,P,Ann\na,10,14,P,John\nb,10,15,P,John \n"
    )
    plain = "\n".join(line.rpartition(",")[0] for line in quoted.splitlines())
    figures = figures_of(path, quoted, length=20)
    assert figures == figures_of(path, plain, length=20)
    assert value_in(figures, "u_alpha") is not None
    named = quoted.replace("Ann", "one").replace("John ", "two").replace("John", "two")
    path.write_text(named, "utf-8")
    assert set(read_table(path).texts) == {"one", "two"}


def test_places_that_a_program_wrote_with_a_point_are_whole_numbers(path: Path) -> None:
    text = 'annotator,begin,end,value\na,0.0,3.0,P\nb,0,"3,0",P\nc,,,\n'
    path.write_text(text, "utf-8")
    (cut,) = read_table(path).texts.values()
    assert {who: [p.spans for p in row] for who, row in cut.rows.items()} == {
        "a": [((0, 3),)],
        "b": [((0, 3),)],
        "c": [],
    }
    digits = "9" * 5000
    table = f"length,annotator,begin,end,value\n9,a,0.5,3,P\n9,b,1.,3,P\n9,a,{digits},3,P\n"
    assert faults_of(path, table + f"{digits},a,0,3,P\n") == [
        (2, "no_number"),
        (3, "no_number"),
        (4, "no_number"),
        (5, "no_number"),
    ]
