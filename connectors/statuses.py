"""What well-known statuses and resolutions mean; data, and the few rules that read it."""

from collections.abc import Mapping

from planner.category import Category

_TODO = """
    to do|new|open|opened|reopened|re-opened|backlog|product backlog|sprint backlog|triage|triaged
    needs triage|awaiting triage|in triage|unconfirmed|confirmed|unstarted|assigned|created|draft
    selected for development|ready|ready for development|ready for dev|ready for work|ready to start
    planned|scheduled|queued|pending triage|not started|next|next up|up next|icebox|ideas|idea
    inbox|incoming|submitted|requested|proposed|refinement|in refinement|needs refinement|refined
    grooming|groomed|estimated|prioritized|prioritised|accepted for development|funnel|considering
    gathering interest|gathering impact|under consideration|future consideration|short term backlog
    long term backlog|needs info|needs more info|needs information|waiting for information|todo list
    untriaged|unassigned|on deck|candidate|approved for development|waiting for support|undecided
"""
_DOING = """
    in progress|doing|started|active|in development|development|developing|in dev|dev in progress
    implementing|implementation|in implementation|coding|work in progress|wip|under development
    in review|review|code review|in code review|peer review|under review|ready for review
    needs review|reviewing|reviewed|pr review|in pr|pull request|patch available|has patch
    awaiting review|awaiting merge|ready to merge|merging|merged|accepted|approved|on dev|modified
    on qa|qa|in qa|in qa test|in qe test|qe test|testing|in test|in testing|test|ready for test
    ready for testing|ready for qa|to test|to verify|in verification|verification|verify|verified
    validating|validation|in validation|uat|in uat|acceptance|acceptance testing|user acceptance
    staging|on staging|staged|ready for release|ready to release|ready for deployment|deploying
    ready to deploy|awaiting release|waiting for release|awaiting deployment|pending release
    pending|pending review|on hold|blocked|waiting for customer|waiting for approval
    waiting for feedback|feedback|stalled|paused|impeded|investigating|investigation|in analysis
    analysis|analysing|analyzing|design|in design|designing|research|documenting|building|automation
    post|post review|final review|in discussion|long running|assigned in progress|escalated
"""
_DONE = """
    done|closed|close|resolved|complete|completed|finished|fixed|released|shipped|deployed|live
    in production|delivered|implemented|archived|merged and deployed|done done|finalized|published
"""
_CANCELED = """
    canceled|cancelled|won't fix|wontfix|won't do|will not fix|will not do|duplicate|duplicated
    invalid|rejected|declined|obsolete|abandoned|not a bug|not an issue|not a problem|discarded
    dropped|deferred|postponed|cannot reproduce|can't reproduce|works for me|worksforme|withdrawn
    not doing|no longer needed|out of scope|superseded|killed|trash|aborted
"""
_CANCELING_RESOLUTIONS = """
    won't fix|wontfix|won't do|will not fix|will not do|won't implement|not fixing|duplicate
    duplicated|invalid|not valid|cannot reproduce|can't reproduce|unable to reproduce
    not reproducible|incomplete|needs more info|need more info|more info needed|not enough info
    rejected|declined|obsolete|outdated|out of date|works for me|works as designed|as designed
    by design|not a bug|no bug|not a problem|not an issue|not our bug|not applicable|not needed
    no longer needed|can't fix|cannot fix|abandoned|patch welcome|patches welcome|plugin|migrated
    moved|hold|on hold|later|deferred|postponed|canceled|cancelled|withdrawn|superseded|timed out
    expired|no response|gone away|out of scope|spam
"""
_UNRESOLVED = frozenset({"", "unresolved"})  # Jira's own exports may write the word
_CLOSED_WHEN_RESOLVED = frozenset({"verified"})  # Bugzilla's last step; elsewhere a step in QA
_JIRA_CATEGORIES = {
    "todo": Category.TODO,
    "new": Category.TODO,
    "inprogress": Category.DOING,
    "indeterminate": Category.DOING,
    "done": Category.DONE,
    "complete": Category.DONE,
}


def simplified(text: str) -> str:
    """Reduce a name to lower-case letters and digits: `ON_QA`, `On QA` and `on-qa` are one."""
    return "".join(character for character in text.casefold() if character.isalnum())


def _names(table: str) -> list[str]:
    return [simplified(name) for line in table.split("\n") for name in line.split("|")]


_KNOWN: dict[str, Category] = {
    name: category
    for category, table in (
        (Category.TODO, _TODO),
        (Category.DOING, _DOING),
        (Category.DONE, _DONE),
        (Category.CANCELED, _CANCELED),
    )
    for name in _names(table)
    if name
}
_CANCELING = frozenset(_names(_CANCELING_RESOLUTIONS)) - {""}


def known_category(name: str) -> Category | None:
    """Say what a status of this name usually means; None where nobody knows."""
    return _KNOWN.get(simplified(name))


def jira_category(text: str) -> Category | None:
    """Read a status category as Jira writes it: `To Do`, `new`, `IN_PROGRESS`, `done`."""
    return _JIRA_CATEGORIES.get(simplified(text))


def joint_category(
    status: str,
    resolution: str,
    statuses: Mapping[str, Category],
    otherwise: Category | None = None,
) -> Category | None:
    """Say what a status means together with the resolution that holds; None: unknown status.

    An open status stays open whatever the resolution says. A closed one means what the resolution
    says, where there is one. `statuses` is the user's own mapping by simplified name; `otherwise`
    is what the tracker itself says of a status that the table does not know.
    """
    name, outcome = simplified(status), simplified(resolution)
    said = statuses.get(name)
    category = said or _KNOWN.get(name) or otherwise
    if outcome in _UNRESOLVED or category is None or said is Category.CANCELED:
        return category
    if category.is_open and (said or name not in _CLOSED_WHEN_RESOLVED):
        return category
    return Category.CANCELED if outcome in _CANCELING else Category.DONE
