"""What can be set, with its type and its default."""

import re
from datetime import date
from pathlib import Path
from typing import Annotated, Any, Literal

import holidays
from pydantic import AfterValidator, BeforeValidator, Field, SecretStr, model_validator
from pydantic_settings import BaseSettings, PydanticBaseSettingsSource, SettingsConfigDict

from config.predicate import Names, Predicate
from config.priorities import Order, PrioritySettings
from config.sources import Name, Source
from config.strict import LocaleCode, Strict, Zone

DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")


def _address(url: str) -> str:
    if not url.startswith(("http://", "https://")):
        raise ValueError("an address like https://slack.com/api/")
    return url.rstrip("/") + "/"  # slack_sdk appends the method's name to it as it is


def _days(value: Any) -> Any:
    names = value.replace(",", " ").split() if isinstance(value, str) else value
    if isinstance(names, list):
        return [name.title() if isinstance(name, str) else name for name in names]
    return names


def _title(value: Any) -> Any:
    return value.title() if isinstance(value, str) else value


def _words(value: Any) -> Any:
    return value.replace(",", " ").split() if isinstance(value, str) else value


def _slack_id(kinds: str, what: str) -> AfterValidator:
    """Take an id of Slack alone: names change hands, and then somebody else would be meant."""
    shape = re.compile(rf"[{kinds}][A-Z0-9]{{2,20}}")

    def check(value: str) -> str:
        if not shape.fullmatch(value):
            raise ValueError(f"{what} (an id, never a name)")
        return value

    return AfterValidator(check)


def _country(code: str) -> str:
    if code not in holidays.list_supported_countries():
        raise ValueError("a two-letter country code like DE or US")
    return code


