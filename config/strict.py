"""The ground rules of every settings model."""

from pydantic import BaseModel, ConfigDict


class Strict(BaseModel):
    """Fixed once read, and no key that nobody knows.

    A rejected value is never shown by pydantic itself: it could be a secret.
    """

    model_config = ConfigDict(extra="forbid", frozen=True, hide_input_in_errors=True)
