"""What the settings say of gates, and readiness on the terminal."""

import pytest

from bot.cli.gates import launch_rules
from config.model import Settings
from planner.launch.functions import USUAL
from planner.launch.gates import DOCS_MARKS, GateRules, Marks, find_gate, gates_of
from planner.launch.plan import Tier
from planner.note import Note
from tests.bot.cli.running import shipcast, shipcast_json


def test_without_a_word_everything_is_as_usual() -> None:
    rules = launch_rules(Settings())
    assert (rules.functions, rules.gates) == (USUAL, GateRules())


def test_what_is_said_of_gates_reaches_the_planner() -> None:
    told = {
        "must_have": {"priority": "High", "label": ["Must", "P0"]},
        "quality": {"type": "Test"},
        "bug_severity": ["Ouch"],
        "without": ["price-list"],
    }
    gates = launch_rules(Settings.model_validate({"gates": told})).gates
    assert gates.must_have == Marks(frozenset({"must", "p0"}), priorities=frozenset({"high"}))
    assert gates.quality == Marks(types=frozenset({"test"}))
    assert gates.docs == DOCS_MARKS
    assert (gates.severe, gates.without) == (frozenset({"ouch"}), frozenset({"price-list"}))


def test_ones_own_gates_belong_to_a_function_even_to_one_that_is_named_nowhere_else() -> None:
    own = {
        "marketing": "Landing page is live",
        "security": [{"name": "Übergabe", "days": 10, "tiers": [1]}],
    }
    rules = launch_rules(Settings.model_validate({"gates": {"own": own}}))
    gates = gates_of(rules, Tier.STRATEGIC)
    page = find_gate(gates, "marketing-landing-page-is-live")
    assert page is not None
    assert page.criterion == Note("gate.own", {"criterion": "Landing page is live"})
    review = find_gate(gates, "security-übergabe")
    assert review is not None
    assert dict(review.days_before) == {Tier.STRATEGIC: 10}
    assert find_gate(gates_of(rules, Tier.CUSTOMER), "security-übergabe") is None
    assert [one.name for one in rules.functions][-1] == "security"


@pytest.mark.usefixtures("imported")
def test_readiness_is_asked_for_on_the_terminal() -> None:
    drawn = shipcast("ask", "ready 2.0")
    assert drawn.exit_code == 0
    assert "Readiness of 2.0" in drawn.stdout
    assert "Engineering:" in drawn.stdout
    told = shipcast_json("ask", "is 2.0 ready?")
    assert told["kind"] == "readiness"
    slugs = [gate["gate"] for one in told["functions"] for gate in one["gates"]]
    assert {"must-have", "test-report", "announcement"} <= {*slugs}
    assert told["missing"]["marketing"] == []
