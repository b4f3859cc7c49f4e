"""Tables of text, with errors that name file and line."""

import gzip
from pathlib import Path

import pytest

from connectors.files.tables import read_headings, read_rows
from connectors.tracker import FatalError


def written(folder: Path, text: str | bytes, name: str = "table.csv") -> Path:
    path = folder / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def test_a_row_knows_the_physical_line_on_which_it_starts(tmp_path: Path) -> None:
    path = written(tmp_path, 'a,b\n1,"two\nlines"\n\n2,x\n')
    assert [(row.line, row.cells) for row in read_rows(path, ("a",))] == [
        (2, ["1", "two\nlines"]),
        (5, ["2", "x"]),
    ]


def test_a_heading_may_span_lines_too(tmp_path: Path) -> None:
    (row,) = read_rows(written(tmp_path, '"a\nz",b\n1,2\n'), ("b",))
    assert (row.line, row.first("a\nz")) == (3, "1")


def test_line_ends_of_windows_count_once(tmp_path: Path) -> None:
    rows = list(read_rows(written(tmp_path, "a\r\n1\r\n2\r\n"), ("a",)))
    assert [(row.line, row.first("a")) for row in rows] == [(2, "1"), (3, "2")]


def test_a_byte_order_mark_is_no_part_of_the_heading(tmp_path: Path) -> None:
    assert read_headings(written(tmp_path, b"\xef\xbb\xbfKey,Status\n")) == ("key", "status")


def test_a_packed_table_reads_the_same(tmp_path: Path) -> None:
    path = written(tmp_path, gzip.compress(b"a\n1\n", mtime=0), "table.csv.gz")
    assert [row.first("a") for row in read_rows(path, ("a",))] == ["1"]


@pytest.mark.parametrize("delimiter", [",", ";", "|", "\t", "^"])
def test_the_delimiter_is_taken_from_the_heading(tmp_path: Path, delimiter: str) -> None:
    path = written(tmp_path, f"a{delimiter}b\n1{delimiter}2\n")
    assert [row.first("b") for row in read_rows(path, ("a", "b"))] == ["2"]


def test_repeated_headings_give_all_their_texts_once(tmp_path: Path) -> None:
    (row,) = read_rows(written(tmp_path, "L,K,L,L\n x ,k,,x\n"), ("l",))
    assert row.every("l", "k", "m") == ("x", "k")


def test_the_first_text_of_several_headings_counts(tmp_path: Path) -> None:
    (row,) = read_rows(written(tmp_path, "a,b,c\n,2,3\n"), ())
    assert (row.first("a", "b", "c"), row.first("a"), row.first("z")) == ("2", "", "")


def test_empty_cells_beyond_the_heading_are_harmless(tmp_path: Path) -> None:
    (row,) = read_rows(written(tmp_path, "a,b\n1,2,,\n"), ("a",))
    assert row.cells == ["1", "2"]


def test_a_row_may_lack_as_many_cells_as_its_dialect_says(tmp_path: Path) -> None:
    (row,) = read_rows(written(tmp_path, "a,b,c\n1,2\n"), ("a",), may_lack=1)
    assert row.cells == ["1", "2", ""]


@pytest.mark.parametrize(
    ("content", "name", "line", "reason"),
    [
        (b"", "t.csv", 1, "empty"),
        (b"\n \n", "t.csv", 1, "empty"),
        (b"a,b\n1,2\n1\n", "t.csv", 3, "1 cells where the heading has 2"),
        (b"a,b\n1,2,3\n", "t.csv", 2, "3 cells where the heading has 2"),
        (b"b\n1\n", "t.csv", 1, "the column 'a' is missing"),
        (b'a,b\n1,"x\n2,y\n', "t.csv", 3, "not well-formed"),
        (b'a,b\n1,"x"y\n', "t.csv", 2, "not well-formed"),
        (b"a,b\n1,2\n\xff\xfe,3\n", "t.csv", 3, "not UTF-8"),
        (b"a,b\n1,\x00\n", "t.csv", 2, "zero byte"),
        (b"a,b\n1,2\n", "t.csv.gz", 1, "cannot be read"),
        (
            gzip.compress(b"a,b\n" + b"1,2\n" * 50, mtime=0)[:-12],
            "t.csv.gz",
            None,
            "cannot be read",
        ),
        (b"\x1f\x8b\x08\0\0\0\0\0\0\xff" + b"nonsense" * 9, "t.csv.gz", 1, "cannot be read"),
    ],
)
def test_what_is_no_table_is_refused_with_its_line(
    tmp_path: Path, content: bytes, name: str, line: int | None, reason: str
) -> None:
    path = written(tmp_path, content, name)
    with pytest.raises(FatalError) as refused:
        list(read_rows(path, ("a",)))
    assert reason in str(refused.value)
    assert str(refused.value).startswith(f"{name}, line {line or ''}")


def test_a_file_that_cannot_be_opened_is_refused(tmp_path: Path) -> None:
    with pytest.raises(FatalError, match="cannot be opened"):
        read_headings(tmp_path / "none.csv")
