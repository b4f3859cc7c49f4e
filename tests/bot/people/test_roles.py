"""Who is what, and where they are answered."""

from bot.people.roles import Asker, Role, Roles

ROLES = Roles(frozenset({"U8"}))


def test_an_owner_is_one_of_their_own_things_alone() -> None:
    assert ROLES.of("U1", "U1") is Role.OWNER
    assert ROLES.of("U1", "U2", None) is Role.VIEWER
    assert ROLES.of("U8", "U1") is Role.ADMIN


def test_each_role_may_do_what_those_before_may() -> None:
    assert Role.VIEWER < Role.OWNER < Role.ADMIN


def test_a_direct_message_is_answered_to_the_person() -> None:
    assert Asker("T1", "U1", "D1").place == "U1"
    assert Asker("T1", "U1", "C1").place == "C1"
