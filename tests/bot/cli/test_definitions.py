"""Written releases become the store's predicates."""

from bot.cli.definitions import release_definitions
from config.model import Settings
from store.definitions import AllOf, AnyOf, Match, Not, Predicate


def predicate_of(include: dict[str, object]) -> Predicate:
    settings = Settings.model_validate({"releases": [{"name": "R", "include": include}]})
    return release_definitions(settings)[0].predicate


def test_one_field_is_one_match() -> None:
    assert predicate_of({"label": ["a", "b"]}) == Match("label", ("a", "b"))


def test_several_lines_must_all_hold() -> None:
    assert predicate_of({"team": "x", "source": "s"}) == AllOf(
        (Match("source", ("s",)), Match("team", ("x",)))
    )


def test_all_any_and_not_nest() -> None:
    include = {
        "all": [{"key": "A-1"}],
        "any": [{"epic": "E-1"}, {"not": {"type": "Bug"}}],
    }

    assert predicate_of(include) == AllOf(
        (
            AllOf((Match("key", ("A-1",)),)),
            AnyOf((Match("epic", ("E-1",)), Not(Match("type", ("Bug",))))),
        )
    )


def test_the_slug_is_made_of_the_name() -> None:
    releases = [{"name": " Checkout & Pay (2.0)", "aliases": ["x"], "include": {"key": "A-1"}}]
    (definition,) = release_definitions(Settings.model_validate({"releases": releases}))

    assert (definition.slug, definition.aliases) == ("checkout-pay-2-0", ("x",))
