"""Raw issues as pages for the store, with what is odd about them."""

from collections.abc import Iterator, Sequence

from connectors.jira.meaning import Meaning
from connectors.jira.normalise import RawIssue, normalise_issue
from connectors.jira.raw import pack_issue
from connectors.tracker import Page, SkippableError
from planner.category import Category
from store.records import IssueRecord, RawRecord


class Pager:
    """Makes pages during one walk, and warns of each unknown status once.

    `skipped` says of each issue why it is in no page.
    """

    def __init__(self, meaning: Meaning) -> None:
        self._meaning = meaning
        self._warned: set[str] = set()
        self.skipped: list[str] = []

    def end(self) -> None:
        """End the walk, when all that can be read was. Raises SkippableError for the rest."""
        if self.skipped:
            others = len(self.skipped) - 1
            raise SkippableError(self.skipped[0] + (f" And {others} more." if others else ""))

    def page(self, issues: Sequence[RawIssue], skipped: Sequence[str] = ()) -> Page:
        """Normalise issues; one that makes no sense is left out."""
        self.skipped.extend(skipped)
        told: list[str] = []
        records: list[IssueRecord] = []
        raw: list[RawRecord] = []
        for issue in issues:
            try:
                record = normalise_issue(issue, self._meaning)
            except (KeyError, ValueError, TypeError, AttributeError) as error:
                key = issue.issue.get("key") or issue.issue.get("id")
                self.skipped.append(
                    f"{key} is left as it was, as Jira sent something odd "
                    f"({type(error).__name__}: {error}). Tell us about it."
                )
                continue
            records.append(record)
            raw.append(pack_issue(issue))
            told.extend(self._unknown(record))
        return Page(tuple(records), tuple(told), tuple(raw))

    def _unknown(self, record: IssueRecord) -> Iterator[str]:
        for status in dict.fromkeys(_unknown_statuses(record)):
            if status not in self._warned:
                self._warned.add(status)
                yield (
                    f"Nobody knows what the status {status!r} means: taken as open. Say so with "
                    "`statuses:` of the source (todo, doing, done or canceled)."
                )


def _unknown_statuses(record: IssueRecord) -> Iterator[str]:
    if record.category is Category.UNKNOWN:
        yield record.status
    for event in record.events:
        if event.field == "status":
            if event.before_category is Category.UNKNOWN and event.before:
                yield event.before
            if event.after_category is Category.UNKNOWN and event.after:
                yield event.after
