"""People in payloads: found by any of their names, and left out whole."""

import json
from typing import Any

import pytest

from store.people_in_payloads import names_beside, without_people

JIRA_USER = {
    "self": "https://jira.example.org/rest/api/3/user?accountId=5b10a",
    "accountId": "5b10a",
    "emailAddress": "ada@example.org",
    "displayName": "Ada Byron",
    "active": True,
    "avatarUrls": {"48x48": "https://avatar.example.org/5b10a"},
}
OTHER = {"accountId": "77", "displayName": "Bob Dorn"}
CHANGE = {
    "field": "assignee",
    "from": "5b10a",
    "fromString": "Ada Byron",
    "to": "77",
    "toString": "Bob Dorn",
}
LINEAR_USER = {"id": "u-ada", "name": "Ada Byron"}


def body(value: Any) -> bytes:
    return json.dumps(value).encode()


def known(*names: str) -> Any:
    return lambda name: "person-1" if name in names else None


def left(value: Any, *names: str) -> Any:
    return json.loads(without_people(body(value), known(*names)))


@pytest.mark.parametrize("name", ["Ada Byron", "5b10a", "ada@example.org"])
def test_a_person_is_found_by_any_name(name: str) -> None:
    names = names_beside(body({"fields": {"assignee": JIRA_USER, "reporter": OTHER}}), known(name))
    assert names == {"Ada Byron", "5b10a", "ada@example.org"}


def test_a_history_tells_which_id_a_name_has() -> None:
    told = body({"changelog": {"histories": [{"items": [CHANGE]}]}})
    assert names_beside(told, known("Ada Byron")) == {"Ada Byron", "5b10a"}


def test_an_id_and_a_name_alone_are_a_person_where_one_is_expected() -> None:
    assert names_beside(body({"assignee": LINEAR_USER}), known("Ada Byron")) == {
        "Ada Byron",
        "u-ada",
    }
    status = {"id": "s1", "name": "Ada Byron"}
    assert names_beside(body({"status": status}), known("Ada Byron")) == frozenset()


def test_a_number_is_nobodys_name() -> None:
    told = body({"author": {"id": "10001", "name": "Ada Byron"}})
    assert names_beside(told, known("Ada Byron")) == {"Ada Byron"}


def test_all_that_is_told_of_a_person_goes_and_the_shape_stays() -> None:
    assert left({"assignee": JIRA_USER}, "Ada Byron") == {
        "assignee": {
            "self": "",
            "accountId": "person-1",
            "emailAddress": "person-1",
            "displayName": "person-1",
            "active": True,
            "avatarUrls": {},
        }
    }


def test_others_and_everything_else_stay_as_they_were() -> None:
    told = {"key": "SHOP-1", "fields": {"reporter": OTHER, "votes": 3, "labels": ["a"]}}
    assert without_people(body(told), known("Ada Byron")) == body(told)


def test_a_history_keeps_its_field_and_the_other_side() -> None:
    assert left([CHANGE], "Ada Byron", "5b10a") == [
        {
            "field": "assignee",
            "from": "person-1",
            "fromString": "person-1",
            "to": "77",
            "toString": "Bob Dorn",
        }
    ]
