"""The forms of dates and numbers that the settings name."""

from bot.words.region import HOUSE, Region, region_of
from config.model import Settings


def region_in(settings: Settings) -> Region:
    """Give the region of the settings' locale, or the house's where none is set."""
    code = settings.locale
    return HOUSE if code is None else region_of(code) or HOUSE
