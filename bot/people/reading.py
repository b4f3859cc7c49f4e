"""Who reads an answer: one person alone, or all who are where it is said."""

from dataclasses import replace

from bot.embargoes import Confidants, reader_at
from bot.people.office import Office
from bot.people.roles import Asker
from planner.launch.embargo import Reader


def for_one(office: Office, asker: Asker) -> Office:
    """Give the office with the names that this one person may know: nobody else reads it."""
    return _read_by(office, Reader(user=asker.user))


def for_place(office: Office, asker: Asker) -> Office:
    """Give the office with the names that everybody may know who reads where it is asked."""
    if asker.is_direct:
        return for_one(office, asker)
    return _read_by(office, Reader(channel=asker.channel))


def for_post(office: Office, address: str) -> Office:
    """Give the office with the names for a post: the rehearsal's readers, while there is one."""
    return _read_by(office, reader_at(office.newsroom.place_of(address)))


def confidants_of(office: Office) -> Confidants:
    return Confidants(office.people.functions, office.people.roles.admins)


def _read_by(office: Office, reader: Reader) -> Office:
    return replace(office, answerer=office.answerer.read_by(reader))