UserId = Annotated[str, _slack_id("UW", "a member's id like U024BE7LH")]
ChannelId = Annotated[str, _slack_id("CG", "a channel's id like C024BE91L")]
WorkspaceId = Annotated[str, _slack_id("T", "a workspace's id like T024BE7LD")]
Day = Literal["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]
Week = Annotated[
    tuple[Day, ...],
    BeforeValidator(_days),
    Field(min_length=1),
]


class HolidaySettings(Strict):
    """Days off: those of a country (and its part), and days of one's own."""

    country: Annotated[str, AfterValidator(_country)] | None = None
    subdivision: str | None = None
    extra: tuple[date, ...] = ()

    @model_validator(mode="after")
    def _subdivision_exists(self) -> "HolidaySettings":
        if self.subdivision is None:
            return self
        known = holidays.list_supported_countries().get(self.country or "", [])
        if self.subdivision not in known:
            parts = ", ".join(known) or "no subdivision"
            raise ValueError(f"a subdivision of {self.country or 'a country'} ({parts})")
        return self


class SlackSettings(Strict):
    workspace: WorkspaceId | None = None
    bot_token: SecretStr | None = None
    app_token: SecretStr | None = None
    signing_secret: SecretStr | None = None
    base_url: Annotated[str, AfterValidator(_address)] = "https://slack.com/api/"
    mode: Literal["socket", "http"] = "socket"
    allow_shared_channels: Annotated[tuple[ChannelId, ...], BeforeValidator(_words)] = ()
    hide_titles: Literal["never", "public", "always"] = "never"


class CapacitySettings(Strict):
    """A coming stretch in which a team, or every team, gets more or less done than usual."""

    team: Name | None = None
    first: Annotated[date, Field(alias="from")]
    last: Annotated[date, Field(alias="to")]
    share: Annotated[float, Field(ge=0, le=10)]

    @model_validator(mode="after")
    def _ends_after_it_begins(self) -> "CapacitySettings":
        if self.last < self.first:
            raise ValueError(f"`to` on {self.first} or later")
        return self


class TrainSettings(Strict):
    """The days on which releases go out: a weekday of every so many weeks."""

    weekday: Annotated[Day, BeforeValidator(_title)]
    every_weeks: Annotated[int, Field(ge=1, le=52)] = 1
    anchor: Annotated[date, Field(alias="from")]


class MarketEventSettings(Strict):
    """A date of the market that does not wait for us: a trade fair, Black Friday."""

    name: Name
    first: Annotated[date, Field(alias="from")]
    last: Annotated[date, Field(alias="to")]

    @model_validator(mode="after")
    def _ends_after_it_begins(self) -> "MarketEventSettings":
        if self.last < self.first:
            raise ValueError(f"`to` on {self.first} or later")
        return self


class PlanningSettings(Strict):
    """How the people here plan; `order` is by what releases are worked on."""

    order: Order = "due"
    releases_at_once: Annotated[int, Field(ge=1, le=100)] | None = None
    capacity: tuple[CapacitySettings, ...] = ()
    train: TrainSettings | None = None
    prior: Path | None = None
    market_events: tuple[MarketEventSettings, ...] = ()


class RoleSettings(Strict):
    """Who may do more than ask; a release's owner is whoever adopted it."""

    admins: Annotated[tuple[UserId, ...], BeforeValidator(_words)] = ()


def _only_channel(value: Any) -> Any:
    return {"channel": value} if isinstance(value, str) else value


def _function_name(name: str) -> str:
    if not re.fullmatch(r"[a-z][a-z0-9-]{0,29}", name):
        raise ValueError("a name in lower-case letters like marketing or customer-success")
    return name


def _has_gates(name: str) -> str:
    if name == "leadership":
        raise ValueError("a function that gets something ready: leadership decides, and has none")
    return name


class FunctionSettings(Strict):
    """A part of the company that launches releases: where it is told, and who speaks for it.

    Not said, `tiers` are the usual ones of that function.
    """

    channel: ChannelId | None = None
    people: Annotated[tuple[UserId, ...], BeforeValidator(_words)] = ()
    dates: Literal["day", "horizon"] = "day"
    tiers: Annotated[tuple[Annotated[int, Field(ge=1, le=3)], ...], Field(min_length=1)] | None = (
        None
    )


class NotesSettings(Strict):
    """Which types and labels stand where in release notes; what is not said is as usual."""

    new: Names | None = None
    improved: Names | None = None
    fixed: Names | None = None
    leave_out: Names | None = None


class MarkSettings(Strict):
    """How issues of a kind are told: one of these labels, types or priorities is enough."""

    label: Names = ()
    type: Names = ()
    priority: Names = ()

    @model_validator(mode="after")
    def _says_something(self) -> "MarkSettings":
        if not self.model_fields_set:
            raise ValueError("at least one of label, type, priority")
        return self


class OwnGate(Strict):
    """A gate of one's own, met by a person's word: due so many working days before the launch."""

    name: Annotated[str, Field(min_length=1, max_length=80)]
    days: Annotated[int, Field(ge=0, le=90)] = 3
    tiers: Annotated[tuple[Annotated[int, Field(ge=1, le=3)], ...], Field(min_length=1)] = (1, 2)


def _only_name(value: Any) -> Any:
    named = [value] if isinstance(value, str) else value
    if isinstance(named, list):
        return [{"name": one} if isinstance(one, str) else one for one in named]
    return named


class GateSettings(Strict):
    """What has to be shown before a launch; what is not said is as usual."""

    must_have: MarkSettings | None = None
    docs: MarkSettings | None = None
    quality: MarkSettings | None = None
    bug_severity: Names | None = None
    own: dict[
        Annotated[str, AfterValidator(_function_name), AfterValidator(_has_gates)],
        Annotated[tuple[OwnGate, ...], BeforeValidator(_only_name)],
    ] = Field(default_factory=dict)
    without: Names = ()


class WebSettings(Strict):
    host: Name = "127.0.0.1"
    port: Annotated[int, Field(ge=1, le=65535)] = 3000
    public_url: Annotated[str, AfterValidator(_address)] | None = None
    calendar_secret: SecretStr | None = None


class WindowSettings(Strict):
    """The days on which a launch is wanted, both included."""

    first: Annotated[date, Field(alias="from")]
    last: Annotated[date, Field(alias="to")]

    @model_validator(mode="after")
    def _ends_after_it_begins(self) -> "WindowSettings":
        if self.last < self.first:
            raise ValueError(f"`to` on {self.first} or later")
        return self


class ReleaseSettings(Strict):
    """A release that is defined here and not in a tracker, and what is said of it.

    `window` is given by its days, or by the name of a market event.
    """

    name: Name
    aliases: tuple[Name, ...] = ()
    include: Predicate
    tier: Annotated[int, Field(ge=1, le=3)] | None = None
    goal: Annotated[str, Field(min_length=1, max_length=200)] | None = None
    owner: UserId | None = None
    committed: date | None = None
    launch: date | None = None
    window: WindowSettings | Name | None = None
    codename: Annotated[str, Field(min_length=1, max_length=40)] | None = None


class Settings(BaseSettings):
    """All that an operator can say; everything has a default, so nothing has to be said."""

    model_config = SettingsConfigDict(
        extra="forbid",
        frozen=True,
        hide_input_in_errors=True,
        env_prefix="SHIPCAST_",
        env_nested_delimiter="_",
        env_nested_max_split=1,
        env_ignore_empty=True,
        enable_decoding=False,
    )

    database: Name = "sqlite:///shipcast.db"
    timezone: Zone = "UTC"
    locale: LocaleCode | None = None
    working_week: Week = ("Mon", "Tue", "Wed", "Thu", "Fri")
    holidays: HolidaySettings = HolidaySettings()
    planning: PlanningSettings = PlanningSettings()
    priorities: dict[Name, PrioritySettings] = {}
    sync_every_minutes: Annotated[int, Field(ge=1, le=1440)] = 10
    raw_payload_days: Annotated[int, Field(ge=0, le=36500)] = 365
    slack: SlackSettings = SlackSettings()
    roles: RoleSettings = RoleSettings()
    functions: dict[
        Annotated[str, AfterValidator(_function_name)],
        Annotated[FunctionSettings, BeforeValidator(_only_channel)],
    ] = {}
    gates: GateSettings = GateSettings()
    rehearsal_channel: ChannelId | None = None
    web: WebSettings = WebSettings()
    notes: NotesSettings = NotesSettings()
    sources: tuple[Source, ...] = ()
    releases: tuple[ReleaseSettings, ...] = ()

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Take only what is given: the process's own environment is read by nobody here."""
        del settings_cls, env_settings, dotenv_settings, file_secret_settings
        return (init_settings,)

    @model_validator(mode="after")
    def _windows_are_known(self) -> "Settings":
        known = {event.name.casefold() for event in self.planning.market_events}
        for release in self.releases:
            if isinstance(release.window, str) and release.window.casefold() not in known:
                raise ValueError(
                    f"the window of {release.name} to be one of planning.market_events,"
                    f" or its days: {release.window} is neither"
                )
        return self

    @model_validator(mode="after")
    def _owners_have_a_workspace(self) -> "Settings":
        owned = [release.name for release in self.releases if release.owner is not None]
        if owned and self.slack.workspace is None:
            raise ValueError(f"slack.workspace, as {owned[0]} has an owner from there")
        return self

    @model_validator(mode="after")
    def _priorities_are_told_once(self) -> "Settings":
        names = [" ".join(name.casefold().split()) for name in self.priorities]
        twice = sorted({name for name in names if names.count(name) > 1})
        if twice:
            raise ValueError(f"every release in priorities once, but twice: {', '.join(twice)}")
        return self

    @model_validator(mode="after")
    def _names_are_unique(self) -> "Settings":
        for kind, named in (("sources", self.sources), ("releases", self.releases)):
            names = [one.name.casefold() for one in named]
            twice = sorted({name for name in names if names.count(name) > 1})
            if twice:
                raise ValueError(f"every name in {kind} once, but twice there: {', '.join(twice)}")
        return self
