"""Which values of the settings nobody may ever read in a log, an error or a message."""

from base64 import b64encode
from collections.abc import Iterator

from pydantic import SecretStr
from sqlalchemy import make_url
from sqlalchemy.exc import ArgumentError

from config.model import Settings
from config.sources import JiraSource


def secret_values(settings: Settings) -> Iterator[str]:
    """Give every secret as it is sent, with the forms that a request gives to it."""
    for section in (settings.slack, settings.web, *settings.sources):
        for _, value in section:
            if isinstance(value, SecretStr):
                yield value.get_secret_value()
        if isinstance(section, JiraSource) and section.user and section.token:
            # https://www.rfc-editor.org/rfc/rfc7617: what stands behind `Basic`
            pair = f"{section.user}:{section.token.get_secret_value()}"
            yield b64encode(pair.encode()).decode()
    yield from _password(settings.database)


def plain_secret(secret: SecretStr | None) -> str:
    """Give a secret to who has to send it or to check with it; empty where there is none."""
    return secret.get_secret_value() if secret else ""


def _password(database: str) -> Iterator[str]:
    try:
        password = make_url(database).password if "://" in database else None
    except ArgumentError:
        return
    if password:
        yield str(password)
