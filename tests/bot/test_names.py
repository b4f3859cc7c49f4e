"""Which release somebody means."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.names import Level, find_release, fold, open_first
from store.directory import ReleaseName


def a_name(name: str, source: str = "jira", **told: object) -> ReleaseName:
    plain = ReleaseName(
        id=f"{source}:{name}",
        name=name,
        aliases=(),
        kind="version",
        sources=(source,),
        is_released=False,
        released_on=None,
        covered_by=None,
    )
    return replace(plain, **told)  # type: ignore[arg-type]


CHECKOUT = a_name("Checkout v2 redesign", aliases=("New basket",))
API = a_name("Partner API")
NAMES = (CHECKOUT, API, a_name("2.4"), a_name("2.4.1"), a_name("2.40"), a_name("Búsqueda"))


def found(subject: str, names: tuple[ReleaseName, ...] = NAMES) -> list[str]:
    return [name.name for name in find_release(subject, names).hits]


@pytest.mark.parametrize(
    ("subject", "name", "level"),
    [
        ("2.4", "2.4", Level.EXACT),
        ("v2.4", "2.4", Level.EXACT),
        ("PARTNER-API", "Partner API", Level.EXACT),
        ("busqueda", "Búsqueda", Level.EXACT),
        ("release 2.4", "2.4", Level.EXACT),
        ("new basket", "Checkout v2 redesign", Level.ALIAS),
        ("check", "Checkout v2 redesign", Level.PREFIX),
        ("checkout 2 re", "Checkout v2 redesign", Level.PREFIX),
        ("checkout redesign", "Checkout v2 redesign", Level.WORDS),
        ("api", "Partner API", Level.WORDS),
        ("chekout redesing", "Checkout v2 redesign", Level.FUZZY),
        ("partnr api", "Partner API", Level.FUZZY),
    ],
)
def test_the_surest_reading_wins(subject: str, name: str, level: Level) -> None:
    result = find_release(subject, NAMES)
    assert ([hit.name for hit in result.hits], result.level) == ([name], level)


def test_a_number_is_whole_or_another_one() -> None:
    assert found("2.40") == ["2.40"]
    assert found("2.4.1") == ["2.4.1"]
    assert found("2") == ["2.4", "2.4.1", "2.40"]
    assert found("2.5") == []
    assert found("checkout 3 redesign") == []


@pytest.mark.parametrize(
    ("subject", "name"),
    [
        ("1.0", "2.1.0"),
        ("30.2", "7.30.2"),
        ("3", "4.3.0"),
        ("1.8", "2.1.8"),
        ("05", "2024-05-01"),
        ("1.8", "Release 1.80"),
        ("jdk11", "jdk17"),
    ],
)
def test_a_number_inside_a_version_is_not_that_version(subject: str, name: str) -> None:
    assert found(subject, (a_name(name),)) == []


@pytest.mark.parametrize("name", ["1.8.3", "Release 1.8.3", "release-1.8", "v1.8 (LTS)"])
def test_a_version_is_found_by_how_it_begins(name: str) -> None:
    assert found("1.8", (a_name(name), a_name("2.1.8"))) == [name]


@pytest.mark.parametrize("subject", ["j1:2.4", "j1:10001", "2.4 \u00b7 j1", "2.4 j1", "J1 v2.4"])
def test_a_name_with_its_source_or_an_id_is_exact(subject: str) -> None:
    names = (a_name("2.4", "j1", id="j1:10001"), a_name("2.4", "j2"), a_name("2.4.1", "j1"))
    result = find_release(subject, names)
    assert (result.hits, result.level) == (names[:1], Level.EXACT)


def test_several_equally_good_names_are_all_given() -> None:
    names = (a_name("Checkout"), a_name("Checkout", "linear"))
    assert len(find_release("checkout", names).hits) == 2


def test_open_releases_come_before_shipped_ones() -> None:
    old = a_name("Checkout", is_released=True)
    new = a_name("Checkout", "linear")
    both = find_release("checkout", (old, new))
    assert (both.hits, both.is_narrowed) == ((new,), True)
    alone = find_release("checkout", (old,))
    assert (alone.hits, alone.is_narrowed) == ((old,), False)


def test_a_better_level_wins_over_an_open_release() -> None:
    names = (a_name("2.4", is_released=True), a_name("2.4 hotfix"))
    assert found("2.4", names) == ["2.4"]


def test_a_covered_release_stands_for_its_definition() -> None:
    plan = a_name("New checkout", "plan", id="plan:checkout")
    covered = tuple(a_name("Checkout", source, covered_by="plan:checkout") for source in "ab")
    assert find_release("checkout", (*covered, plan)).hits == (plan,)
    assert open_first([covered[0].id], (*covered, plan)) == (plan,)


def test_nothing_alike_gives_the_nearest_open_names_first() -> None:
    names = (a_name("Search filters", is_released=True), a_name("Search relevance"), API)
    result = find_release("search 9", names)
    assert (result.hits, result.level) == ((), None)
    assert [name.name for name in result.nearest] == ["Search relevance", "Search filters"]


def test_an_empty_directory_or_subject_finds_nothing() -> None:
    assert find_release("checkout", ()).hits == ()
    assert found("?!") == []


@given(text=st.text(max_size=40))
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(subject=st.text(max_size=30), names=st.lists(st.text(min_size=1, max_size=30), max_size=5))
def test_a_name_always_finds_itself(subject: str, names: list[str]) -> None:
    directory = tuple(a_name(name, str(place)) for place, name in enumerate(names))
    for each in directory:
        if fold(each.name):
            assert each in find_release(each.name, directory).hits
    find_release(subject, directory)
