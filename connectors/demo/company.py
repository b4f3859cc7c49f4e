"""Fern & Finch: an online shop for the home, its people, and what it has shipped."""

from dataclasses import dataclass

from connectors.demo.ids import jira_id, linear_ids
from connectors.demo.platform_words import (
    IDENTITY,
    IMAGES,
    MOBILE,
    NOTICES,
    RUNTIME,
    STOCK,
)
from connectors.demo.shop_words import ACCOUNTS, BASKET, CATALOGUE, ORDERS, REVIEWS, SEARCH
from connectors.demo.theme import Theme

SHOP_TRACKER, PLATFORM_TRACKER = "shop-jira", "platform-linear"

SHOP_PEOPLE = (
    "Maren Holt",
    "Tiago Prates",
    "Ines Okafor",
    "Jonas Weil",
    "Priya Nambiar",
    "Callum Reyes",
    "Noor Haddad",
)
PLATFORM_PEOPLE = (
    "Sena Aydin",
    "Luka Horvat",
    "Abby Tran",
    "Oskar Lind",
    "Mina Castellano",
    "Dev Malhotra",
    "Ruth Adeyemi",
)
PARTNERS_PEOPLE = ("Elif Sorensen", "Mateo Brandt")

# Oldest first.
SHOP_PAST: tuple[tuple[str, Theme], ...] = (
    ("Product pages refresh", CATALOGUE),
    ("Returns portal", ORDERS),
    ("Gift cards", BASKET),
    ("Search filters", SEARCH),
    ("My account", ACCOUNTS),
    ("Order tracking", ORDERS),
    ("Promotions 2.0", BASKET),
    ("Ratings and reviews", REVIEWS),
    ("Wishlists", ACCOUNTS),
    ("Product comparison", CATALOGUE),
)
PLATFORM_PAST: tuple[tuple[str, Theme], ...] = (
    ("Image pipeline", IMAGES),
    ("Passkey sign-in", IDENTITY),
    ("Mobile app 2.7", MOBILE),
    ("Stock in seconds", STOCK),
    ("Zero-downtime deploys", RUNTIME),
    ("Mobile app 2.8", MOBILE),
    ("Notification preferences", NOTICES),
    ("Warehouse picking", STOCK),
    ("Mobile app 2.9", MOBILE),
    ("Staff single sign-on", IDENTITY),
)

CHECKOUT_NAME = "Checkout redesign"
SHOP_CHECKOUT, PLATFORM_CHECKOUT = len(SHOP_PAST) + 1, len(PLATFORM_PAST) + 1


@dataclass(frozen=True, slots=True)
class SharedRelease:
    """A release that two trackers hold a part of; `members` are (source, release ext_id)."""

    name: str
    aliases: tuple[str, ...]
    members: tuple[tuple[str, str], ...]


def shared_release(seed: int) -> SharedRelease:
    """Give the written definition of the release that both teams work on."""
    return SharedRelease(
        name=CHECKOUT_NAME,
        aliases=("checkout", "new checkout"),
        members=(
            (SHOP_TRACKER, jira_id("release", SHOP_CHECKOUT)),
            (PLATFORM_TRACKER, linear_ids(seed, "PLAT")("release", PLATFORM_CHECKOUT)),
        ),
    )
