"""What the settings accept, and what they say when they do not."""

from dataclasses import fields
from datetime import date
from pathlib import Path
from typing import get_args

import pytest
from pydantic import SecretStr

from config import priorities, sources
from config.errors import SettingsError
from config.model import DAYS, Settings
from config.settings import load_settings, secrets_in_file
from config.sources import FilesSource, JiraSource
from planner.category import Category
from planner.priority import Framework, Worth


def written(folder: Path, text: str) -> Path:
    path = folder / "shipcast.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def refusal(folder: Path, text: str, **environ: str) -> str:
    with pytest.raises(SettingsError) as caught:
        load_settings(written(folder, text), environ)
    return str(caught.value)


def test_nothing_at_all_is_a_valid_start() -> None:
    settings = load_settings(None, {})

    assert settings == Settings()
    assert settings.database == "sqlite:///shipcast.db"
    assert settings.sources == ()


def test_an_empty_file_is_a_valid_start(tmp_path: Path) -> None:
    assert load_settings(written(tmp_path, "# nothing yet\n"), {}) == Settings()


def test_a_section_without_lines_says_nothing(tmp_path: Path) -> None:
    assert load_settings(written(tmp_path, "slack:\nsources: ~\n"), {}) == Settings()


def test_the_file_is_read_with_its_types(tmp_path: Path) -> None:
    settings = load_settings(
        written(
            tmp_path,
            "timezone: Europe/Berlin\nworking_week: [mon, TUE]\nsync_every_minutes: 5\n"
            "holidays: {country: DE, subdivision: BY, extra: [2026-12-24]}\n",
        ),
        {},
    )

    assert settings.working_week == ("Mon", "Tue")
    assert settings.holidays.extra == (date(2026, 12, 24),)
    assert settings.sync_every_minutes == 5


def test_the_environment_wins_over_the_file(tmp_path: Path) -> None:
    path = written(tmp_path, "database: a.db\nslack: {mode: http}\nweb: {port: 1}\n")
    environ = {
        "SHIPCAST_DATABASE": "b.db",
        "SHIPCAST_SLACK_BOT_TOKEN": "xoxb-1",
        "SHIPCAST_WEB_PORT": "8080",
        "SHIPCAST_WORKING_WEEK": "Mon, Tue",
    }

    settings = load_settings(path, environ)

    assert settings.database == "b.db"
    assert settings.slack.mode == "http"
    assert settings.slack.bot_token == SecretStr("xoxb-1")
    assert settings.web.port == 8080
    assert settings.working_week == ("Mon", "Tue")


def test_admins_may_stand_in_the_environment() -> None:
    environ = {"SHIPCAST_ROLES_ADMINS": "U024BE7LH, W012A3CDE"}

    assert load_settings(None, environ).roles.admins == ("U024BE7LH", "W012A3CDE")


def test_shared_channels_are_allowed_by_id_in_file_and_environment(tmp_path: Path) -> None:
    environ = {"SHIPCAST_SLACK_ALLOW_SHARED_CHANNELS": "C024BE91L, G012A3CDE"}

    assert load_settings(None, environ).slack.allow_shared_channels == ("C024BE91L", "G012A3CDE")
    assert "an id, never a name" in refusal(
        tmp_path, "slack: {allow_shared_channels: ['#partners']}"
    )


def test_an_empty_variable_says_nothing() -> None:
    assert load_settings(None, {"SHIPCAST_DATABASE": ""}) == Settings()


def test_the_process_environment_is_not_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SHIPCAST_DATABASE", "elsewhere.db")
    monkeypatch.setenv("SHIPCAST_SLACK", "nonsense")

    assert load_settings(None, {}) == Settings()


def test_a_folder_is_seen_from_the_settings_file(tmp_path: Path) -> None:
    path = written(tmp_path, "sources: [{kind: files, name: shop, path: exports/shop}]")

    (source,) = load_settings(path, {}).sources

    assert isinstance(source, FilesSource)
    assert source.path == tmp_path / "exports/shop"


