"""Which files make up a source, and in which dialect they are written."""

import gzip
import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from connectors.files.draft import Dialect
from connectors.files.folder import FOLDER
from connectors.files.jira_export import JIRA
from connectors.files.linear_export import LINEAR
from connectors.files.tables import read_headings, refusal
from connectors.tracker import FatalError

DIALECTS = (JIRA, LINEAR, FOLDER)
_ENDINGS = (".csv", ".csv.gz")


@dataclass(frozen=True, slots=True)
class Sources:
    """The files of one source; the three beside the issues belong to a data folder alone."""

    dialect: Dialect
    issues: tuple[Path, ...]
    versions: Path | None = None
    sprints: Path | None = None
    changes: Path | None = None

    @property
    def paths(self) -> tuple[Path, ...]:
        beside = (self.versions, self.sprints, self.changes)
        return (*self.issues, *(path for path in beside if path is not None))


def locate_sources(path: Path) -> Sources:
    """Find the tables under a folder, or the single export that `path` is.

    Raises:
        FatalError: nothing there, nothing that is known, or two answers to one question.
    """
    if path.is_file():
        beside = path.parent if _stem(path) == "issues" else None
        return _sources(beside, (path,))
    if not path.is_dir():
        raise FatalError(f"There is no folder or file {path}. Check the path.")
    issues = _table(path, "issues")
    exports = (issues,) if issues else tuple(filter(_is_table, sorted(path.iterdir())))
    if not exports:
        raise FatalError(
            f"{path} holds no issues.csv and no export. "
            "Give a folder with issues.csv[.gz], or a CSV export of Jira or Linear."
        )
    return _sources(path, exports)


def digest_of(paths: Sequence[Path]) -> str:
    """Hash the contents, unpacked: the same rows packed again are the same source."""
    digest = hashlib.sha256()
    for path in paths:
        digest.update(f"\0{_stem(path)}\0".encode())
        with gzip.open(path) if path.suffix == ".gz" else path.open("rb") as stream:
            while block := stream.read(1 << 20):
                digest.update(block)
    return digest.hexdigest()


def _sources(folder: Path | None, issues: tuple[Path, ...]) -> Sources:
    dialects = [(_dialect_of(path), path) for path in issues]
    dialect = dialects[0][0]
    for other, path in dialects:
        if other is not dialect:
            raise FatalError(
                f"{path.name} is written in the way of {other.name}, "
                f"{issues[0].name} in that of {dialect.name}. Import them one by one."
            )
    if dialect is not FOLDER or folder is None:
        return Sources(dialect, issues)
    return Sources(
        dialect,
        issues,
        versions=_table(folder, "versions"),
        sprints=_table(folder, "sprints"),
        changes=_table(folder, "changes"),
    )


def _dialect_of(path: Path) -> Dialect:
    headings = frozenset(read_headings(path))
    for dialect in DIALECTS:
        if dialect.marks <= headings:
            return dialect
    if _stem(path) == "issues":
        return FOLDER  # reading it will name what is missing
    raise refusal(
        path.name,
        1,
        "these columns belong to no export that is known",
        "Jira's has 'Issue key', Linear's 'ID' and 'Title', a data folder's issues.csv 'key'.",
    )


def _table(folder: Path, name: str) -> Path | None:
    found = [folder / f"{name}{ending}" for ending in _ENDINGS]
    there = [path for path in found if path.is_file()]
    if len(there) > 1:
        raise FatalError(
            f"{folder} holds both {there[0].name} and {there[1].name}. Take one of them away."
        )
    return there[0] if there else None


def _is_table(path: Path) -> bool:
    return path.is_file() and path.name.lower().endswith(_ENDINGS)


def _stem(path: Path) -> str:
    return path.name.partition(".")[0]
