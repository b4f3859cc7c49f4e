"""CSV tables read row by row, each row knowing its file and its physical line."""

import csv
import gzip
import zlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from connectors.tracker import FatalError

DELIMITERS = ",;|^\t"  # Jira lets its administrator choose one of these
BYTE_ORDER_MARK = "\ufeff"


@dataclass(frozen=True, slots=True)
class Row:
    """One row; `line` is the physical line on which it starts, the heading being line 1.

    `columns` maps a lower-case heading to all its positions: exports repeat headings.
    """

    file: str
    line: int
    cells: Sequence[str]
    columns: Mapping[str, tuple[int, ...]]

    def first(self, *names: str) -> str:
        """Give the first text found under these headings, stripped; empty where there is none."""
        for name in names:
            for position in self.columns.get(name, ()):
                text = self.cells[position].strip()
                if text:
                    return text
        return ""

    def every(self, *names: str) -> tuple[str, ...]:
        """Give the distinct texts under all columns with these headings, in their order."""
        positions = [position for name in names for position in self.columns.get(name, ())]
        texts = (self.cells[position].strip() for position in positions)
        return tuple(dict.fromkeys(text for text in texts if text))

    def refuse(self, reason: str, way_out: str) -> FatalError:
        """Make the error that names this row; the caller raises it."""
        return refusal(self.file, self.line, reason, way_out)


def refusal(file: str, line: int, reason: str, way_out: str) -> FatalError:
    return FatalError(f"{file}, line {line}: {reason}. {way_out}")


def read_headings(path: Path) -> tuple[str, ...]:
    """Read the first row alone: stripped, lower-case, as they stand."""
    with _open(path) as stream:
        return _headings(path, _lines(path, stream))[0]


def read_rows(path: Path, required: Sequence[str], *, may_lack: int = 0) -> Iterator[Row]:
    """Read a table row by row; blank lines are passed over.

    `required` headings must be there. A row may have `may_lack` cells fewer than the heading.

    Raises:
        FatalError: not text, not a table, a heading that is missing, a row of another width.
    """
    with _open(path) as stream:
        lines = _lines(path, stream)
        headings, delimiter, line = _headings(path, lines)
        _check_headings(path, headings, required)
        columns = _positions(headings)
        reader = csv.reader(lines, delimiter=delimiter, strict=True)
        start = line + 1
        for cells in _cells(path, reader, line):
            if cells:
                row = Row(path.name, start, cells, columns)
                yield _fitted(row, len(headings), may_lack)
            start = line + reader.line_num + 1


def _open(path: Path) -> BinaryIO:
    try:
        return gzip.open(path, "rb") if path.suffix == ".gz" else path.open("rb")  # type: ignore[return-value]
    except OSError as error:
        raise FatalError(f"{path} cannot be opened: {error.strerror}. Check the path.") from error


def _lines(path: Path, stream: BinaryIO) -> Iterator[str]:
    """Decode line by line, so that a byte that is no text is found on its own line."""
    number = 0
    try:
        for number, raw in enumerate(stream, 1):
            if b"\0" in raw:
                raise _not_text(path, number, "holds a zero byte")
            text = raw.decode()
            yield text.removeprefix(BYTE_ORDER_MARK) if number == 1 else text
    except UnicodeDecodeError as error:
        raise _not_text(path, number, f"is not UTF-8 ({error.reason})") from error
    except (OSError, EOFError, zlib.error) as error:
        raise refusal(
            path.name, number + 1, f"cannot be read ({error})", "Copy or download the file again."
        ) from error


def _not_text(path: Path, line: int, what: str) -> FatalError:
    return refusal(path.name, line, f"this {what}", "Give a CSV file, saved as UTF-8 text.")


def _headings(path: Path, lines: Iterator[str]) -> tuple[tuple[str, ...], str, int]:
    """Give the headings, the delimiter and the number of lines that they take."""
    taken: list[str] = []
    for text in lines:
        taken.append(text)
        if "".join(taken).count('"') % 2 == 0:
            break
    whole = "".join(taken)
    if not whole.strip():
        raise refusal(path.name, 1, "the file is empty", "Give a CSV file with a heading.")
    delimiter = max(DELIMITERS, key=whole.count)
    cells = next(_cells(path, csv.reader(taken, delimiter=delimiter, strict=True), 0))
    return tuple(cell.strip().lower() for cell in cells), delimiter, len(taken)


def _cells(path: Path, reader: Iterator[list[str]], before: int) -> Iterator[list[str]]:
    """Pass the rows on; what csv cannot split is named with the line on which it gave up."""
    try:
        yield from reader
    except csv.Error as error:
        line = before + int(getattr(reader, "line_num", 0))
        raise refusal(
            path.name, line, f"this is not well-formed CSV ({error})", "Export the file again."
        ) from error


def _check_headings(path: Path, headings: Sequence[str], required: Sequence[str]) -> None:
    missing = [name for name in required if name not in headings]
    if missing:
        raise refusal(
            path.name,
            1,
            f"the column {', '.join(map(repr, missing))} is missing",
            "Add it; its cells may stay empty where nothing is known.",
        )


def _positions(headings: Sequence[str]) -> dict[str, tuple[int, ...]]:
    columns: dict[str, tuple[int, ...]] = {}
    for position, heading in enumerate(headings):
        columns[heading] = (*columns.get(heading, ()), position)
    return columns


def _fitted(row: Row, width: int, may_lack: int) -> Row:
    """Give the row in the heading's width, or refuse it: shifted cells would be believed."""
    surplus = len(row.cells) - width
    if surplus == 0:
        return row
    if -may_lack <= surplus < 0:
        return Row(row.file, row.line, [*row.cells, *[""] * -surplus], row.columns)
    if surplus > 0 and not any(cell.strip() for cell in row.cells[width:]):
        return Row(row.file, row.line, row.cells[:width], row.columns)
    raise row.refuse(
        f"the row has {len(row.cells)} cells where the heading has {width}",
        "Look for a comma without quotes, or a file that was cut off.",
    )
