"""The coefficients that forecasts are recalibrated by: those of a file, or the shipped ones."""

from pathlib import Path

from bot.cli.failures import InputError
from planner.recalibration.features import OtherFeaturesError, for_this_version
from planner.recalibration.prior import Prior, PriorError, read_prior, shipped_prior


def load_prior(path: Path | None) -> Prior:
    """Read a file that `shipcast fit --out` wrote; without one give the shipped prior.

    Raises:
        InputError: the file cannot be read, holds something else, or is of another version.
    """
    if path is None:
        return shipped_prior()
    way_out = "Write one with `shipcast fit --out FILE`, or leave it out for the shipped one."
    try:
        return for_this_version(read_prior(path.read_text(encoding="utf-8")))
    except OSError as error:
        raise InputError(f"{path} cannot be read: {error.strerror}. {way_out}") from error
    except OtherFeaturesError as error:
        raise InputError(
            f"{path} was fitted by another version of Shipcast: {error}. {way_out}"
        ) from error
    except (PriorError, UnicodeDecodeError) as error:
        raise InputError(f"{path} holds no coefficients: {error}. {way_out}") from error
