"""What the options before the verb say, and the settings that follow from them."""

import os
from dataclasses import dataclass
from pathlib import Path

import typer

from bot.cli.region import region_in
from bot.cli.secrecy import secret_values
from bot.words.manner import talking_with
from config.model import Settings
from config.settings import DEFAULT_FILE, load_settings
from connectors.known_secrets import keep_secret


@dataclass(frozen=True, slots=True)
class Call:
    """The global options. `settings_file` and `database` are None where nobody gave them."""

    settings_file: Path | None = None
    database: str | None = None
    debug: bool = False

    @property
    def file(self) -> Path | None:
        """The settings file that is read; None where there is none, which is a valid start."""
        if self.settings_file is not None:
            return self.settings_file
        return DEFAULT_FILE if DEFAULT_FILE.exists() else None


def call_of(context: typer.Context) -> Call:
    """Give the global options of a running verb."""
    call = context.obj
    return call if isinstance(call, Call) else Call()


def settings_of(context: typer.Context) -> Settings:
    """Load the settings; `--database` wins over file and environment. Raises SettingsError.

    From here on no log, error or message shows a secret of theirs, and until the verb ends dates
    and numbers have the forms that they name.
    """
    call = call_of(context)
    override = {"SHIPCAST_DATABASE": call.database} if call.database else {}
    settings = load_settings(call.file, {**os.environ, **override})
    keep_secret(*secret_values(settings))
    context.with_resource(talking_with(region_in(settings)))
    return settings
