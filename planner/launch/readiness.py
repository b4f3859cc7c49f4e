"""How ready each function is for a launch: from gates, what was said of them, and votes."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from planner.launch.evidence import Facts, Finding, GateState, find_out
from planner.launch.functions import Function, preparing
from planner.launch.gates import Gate, LaunchRules, gates_of
from planner.launch.plan import Tier
from planner.launch.votes import Delegation, MissingVote, Verdict, Vote, missing_votes


class Light(StrEnum):
    """How a function stands. `WAIVED`: nothing was shown, and somebody has said why."""

    GREEN = "green"
    YELLOW = "yellow"
    RED = "red"
    WAIVED = "waived"


class Decision(StrEnum):
    """`WAITING`: a vote is missing, or a function is not green yet."""

    GO = "go"
    NO_GO = "no_go"
    WAITING = "waiting"


class Closing(StrEnum):
    """How a launch is over: nothing that is said of it from then on counts."""

    SHIPPED = "shipped"
    CANCELED = "canceled"


class Word(StrEnum):
    """What somebody has said of a gate; `OPEN` takes back what was said before."""

    DONE = "done"
    WAIVED = "waived"
    OPEN = "open"


@dataclass(frozen=True, slots=True)
class GateWord:
    """The last word on a gate; `evidence` is a link or a note."""

    gate: str
    word: Word
    person: str
    at: datetime
    evidence: str | None = None
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class GateStanding:
    """A gate as it stands. `finding` is what the trackers show, `said` what somebody said.

    `due_on` is None where there is no launch to count back from.
    """

    gate: Gate
    state: GateState
    due_on: date | None
    is_due: bool
    finding: Finding | None = None
    said: GateWord | None = None

    @property
    def is_settled(self) -> bool:
        return self.state in {GateState.MET, GateState.WAIVED}


@dataclass(frozen=True, slots=True)
class FunctionStanding:
    """A function with its gates and its vote; None while it has not voted."""

    function: Function
    light: Light
    gates: tuple[GateStanding, ...]
    vote: Vote | None = None

    @property
    def lacks(self) -> tuple[GateStanding, ...]:
        """Give the gates that keep it from being green."""
        return tuple(gate for gate in self.gates if not gate.is_settled)


@dataclass(frozen=True, slots=True)
class Readiness:
    """How ready a release is. `anchor` is what T-n counts back from; `closed` while it is over.

    Without `has_rules` nobody has said which functions there are.
    """

    release_id: str
    tier: Tier
    anchor: date | None
    functions: tuple[FunctionStanding, ...]
    missing: tuple[MissingVote, ...]
    closed: Closing | None = None
    has_rules: bool = True

    @property
    def is_over(self) -> bool:
        return self.closed is not None

    @property
    def decision(self) -> Decision:
        """One block is enough; everybody has to have voted, and be green or waived."""
        votes = [one.vote for one in self.functions]
        if any(vote is not None and vote.verdict is Verdict.BLOCK for vote in votes):
            return Decision.NO_GO
        is_ready = all(one.light in {Light.GREEN, Light.WAIVED} for one in self.functions)
        return Decision.GO if is_ready and votes and all(votes) else Decision.WAITING


@dataclass(frozen=True, slots=True)
class SaidOfLaunch:
    """What people have said: the last word on each gate, each function's vote, who stands in."""

    words: Mapping[str, GateWord]
    votes: Mapping[str, Vote]
    delegations: Sequence[Delegation] = ()


def readiness_of(
    release_id: str,
    tier: Tier,
    facts: Facts,
    rules: LaunchRules,
    said: SaidOfLaunch,
    *,
    closed: Closing | None = None,
) -> Readiness:
    """Weigh all gates of a launch and what was said of it."""
    gates = [
        stand(gate, tier, facts, rules, said.words.get(gate.slug)) for gate in gates_of(rules, tier)
    ]
    there = preparing(rules.functions, tier)
    functions = []
    for function in there:
        own = tuple(one for one in gates if one.gate.function == function.name)
        vote = said.votes.get(function.name)
        functions.append(FunctionStanding(function, light_of(own, vote), own, vote))
    missing = missing_votes(there, said.votes, said.delegations, facts.today)
    return Readiness(
        release_id,
        tier,
        facts.anchor,
        tuple(functions),
        missing,
        closed,
        has_rules=bool(rules.functions),
    )


def stand(
    gate: Gate, tier: Tier, facts: Facts, rules: LaunchRules, word: GateWord | None
) -> GateStanding:
    """Weigh one gate: what is waived is waived, else its evidence decides."""
    word = None if word is not None and word.word is Word.OPEN else word
    due_on = None
    if facts.anchor is not None:
        due_on = facts.calendar.working_day_before(facts.anchor, gate.days_before[tier])
    is_due = due_on is not None and facts.today >= due_on
    finding = find_out(gate.check, facts, rules.gates) if gate.is_automatic else None
    if word is not None and word.word is Word.WAIVED:
        state = GateState.WAIVED
    elif finding is not None:
        state = finding.state
    else:
        state = _by_word(word, is_due=is_due)
    return GateStanding(gate, state, due_on, is_due, finding, word)


def light_of(gates: Sequence[GateStanding], vote: Vote | None) -> Light:
    """Sum a function up. It is green by evidence alone; a vote may hold it back, or waive it.

    A gate of which nobody can tell is yellow, due or not; one that is due and not met is red.
    A function without gates has nothing but the evidence of its vote.
    """
    verdict = None if vote is None else vote.verdict
    if verdict is Verdict.WAIVE:
        return Light.WAIVED
    is_late = any(gate.is_due and gate.state is GateState.NOT_MET for gate in gates)
    if verdict is Verdict.BLOCK or is_late:
        return Light.RED
    if not all(gate.is_settled for gate in gates):
        return Light.YELLOW
    if gates:
        is_shown = any(gate.state is GateState.MET for gate in gates)
        return Light.GREEN if is_shown else Light.WAIVED
    return Light.GREEN if vote is not None and vote.evidence else Light.YELLOW


def _by_word(word: GateWord | None, *, is_due: bool) -> GateState:
    """Weigh a human gate; what is due and was not shown is not met."""
    if word is not None and word.word is Word.DONE and word.evidence:
        return GateState.MET
    return GateState.NOT_MET if is_due else GateState.UNKNOWN
