"""The settings' sources as writers: those alone that may be written."""

from bot.cli.failures import InputError
from config.model import Settings
from config.sources import JiraSource, LinearSource
from connectors.writer import Writer


def writers_of(settings: Settings) -> dict[str, Writer]:
    """Make a writer for every source that says `writeback: true`; none is asked anything yet."""
    return {
        source.name: _writer(source)
        for source in settings.sources
        if isinstance(source, JiraSource | LinearSource) and source.writeback
    }


def _writer(source: JiraSource | LinearSource) -> Writer:
    raise InputError(f"{source.kind} is being built")