def test_values_that_yaml_would_bend_stay_as_written(tmp_path: Path) -> None:
    settings = load_settings(
        written(
            tmp_path,
            "holidays: {country: NO}\n"
            'releases: [{name: yes, include: {release: [1.10, 2.0], label: "null"}}]\n',
        ),
        {},
    )

    (release,) = settings.releases
    assert settings.holidays.country == "NO"
    assert release.name == "yes"
    assert release.include.release == ("1.10", "2.0")
    assert release.include.label == ("null",)


def test_predicates_nest(tmp_path: Path) -> None:
    settings = load_settings(
        written(
            tmp_path,
            "releases:\n- name: R\n  include:\n"
            "    any: [{label: a}, {all: [{team: x}, {not: {type: Bug}}]}]\n",
        ),
        {},
    )

    either = settings.releases[0].include.any or ()
    assert either[0].label == ("a",)
    assert either[1].all is not None
    assert either[1].all[1].not_ is not None
    assert either[1].all[1].not_.type == ("Bug",)


def test_an_unknown_kind_lists_the_kinds(tmp_path: Path) -> None:
    text = "\nsources:\n  - name: x\n    kind: jirra\n"

    assert refusal(tmp_path, text) == (
        'shipcast.yaml line 4, sources[0].kind: found "jirra", '
        "expected one of demo, files, jira, linear"
    )


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("timezon: UTC", "line 1, timezon: is not a setting; did you mean `timezone`?"),
        ("timezone: Mars", 'timezone: found "Mars", expected an IANA time zone'),
        ("timezone: /etc/passwd", "expected an IANA time zone"),
        ("working_week: [Mon, Foo]", 'working_week[1]: found "Foo", expected one of Mon, Tue'),
        ("working_week: []", "found an empty list, expected a list that is not empty"),
        ("working_week: {a: b}", "found lines like `key: value`, expected a list"),
        ("holidays: {country: XX}", "expected a two-letter country code"),
        ("holidays: {country: DE, subdivision: XX}", "a subdivision of DE (BB, BE"),
        ("holidays: {subdivision: XX}", "a subdivision of a country"),
        ("holidays: {extra: [tomorrow]}", 'extra[0]: found "tomorrow", expected a date like'),
        ("holidays: DE", 'found "DE", expected lines like `key: value`'),
        ("sync_every_minutes: 0", 'found "0", expected 1 or more'),
        ("web: {port: 99999}", 'web.port: found "99999", expected 65535 or less'),
        ("web: {prt: 1}", "did you mean `port`?"),
        ("slack: {base_url: slack.com}", "expected an address like"),
        ("slack: {mode: htp}", "expected one of socket, http"),
        ("slack: {workspace: fern}", 'slack.workspace: found "fern", expected a workspace\'s id'),
        ("roles: {admins: [ann]}", 'roles.admins[0]: found "ann", expected a member\'s id like'),
        ("roles: {admin: [U1]}", "did you mean `admins`?"),
        (
            "functions: {marketing: D024BE91L}",
            'functions.marketing: found "D024BE91L", expected a channel\'s',
        ),
        ("functions: {sales: {chanel: C1}}", "did you mean `channel`?"),
        ("gates: {docs: {}}", "at least one of label, type, priority"),
        ("gates: {own: {Sales Team: x}}", "a name in lower-case letters like marketing"),
        ("gates: {own: {leadership: x}}", "a function that gets something ready"),
        ("gates: {own: {sales: [{name: x, tiers: [4]}]}}", "gates.own.sales"),
        ("functions: {Sales Team: C024BE91L}", "a name in lower-case letters like marketing"),
        (
            "functions: {sales: {tiers: [4]}}",
            'found "4", expected 3 or less',
        ),
        ("rehearsal_channel: '#try'", 'found "#try", expected a channel\'s id like C024BE91L'),
        ("sources: [{name: x}]", "sources[0].kind: found nothing, expected"),
        ("sources: [3]", 'sources[0]: found "3", expected lines like'),
        ("sources: [{kind: files, name: x}]", "sources[0].path: is missing"),
        (
            "sources: [{kind: files, name: x, path: ., statuses: {A: b}}]",
            'sources[0].statuses.A: found "b", expected one of todo, doing, done, canceled',
        ),
        ("sources: [{kind: demo, sed: 1}]", "sources[0].sed: is not a setting; did you mean"),
        ("sources: [{kind: demo}, {kind: demo}]", "twice there: demo"),
        ("releases: [{name: a, include: {}}]", "expected at least one of source, project"),
        ("releases: [{name: a, includes: {}}]", "did you mean `include`?"),
        ("releases: [{name: a, include: {labl: x}}]", "did you mean `label`?"),
        ("releases: [{name: a, include: {label: []}}]", "found an empty list"),
        (f"timezone: {'x' * 200}", "x…"),
        ("qqq: 1", "is not a setting; expected one of database, timezone"),
    ],
)
def test_an_error_names_key_found_and_expected(tmp_path: Path, text: str, sentence: str) -> None:
    assert sentence in refusal(tmp_path, text)


