"""Which keys there are at a place of the settings."""

from collections.abc import Mapping
from typing import Any

from pydantic import BaseModel

from config.document import Keys
from config.model import (
    CapacitySettings,
    FunctionSettings,
    HolidaySettings,
    NotesSettings,
    PlanningSettings,
    ReleaseSettings,
    RoleSettings,
    Settings,
    SlackSettings,
    TrainSettings,
    WebSettings,
)
from config.predicate import Predicate
from config.priorities import PrioritySettings
from config.sources import DemoSource, FilesSource, JiraFields, JiraSource, LinearSource

SECTIONS: dict[str, type[BaseModel]] = {
    "holidays": HolidaySettings,
    "functions": FunctionSettings,
    "planning": PlanningSettings,
    "priorities": PrioritySettings,
    "slack": SlackSettings,
    "roles": RoleSettings,
    "web": WebSettings,
    "notes": NotesSettings,
}
PLANNING: dict[str, type[BaseModel]] = {"capacity": CapacitySettings, "train": TrainSettings}
SOURCES: dict[str, type[BaseModel]] = {
    "demo": DemoSource,
    "files": FilesSource,
    "jira": JiraSource,
    "linear": LinearSource,
}


def known_keys(around: Keys, values: Mapping[str, Any]) -> tuple[str, ...]:
    """List the keys that may stand inside `around`, as they are written."""
    model = _model(around, values)
    return tuple(field.alias or name for name, field in model.model_fields.items())


def _model(around: Keys, values: Mapping[str, Any]) -> type[BaseModel]:
    match around:
        case ():
            return Settings
        case ("sources", int(position), *inside):
            return JiraFields if inside else SOURCES[values["sources"][position]["kind"]]
        case ("planning", str(part), *_):
            return PLANNING[part]
        case ("releases", int()):
            return ReleaseSettings
        case ("releases", int(), *_):
            return Predicate
        case _:
            return SECTIONS[str(around[0])]
