"""Turns what pydantic rejects into sentences: found this, expected that."""

import re
from collections.abc import Callable, Mapping
from difflib import get_close_matches
from typing import Any

from config.document import Keys
from config.errors import Problem
from config.known import known_keys
from config.sources import SECRETS_OF_SOURCES

SECRET_KEYS = frozenset({"bot_token", "app_token", "signing_secret"})
CALENDAR_SECRET = "calendar_secret"  # noqa: S105 - its key
SECRET_LOOKS = re.compile(r"xox[a-z]-|xapp-|lin_api_|ATATT|://[^/\s]*:[^/\s]*@|hooks\.slack\.com")
MASK = "******"
WRONG_KEY = "[key]"  # what pydantic puts behind a key that it rejects
SHOWN_LENGTH = 60

PLAIN = {
    "int_parsing": "a whole number",
    "int_type": "a whole number",
    "int_from_float": "a whole number",
    "string_type": "one text",
    "path_type": "a path",
    "float_parsing": "a number",
    "float_type": "a number",
    "finite_number": "a number",
    "bool_parsing": "true or false",
    "tuple_type": "a list",
    "dict_type": "lines like `name: value`",
    "model_type": "lines like `key: value`",
    "model_attributes_type": "lines like `key: value`",
    "date_from_datetime_parsing": "a date like 2026-12-24",
    "date_parsing": "a date like 2026-12-24",
    "date_type": "a date like 2026-12-24",
    "string_too_short": "a text that is not empty",
    "too_short": "a list that is not empty",
    "union_tag_not_found": "`kind`, one of demo, files, jira, linear",
}

WITH_CONTEXT: dict[str, Callable[[Mapping[str, Any]], str]] = {
    "union_tag_invalid": lambda given: f"one of {given['expected_tags'].replace(chr(39), '')}",
    "literal_error": lambda given: f"one of {_choices(given['expected'])}",
    "greater_than": lambda given: f"more than {_bound(given['gt'])}",
    "greater_than_equal": lambda given: f"{_bound(given['ge'])} or more",
    "less_than_equal": lambda given: f"{_bound(given['le'])} or less",
    "value_error": lambda given: str(given["error"]),
}


def complaint(error: Mapping[str, Any], values: Mapping[str, Any]) -> tuple[Keys, str]:
    """Say where in `values` the rejected thing is and what is wrong with it, secrets masked."""
    keys = _written_keys(error["loc"], values)
    kind = error["type"]
    if kind == "extra_forbidden":
        return keys, _unknown_key(keys, values)
    if kind == "missing":
        return keys, "is missing"
    if kind in {"union_tag_invalid", "union_tag_not_found"}:
        keys = (*keys, "kind")
    found = _shown(keys, keys[-1] if error["loc"][-1:] == (WRONG_KEY,) else _at(values, keys))
    return keys, f"found {found}, expected {_expected(kind, error)}"


def problem(where: str, keys: Keys, what: str) -> Problem:
    """Put place and key together: `shipcast.yaml line 12, sources[0].kind`."""
    path = _path(keys)
    return Problem(", ".join(part for part in (where, path) if part), what)


def _expected(kind: str, error: Mapping[str, Any]) -> str:
    if kind in WITH_CONTEXT:
        return WITH_CONTEXT[kind](error["ctx"])
    return PLAIN.get(kind) or str(error["msg"]).lower()


def _bound(value: Any) -> str:
    return f"{value:.0f}" if isinstance(value, float) and value.is_integer() else str(value)


def _choices(expected: str) -> str:
    return expected.replace(" or ", ", ").replace("'", "")


def _unknown_key(keys: Keys, values: Mapping[str, Any]) -> str:
    known = known_keys(keys[:-1], values)
    near = get_close_matches(str(keys[-1]), known, n=1, cutoff=0.6)
    hint = f"did you mean `{near[0]}`?" if near else f"expected one of {', '.join(known)}"
    return f"is not a setting; {hint}"


def _shown(keys: Keys, found: Any) -> str:
    if found is None:
        return "nothing"
    if isinstance(found, dict):
        return "lines like `key: value`"
    if isinstance(found, list):
        return "a list" if found else "an empty list"
    if _may_be_secret(keys) or SECRET_LOOKS.search(str(found)):
        return MASK
    text = str(found)
    return f'"{text if len(text) <= SHOWN_LENGTH else text[:SHOWN_LENGTH] + "…"}"'


def _may_be_secret(keys: Keys) -> bool:
    is_slack = keys[:1] == ("slack",) and keys[-1] not in {"mode", "base_url", "workspace"}
    return is_slack or keys[-1] in {*SECRETS_OF_SOURCES, CALENDAR_SECRET}


def _written_keys(loc: Keys, values: Mapping[str, Any]) -> Keys:
    """Drop what pydantic adds to a place and nobody wrote.

    That is the tag of a union, the mark of a key that is itself wrong, and the inside of what was
    written short, as one value.
    """
    keys: list[str | int] = []
    here: Any = values
    for position, key in enumerate(loc):
        if key == WRONG_KEY or isinstance(here, str):
            break
        inside = _step(here, key)
        is_last = position == len(loc) - 1
        if inside is None and not is_last:
            continue
        keys.append(key)
        here = inside
    return tuple(keys)


def _step(here: Any, key: str | int) -> Any:
    if isinstance(here, Mapping):
        return here.get(key)
    if isinstance(here, list) and isinstance(key, int) and key < len(here):
        return here[key]
    return None


def _at(values: Mapping[str, Any], keys: Keys) -> Any:
    here: Any = values
    for key in keys:
        here = _step(here, key)
    return here


def _path(keys: Keys) -> str:
    text = ""
    for key in keys:
        text += f"[{key}]" if isinstance(key, int) else f".{key}"
    return text.removeprefix(".")