def test_all_errors_are_listed_at_once_in_the_order_of_the_file(tmp_path: Path) -> None:
    lines = refusal(tmp_path, "web: {port: x}\ntimezone: Mars\nbla: 1\n").splitlines()

    assert [line.split(",")[0] for line in lines] == [
        "shipcast.yaml line 1",
        "shipcast.yaml line 2",
        "shipcast.yaml line 3",
    ]


def test_only_the_innermost_error_is_told(tmp_path: Path) -> None:
    text = "releases: [{name: a, include: {all: [{labl: x}]}}]"

    assert len(refusal(tmp_path, text).splitlines()) == 1


def test_an_error_of_the_environment_names_the_variable(tmp_path: Path) -> None:
    text = refusal(tmp_path, "web: {port: 1}", SHIPCAST_WEB_PORT="eighty")

    assert text == 'SHIPCAST_WEB_PORT: found "eighty", expected a whole number'


@pytest.mark.parametrize(
    "text",
    [
        "slack: {bot_token: [xoxb-secret]}",
        "slack: xoxb-secret",
        "slack: 0123secret4567",
        "slack: {bot_tokn: xoxb-secret}",
        "slack: {mode: xoxb-secret}",
        "timezone: postgresql://me:secret@host/db",
        "xtoken: xoxb-secret",
        "slack:\n  bot_token: xoxb-secret\n bad",
    ],
)
def test_no_error_shows_a_secret(tmp_path: Path, text: str) -> None:
    assert "secret" not in refusal(tmp_path, text)


def test_secrets_do_not_show_when_settings_are_printed() -> None:
    settings = load_settings(None, {"SHIPCAST_SLACK_BOT_TOKEN": "xoxb-hidden"})

    assert "hidden" not in repr(settings)


def test_secrets_in_the_file_are_found(tmp_path: Path) -> None:
    path = written(tmp_path, "slack: {bot_token: xoxb-1, mode: http}")

    assert secrets_in_file(path) == (("slack.bot_token", "SHIPCAST_SLACK_BOT_TOKEN"),)
    assert secrets_in_file(written(tmp_path, "")) == ()


def test_the_words_of_the_settings_are_those_of_the_planner() -> None:
    sure = {category.value for category in Category} - {"unknown"}

    assert set(get_args(sources.Category)) == sure
    assert len(DAYS) == 7
    assert set(get_args(priorities.Order)) == {framework.value for framework in Framework}
    assert set(priorities.PrioritySettings.model_fields) == {
        field.name for field in fields(Worth) if field.name != "rank"
    }


def test_how_people_plan_can_be_told(tmp_path: Path) -> None:
    text = """\
planning:
  releases_at_once: 2
  capacity:
    - {team: Web, from: 2026-12-21, to: 2027-01-01, share: 0.5}
  train: {weekday: tue, every_weeks: 2, from: 2026-01-06}
"""
    planning = load_settings(written(tmp_path, text), {}).planning
    assert planning.releases_at_once == 2
    assert planning.capacity[0].last == date(2027, 1, 1)
    assert planning.train is not None
    assert planning.train.weekday == "Tue"


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("releases_at_once: 0", "expected 1 or more"),
        ("capacity: [{from: 2026-12-21, to: 2026-12-20, share: 1}]", "2026-12-21 or later"),
        ("capacity: [{from: 2026-12-21, until: 2026-12-20, share: 1}]", "until"),
        ("train: {weekday: Someday, from: 2026-01-06}", "Someday"),
    ],
)
def test_what_nobody_can_plan_with_is_refused(tmp_path: Path, line: str, said: str) -> None:
    assert said in refusal(tmp_path, f"planning:\n  {line}\n")


