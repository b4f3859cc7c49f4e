"""Data that is made when a program asks for it."""

from bot.data_later import DataLater


def test_its_kind_is_known_without_making_the_rest() -> None:
    made: list[str] = []

    def make() -> dict[str, object]:
        made.append("once")
        return {"releases": [1]}

    data = DataLater("list", make)
    assert (data["kind"], made) == ("list", [])
    assert {**data} == {"kind": "list", "releases": [1]}
    assert (len(data), data.get("private")) == (2, None)
    assert made == ["once"]
