"""A Linear source of the settings as the connector takes it."""

from bot.cli.failures import InputError
from config.sources import LinearSource, source_variable
from connectors.linear.options import LinearOptions


def linear_options(source: LinearSource) -> LinearOptions:
    """Give the options of a source, its secrets in plain.

    Raises:
        InputError: there is neither a token nor a client with its secret.
    """
    if source.token is None and not (source.client_id and source.client_secret):
        raise InputError(
            f"The source {source.name} has no key: put a Linear key into "
            f"{source_variable(source.name, 'token')}, or set `client_id` and put the client's "
            f"secret into {source_variable(source.name, 'client_secret')}"
        )
    return LinearOptions(
        name=source.name,
        url=source.url,
        token=source.token.get_secret_value() if source.token else None,
        client_id=source.client_id,
        client_secret=source.client_secret.get_secret_value() if source.client_secret else None,
        teams=source.teams,
        releases=source.releases,
        show_private=source.show_private,
        ca_file=source.ca_file,
        writes=source.writeback,
    )
