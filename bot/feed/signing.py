"""Addresses of calendars: signed, so that nobody makes one up, and good until a day."""

import hmac
from dataclasses import dataclass, field
from datetime import date
from hashlib import sha256
from urllib.parse import urlencode

PATH = "/calendar.ics"


class ForgedAddressError(Exception):
    """Nobody here signed that address, or not for this function and day."""


class EndedAddressError(Exception):
    """The address is ours, and was good until a day that is over."""


@dataclass(frozen=True, slots=True)
class Signer:
    """Signs addresses below `base`; with another `secret` none that was given out is good."""

    base: str
    secret: str = field(repr=False)

    def address(self, function: str, until: date) -> str:
        """Give the address at which a function's calendar is read up to and with that day."""
        told = {"for": function, "until": until.isoformat(), "sign": self._sign(function, until)}
        return f"{self.base.rstrip('/')}{PATH}?{urlencode(told)}"

    def check(self, function: str, until: str, sign: str, today: date) -> None:
        """Believe an address, or not.

        Raises:
            ForgedAddressError: it is not signed by us.
            EndedAddressError: it is, and its time is over.
        """
        try:
            last = date.fromisoformat(until)
        except ValueError:
            raise ForgedAddressError from None
        known = self._sign(function, last)
        # As bytes: the comparison refuses text beyond ASCII.
        if until != last.isoformat() or not hmac.compare_digest(known.encode(), sign.encode()):
            raise ForgedAddressError
        if today > last:
            raise EndedAddressError

    def _sign(self, function: str, until: date) -> str:
        told = f"calendar\n{function}\n{until.isoformat()}"
        return hmac.new(self.secret.encode(), told.encode(), sha256).hexdigest()
