"""Reads the settings: one file and the environment, checked as a whole."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from pydantic import SecretStr, ValidationError

from config.complaints import CALENDAR_SECRET, SECRET_KEYS, complaint, problem
from config.document import Document, Keys, read_document
from config.environment import environment_values, variable_of
from config.errors import Problem, SettingsError
from config.model import Settings
from config.sources import (
    SECRETS_OF_SOURCES,
    FilesSource,
    JiraSource,
    LinearSource,
    Source,
    source_variable,
)

Complaint = tuple[Keys, str]

DEFAULT_FILE = Path("shipcast.yaml")


def load_settings(path: Path | None, environ: Mapping[str, str]) -> Settings:
    """Read `path` and the `SHIPCAST_…` variables of `environ`, which win over the file.

    Neither has to say anything. Raises SettingsError with every problem there is.
    """
    document = read_document(path) if path else Document("", {})
    given = environment_values(environ)
    values = _over(document.values, given)
    try:
        settings = Settings.model_validate(values)
    except ValidationError as error:
        complaints = _in_order([complaint(one, values) for one in error.errors()], document)
        raise SettingsError(
            [_problem(keys, what, document, given) for keys, what in complaints]
        ) from None  # pydantic's own text shows what was found
    folder = path.parent if path else Path()
    sources = tuple(_with_secrets(_anchored(one, folder), environ) for one in settings.sources)
    return settings.model_copy(update={"sources": sources})


def secrets_in_file(path: Path) -> tuple[tuple[str, str], ...]:
    """Say which secrets stand in the file itself, each with the variable that is their place."""
    values = read_document(path).values
    found = []
    for section, secrets in (("slack", SECRET_KEYS), ("web", frozenset({CALENDAR_SECRET}))):
        told = values.get(section)
        keys = sorted(secrets & told.keys()) if isinstance(told, dict) else []
        found += [(f"{section}.{key}", variable_of((section, key))) for key in keys]
    sources = values.get("sources")
    for position, source in enumerate(sources if isinstance(sources, list) else ()):
        for key in SECRETS_OF_SOURCES:
            if isinstance(source, dict) and key in source:
                variable = source_variable(str(source.get("name", "")), key)
                found.append((f"sources[{position}].{key}", variable))
    return tuple(found)


def _over(below: Mapping[str, Any], above: Mapping[str, Any]) -> dict[str, Any]:
    merged = {key: value for key, value in below.items() if value is not None}
    for key, value in above.items():
        under = merged.get(key)
        if isinstance(under, dict) and isinstance(value, dict):
            merged[key] = {**under, **value}
        else:
            merged[key] = value
    return merged


def _in_order(complaints: list[Complaint], document: Document) -> list[Complaint]:
    """Sort by line, and leave out what is only wrong because something inside it is."""
    inner = [keys for keys, _ in complaints]
    own = [
        (keys, what)
        for keys, what in complaints
        if not any(len(one) > len(keys) and one[: len(keys)] == keys for one in inner)
    ]
    return sorted(own, key=lambda one: document.line_of(one[0]) or 0)


def _problem(keys: Keys, what: str, document: Document, given: Mapping[str, Any]) -> Problem:
    if _is_in(given, keys):
        return Problem(variable_of(keys), what)
    line = document.line_of(keys)
    return problem(f"{document.name} line {line}" if line else document.name, keys, what)


def _is_in(given: Mapping[str, Any], keys: Keys) -> bool:
    here: Any = given
    for key in keys:
        if not isinstance(here, Mapping) or key not in here:
            return False
        here = here[key]
    return bool(keys)


def _anchored(source: Source, folder: Path) -> Source:
    """Let the paths of a source be seen from the settings file."""
    if isinstance(source, FilesSource):
        return source.model_copy(update={"path": folder / source.path})
    if isinstance(source, JiraSource | LinearSource) and source.ca_file is not None:
        return source.model_copy(update={"ca_file": folder / source.ca_file})
    return source


def _with_secrets(source: Source, environ: Mapping[str, str]) -> Source:
    """Take a source's secrets from the environment, which wins over the file."""
    given = {
        key: SecretStr(environ[variable])
        for key in SECRETS_OF_SOURCES
        if key in type(source).model_fields
        and environ.get(variable := source_variable(source.name, key))
    }
    return source.model_copy(update=given)
