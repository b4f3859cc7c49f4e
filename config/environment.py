"""What the environment says, as the same tree of plain values as the file."""

from collections.abc import Mapping, Sequence
from typing import Any

from pydantic_settings import EnvSettingsSource

from config.document import Keys
from config.known import SECTIONS
from config.model import Settings
from config.sources import SECRETS_OF_SOURCES, Source, source_variable

PREFIX = "SHIPCAST_"
FILE_VARIABLE = "SHIPCAST_SETTINGS"


def environment_values(environ: Mapping[str, str]) -> dict[str, Any]:
    """Sort `SHIPCAST_…` variables into the tree of settings; empty ones say nothing."""
    source = EnvSettingsSource(Settings)
    source.env_vars = {name.lower(): value for name, value in environ.items() if value}
    return source()


def variable_of(keys: Keys) -> str:
    """Name the variable that sets this, as in `("slack", "mode")` → `SHIPCAST_SLACK_MODE`."""
    return PREFIX + "_".join(str(key) for key in keys).upper()


def unknown_variables(
    environ: Mapping[str, str], sources: Sequence[Source] = ()
) -> tuple[str, ...]:
    """Find variables that look like settings and set nothing; `sources` have secrets there."""
    sections = tuple(variable_of((name,)) + "_" for name in SECTIONS)
    known = {variable_of((name,)) for name in Settings.model_fields} | {FILE_VARIABLE}
    known |= {
        source_variable(source.name, key)
        for source in sources
        for key in SECRETS_OF_SOURCES
        if key in type(source).model_fields
    }
    return tuple(
        sorted(
            name
            for name in environ
            if name.startswith(PREFIX) and name not in known and not name.startswith(sections)
        )
    )
