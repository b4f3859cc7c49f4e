"""The GraphQL documents, one operation a file, and how each of them is paged."""

from dataclasses import dataclass
from functools import cache
from hashlib import blake2b
from importlib.resources import files

_FOLDER = files("connectors.linear") / "documents"
_SUFFIX = ".graphql"


@dataclass(frozen=True, slots=True)
class Listing:
    """A document with one connection that is walked to its end.

    `path` leads to the connection, a number stepping into a list. `first` is the page size: 250 at
    most, and so that a page costs no more than the 10,000 points that Linear grants a query.
    """

    document: str
    path: tuple[str | int, ...]
    first: int = 250


TEAMS = Listing("Teams", ("teams",))
STATES = Listing("States", ("workflowStates",))
LABELS = Listing("Labels", ("issueLabels",))
USERS = Listing("Users", ("users",))
CYCLES = Listing("Cycles", ("cycles",))
PROJECTS = Listing("Projects", ("projects",), 50)
MILESTONES = Listing("Milestones", ("projectMilestones",))
INITIATIVES = Listing("Initiatives", ("initiatives",))
INITIATIVE_PROJECTS = Listing("InitiativeProjects", ("initiativeToProjects",))
PIPELINES = Listing("Pipelines", ("releasePipelines",))
RELEASES = Listing("Releases", ("releases",), 50)

ISSUES = Listing("Issues", ("issues",), 200)
FEW_ISSUES = Listing("Issues", ("issues",), 50)  # a page costs the same, however little it holds
CENSUS = Listing("Census", ("issues",))
TOUCHED_RELATIONS = Listing("TouchedRelations", ("issueRelations",), 100)
TOUCHED_RELEASES = Listing("TouchedReleases", ("issueToReleases",), 100)
TOUCHED_NEEDS = Listing("TouchedNeeds", ("customerNeeds",), 100)


def _nested(document: str, root: str, field: str) -> Listing:
    return Listing(document, (root, "nodes", 0, field))


PROJECT_TEAMS = _nested("ProjectTeams", "projects", "teams")
PROJECT_HISTORY = _nested("ProjectHistory", "projects", "history")
PIPELINE_TEAMS = _nested("PipelineTeams", "releasePipelines", "teams")
RELEASE_HISTORY = _nested("ReleaseHistory", "releases", "history")
ISSUE_RELATIONS = _nested("IssueRelations", "issues", "relations")
ISSUE_RELEASES = _nested("IssueReleases", "issues", "releases")
ISSUE_NEEDS = _nested("IssueNeeds", "issues", "needs")
ISSUE_HISTORY = _nested("IssueHistory", "issues", "history")


@cache
def load_document(name: str) -> str:
    """Give the text of an operation."""
    return (_FOLDER / f"{name}{_SUFFIX}").read_text(encoding="utf-8")


def document_names() -> tuple[str, ...]:
    """Name all the operations there are."""
    names = (entry.name for entry in _FOLDER.iterdir())
    return tuple(sorted(n.removesuffix(_SUFFIX) for n in names if n.endswith(_SUFFIX)))


@cache
def documents_hash() -> str:
    """Give a hash of all that is asked, which changes where a document does."""
    texts = "\n".join(load_document(name) for name in document_names())
    return blake2b(texts.encode(), digest_size=8).hexdigest()
