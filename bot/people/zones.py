"""Time zones as people say them: `Berlin time`, `CET`, `Eastern`; each by its IANA name."""

import re
from functools import cache
from types import MappingProxyType
from typing import Final
from zoneinfo import available_timezones

# What a clock on the wall there is called, in winter, in summer, and both.
_CALLED: Final = MappingProxyType(
    {
        **dict.fromkeys(("GMT", "Zulu"), "UTC"),
        **dict.fromkeys(("BST", "UK"), "Europe/London"),
        **dict.fromkeys(("WET", "WEST"), "Europe/Lisbon"),
        **dict.fromkeys(("CET", "CEST", "MEZ", "MESZ"), "Europe/Berlin"),
        **dict.fromkeys(("EET", "EEST"), "Europe/Athens"),
        **dict.fromkeys(("EST", "EDT", "ET", "Eastern"), "America/New_York"),
        **dict.fromkeys(("CDT", "CT", "Central"), "America/Chicago"),
        **dict.fromkeys(("MST", "MDT", "MT", "Mountain"), "America/Denver"),
        **dict.fromkeys(("PST", "PDT", "PT", "Pacific"), "America/Los_Angeles"),
        **dict.fromkeys(("JST",), "Asia/Tokyo"),
        **dict.fromkeys(("SGT",), "Asia/Singapore"),
        **dict.fromkeys(("AEST", "AEDT"), "Australia/Sydney"),
    }
)
_CLOCK = r"(?:\d{1,2}:\d{2}(?: ?[ap]m)?|\d{1,2} ?[ap]m)"
# A word is a zone only behind a time of day, or before `time`: `Berlin` may be a release.
_SAID = re.compile(
    rf"(?P<before>(?i:{_CLOCK}),? |\b)(?P<zone>[A-Z][A-Za-z]*(?:[ _][A-Z][a-z]+)?)"
    r"(?P<time> time)?(?![\w/])"
)


def zones_named(text: str) -> str:
    """Put the IANA name in the place of a zone that is called by a city or in short."""
    return _SAID.sub(_named, text)


def _named(match: re.Match[str]) -> str:
    called, is_behind_a_clock = match["zone"], bool(match["before"])
    zone = _CALLED.get(called) or _of_cities().get(called.casefold().replace(" ", "_"))
    if zone is None or not (is_behind_a_clock or match["time"]):
        return match[0]
    return f"{match['before']}{zone}"


@cache
def _of_cities() -> dict[str, str]:
    """Give the zone of each city that one is named after; of two that are called so neither."""
    zones = [zone for zone in available_timezones() if zone.count("/") == 1]
    known: dict[str, list[str]] = {}
    for zone in sorted(zones):
        area, city = zone.split("/")
        if area not in {"Etc", "SystemV", "US", "Canada", "Brazil", "Chile", "Mexico"}:
            known.setdefault(city.casefold(), []).append(zone)
    return {city: zones[0] for city, zones in known.items() if len(zones) == 1}
