"""The written definition of a release: which issues belong to it."""

from typing import Annotated, Any

from pydantic import BeforeValidator, Field, model_validator

from config.strict import Strict

FIELDS = ("source", "project", "team", "type", "label", "epic", "container", "release", "key")


def _listed(value: Any) -> Any:
    return [value] if isinstance(value, str) else value


Names = Annotated[tuple[str, ...], BeforeValidator(_listed), Field(min_length=1)]


class Predicate(Strict):
    """Fields with the values that fit; all that is said must hold at once."""

    source: Names | None = None
    project: Names | None = None
    team: Names | None = None
    type: Names | None = None
    label: Names | None = None
    epic: Names | None = None
    container: Names | None = None
    release: Names | None = None
    key: Names | None = None
    all: Annotated[tuple["Predicate", ...], Field(min_length=1)] | None = None
    any: Annotated[tuple["Predicate", ...], Field(min_length=1)] | None = None
    not_: "Predicate | None" = Field(default=None, alias="not")

    @model_validator(mode="after")
    def _says_something(self) -> "Predicate":
        if not self.model_fields_set:
            raise ValueError(f"at least one of {', '.join(FIELDS)}, all, any, not")
        return self
