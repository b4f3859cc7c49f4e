"""Which files of a folder are read, and as what."""

import gzip
from pathlib import Path

import pytest

from connectors.files.locate import digest_of, locate_sources
from connectors.tracker import FatalError
from tests.connectors.files.texts import ISSUES, JIRA, LINEAR, write_files, write_folder


def names_of(path: Path) -> list[str]:
    return [found.name for found in locate_sources(path).paths]


def test_a_data_folder_brings_its_four_tables(tmp_path: Path) -> None:
    sources = locate_sources(write_folder(tmp_path))
    assert sources.dialect.name == "folder"
    assert names_of(tmp_path) == ["issues.csv", "versions.csv", "sprints.csv", "changes.csv"]


def test_the_issues_of_a_data_folder_bring_the_rest(tmp_path: Path) -> None:
    write_folder(tmp_path)
    assert len(names_of(tmp_path / "issues.csv")) == 4


def test_a_folder_may_hold_the_issues_alone(tmp_path: Path) -> None:
    assert names_of(write_files(tmp_path, {"issues.csv": ISSUES})) == ["issues.csv"]


@pytest.mark.parametrize(("text", "dialect"), [(JIRA, "jira"), (LINEAR, "linear")])
def test_an_export_is_told_by_its_headings(tmp_path: Path, text: str, dialect: str) -> None:
    write_files(tmp_path, {"Export (1).csv": "\ufeff" + text, "notes.txt": "not a table"})
    assert locate_sources(tmp_path).dialect.name == dialect
    assert locate_sources(tmp_path / "Export (1).csv").dialect.name == dialect


def test_an_export_named_like_a_data_folder_is_still_an_export(tmp_path: Path) -> None:
    write_folder(tmp_path, issues=JIRA)
    assert names_of(tmp_path) == ["issues.csv"]


def test_exports_of_two_kinds_are_refused(tmp_path: Path) -> None:
    write_files(tmp_path, {"a.csv": JIRA, "b.csv": LINEAR})
    with pytest.raises(FatalError, match=r"b\.csv is written in the way of linear"):
        locate_sources(tmp_path)


def test_a_table_twice_is_refused(tmp_path: Path) -> None:
    write_folder(tmp_path)
    (tmp_path / "issues.csv.gz").write_bytes(gzip.compress(ISSUES.encode()))
    with pytest.raises(FatalError, match="holds both"):
        locate_sources(tmp_path)


def test_a_folder_without_tables_is_refused(tmp_path: Path) -> None:
    with pytest.raises(FatalError, match=r"no issues\.csv and no export"):
        locate_sources(tmp_path)


def test_a_table_of_something_else_is_refused(tmp_path: Path) -> None:
    write_files(tmp_path, {"people.csv": "Name,Age\nAnn,30\n"})
    with pytest.raises(FatalError, match=r"people\.csv, line 1: .* no export that is known"):
        locate_sources(tmp_path)


def test_packing_does_not_change_the_digest_and_content_does(tmp_path: Path) -> None:
    plain = write_files(tmp_path / "a", {"issues.csv": ISSUES}) / "issues.csv"
    packed = tmp_path / "issues.csv.gz"
    packed.write_bytes(gzip.compress(ISSUES.encode()))
    other = write_files(tmp_path / "b", {"issues.csv": ISSUES + " "}) / "issues.csv"
    assert digest_of([plain]) == digest_of([packed]) != digest_of([other])
