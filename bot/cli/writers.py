"""The settings' sources as writers: those alone that may be written."""

from bot.cli.jira_source import jira_options
from bot.cli.linear_options import linear_options
from config.model import Settings
from config.sources import JiraSource, LinearSource
from connectors.jira.writer import JiraWriter
from connectors.linear.writer import LinearWriter
from connectors.writer import Writer


def writers_of(settings: Settings) -> dict[str, Writer]:
    """Make a writer for every source that says `writeback: true`; none is asked anything yet."""
    return {
        source.name: _writer(source)
        for source in settings.sources
        if isinstance(source, JiraSource | LinearSource) and source.writeback
    }


def _writer(source: JiraSource | LinearSource) -> Writer:
    if isinstance(source, JiraSource):
        return JiraWriter(jira_options(source))
    return LinearWriter(linear_options(source))