def test_what_releases_are_worth_can_be_told(tmp_path: Path) -> None:
    text = """\
planning: {order: wsjf}
priorities:
  Checkout redesign: {value: 8, time_criticality: 5, risk_reduction: 4, effort: 2}
  2.4: {reach: 500, impact: 2, confidence: 80%}
  Partner API: {moscow: Won't}
"""
    settings = load_settings(written(tmp_path, text), {})
    assert settings.planning.order == "wsjf"
    assert settings.priorities["Checkout redesign"].risk_reduction == 4
    assert settings.priorities["2.4"].confidence == 0.8
    assert settings.priorities["Partner API"].moscow == "wont"
    assert Settings().planning.order == "due"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("planning: {order: wsfj}", "expected one of due, rank, value, rice, wsjf, moscow"),
        ("priorities: {A: {value: -1}}", 'priorities.A.value: found "-1", expected 0 or more'),
        ("priorities: {A: {value: much}}", "expected a number"),
        ("priorities: {A: {value: .nan}}", "expected a number"),
        ("priorities: {A: {value: 2000000000}}", "expected 1000000000 or less"),
        ("priorities: {A: {effort: 0}}", "expected more than 0"),
        ("priorities: {A: {confidence: 80}}", "expected a share like 0.8 or 80%"),
        ("priorities: {A: {moscow: maybe}}", "expected one of must, should, could, wont"),
        ("priorities: {A: {valu: 8}}", "did you mean `value`?"),
        ("priorities: {A: {}}", "expected a figure like `value: 8`"),
        ("priorities: {A: 8}", "expected lines like `key: value`"),
        ("priorities: {A b: {value: 1}, a B: {value: 2}}", "but twice: a b"),
    ],
)
def test_what_nobody_can_be_ordered_by_is_refused(tmp_path: Path, text: str, said: str) -> None:
    assert said in refusal(tmp_path, f"{text}\n")


JIRA = "sources: [{kind: jira, name: The Shop, url: https://shop.example/jira/, token: ATATT-1}]"


def test_secrets_of_a_source_come_from_the_environment_before_the_file(tmp_path: Path) -> None:
    path = written(tmp_path, JIRA)

    (source,) = load_settings(path, {"SHIPCAST_SOURCE_THE_SHOP_TOKEN": "ATATT-2"}).sources

    assert isinstance(source, JiraSource)
    assert source.url == "https://shop.example/jira"
    assert source.token == SecretStr("ATATT-2")
    assert secrets_in_file(path) == (("sources[0].token", "SHIPCAST_SOURCE_THE_SHOP_TOKEN"),)


@pytest.mark.parametrize(
    ("more", "sentence"),
    [
        ("anonymous: true, user: a@b.c", "either `anonymous: true` or a user and token"),
        ("fields: {point: x}", "did you mean `points`?"),
        ("projects: []", ""),
        ("token: [ATATT-1]", "sources[0].token: found a list"),
    ],
)
def test_a_jira_source_is_checked(tmp_path: Path, more: str, sentence: str) -> None:
    text = f"sources: [{{kind: jira, name: x, url: 'https://x.example', {more}}}]"
    if not sentence:
        assert load_settings(written(tmp_path, text), {}).sources
        return
    told = refusal(tmp_path, text)
    assert sentence in told
    assert "ATATT-1" not in told


def test_an_address_with_a_password_in_it_is_refused_without_showing_it(tmp_path: Path) -> None:
    text = "sources: [{kind: jira, name: x, url: 'https://me:hunter2@x.example'}]"

    told = refusal(tmp_path, text)

    assert "without a user and password" in told
    assert "hunter2" not in told
