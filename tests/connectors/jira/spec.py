"""Requests checked against the specifications that Atlassian publishes."""

import json
import os
import re
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl

from jsonschema import Draft4Validator  # type: ignore[import-untyped]

_FILES = ("jira-cloud-v3.openapi.json", "jira-agile-1.0-2022.openapi.json")
_FOLDER = Path(os.environ.get("SHIPCAST_REFERENCE", "/nowhere")) / "specs"
IS_THERE = all((_FOLDER / name).exists() for name in _FILES)
Row = dict[str, Any]


def faults_of(method: str, path: str, query: str, body: bytes) -> list[str]:
    """Say what a request has that the specification does not allow; nothing without one."""
    if not IS_THERE:
        return []
    # Version 2 has the same shape; only this of it is asked of Cloud.
    asked = path.replace("/rest/api/2/serverInfo", "/rest/api/3/serverInfo")
    for pattern, operations, components in _paths():
        if pattern.fullmatch(asked):
            operation = operations.get(method.lower())
            if operation is None:
                return [f"{path} does not take {method}"]
            return [
                f"{method} {path}: {fault}"
                for fault in (
                    *_query_faults(operation, query),
                    *_body_faults(operation, body, components),
                )
            ]
    return [f"there is no {path}"]


@cache
def _paths() -> tuple[tuple[re.Pattern[str], Row, Row], ...]:
    found = []
    for name in _FILES:
        told = json.loads((_FOLDER / name).read_text(encoding="utf-8"))
        for path, operations in told["paths"].items():
            pattern = re.compile(re.sub(r"\\\{\w+\\\}", "[^/]+", re.escape(path)))
            found.append((pattern, operations, told.get("components", {})))
    return tuple(found)


def _query_faults(operation: Row, query: str) -> list[str]:
    known = {one["name"]: one for one in operation.get("parameters", []) if one["in"] == "query"}
    faults = []
    for name, value in parse_qsl(query, keep_blank_values=True):
        if name not in known:
            faults.append(f"no parameter {name}")
            continue
        schema = known[name]["schema"]
        if schema.get("type") == "integer" and not value.isdigit():
            faults.append(f"{name}={value} is no integer")
        elif "maximum" in schema and int(value) > schema["maximum"]:
            faults.append(f"{name}={value} is too much")
        elif "enum" in schema and value not in schema["enum"]:
            faults.append(f"{name}={value} is not allowed")
    return faults


def _body_faults(operation: Row, body: bytes, components: Row) -> list[str]:
    told = operation.get("requestBody")
    if told is None:
        return ["takes no body"] if body else []
    schema = {**told["content"]["application/json"]["schema"], "components": components}
    if "$ref" in schema:  # in this draft a reference stands alone
        schema = {"allOf": [{"$ref": schema["$ref"]}], "components": components}
    return [error.message for error in Draft4Validator(schema).iter_errors(json.loads(body))]
