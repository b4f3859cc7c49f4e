"""The catalogue as it lies in the package: sections of codes and sentences."""

from functools import cache
from importlib import resources
from typing import Any

import yaml


class WordsError(LookupError):
    """The catalogue has no sentence for a code, or a sentence got no value for a slot."""


@cache
def _catalogue() -> dict[str, Any]:
    text = resources.files("bot.words").joinpath("en.yaml").read_text(encoding="utf-8")
    # Over a thousand sentences: without libyaml the first answer takes a quarter of a second more.
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    loaded: dict[str, Any] = yaml.load(text, loader)  # noqa: S506 - both are safe loaders
    return loaded


def codes(section: str) -> frozenset[str]:
    """Give every code that a section of the catalogue has a sentence for."""
    return frozenset(_catalogue()[section])


def forms(name: str) -> tuple[str, ...]:
    """Give a list of the catalogue, like the months' names."""
    return tuple(_catalogue()["forms"][name])


def sentence(code: str) -> str:
    """Give the sentence of `section.code` with its slots unfilled."""
    section, _, key = code.partition(".")
    try:
        return str(_catalogue()[section][key])
    except KeyError:
        raise WordsError(f"bot/words/en.yaml has no sentence {code!r}: add one") from None
