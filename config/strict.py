"""The ground rules of every settings model."""

from typing import Annotated
from zoneinfo import ZoneInfo

from babel import Locale, UnknownLocaleError
from pydantic import AfterValidator, BaseModel, ConfigDict


def _zone(name: str) -> str:
    try:
        ZoneInfo(name)
    except (KeyError, ValueError, OSError) as error:
        raise ValueError("an IANA time zone like Europe/Berlin") from error
    return name


def _locale(code: str) -> str:
    try:
        Locale.parse(code, sep="-")
    except (UnknownLocaleError, ValueError) as error:
        raise ValueError("a locale like en-GB, en-US or de-DE") from error
    return code


LocaleCode = Annotated[str, AfterValidator(_locale)]
Zone = Annotated[str, AfterValidator(_zone)]


class Strict(BaseModel):
    """Fixed once read, and no key that nobody knows.

    A rejected value is never shown by pydantic itself: it could be a secret.
    """

    model_config = ConfigDict(extra="forbid", frozen=True, hide_input_in_errors=True)
