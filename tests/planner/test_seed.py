"""Seeds, streams and fingerprints are the same on any machine and in any process."""

from dataclasses import dataclass, field

import numpy as np

from planner.seed import UNHASHED, fingerprint, seed_in, seed_of, stream


@dataclass(frozen=True)
class Thing:
    name: str
    values: np.ndarray


def test_a_seed_is_of_the_text_alone() -> None:
    assert seed_of("checkout") == 2939694414 == seed_in(np.random.default_rng(seed_of("checkout")))


def test_streams_of_other_names_are_other_streams() -> None:
    draws = {name: stream(7, name).random() for name in ("a", "b")}
    assert draws["a"] == stream(7, "a").random() != draws["b"]


def test_a_fingerprint_sees_every_value_and_not_the_order_of_a_mapping() -> None:
    base = fingerprint(Thing("a", np.array([1, 2])), {"x": 1, "y": 2})
    assert base == fingerprint(Thing("a", np.array([1, 2])), {"y": 2, "x": 1})
    others = [
        fingerprint(Thing("b", np.array([1, 2])), {"x": 1, "y": 2}),
        fingerprint(Thing("a", np.array([2, 1])), {"x": 1, "y": 2}),
        fingerprint(Thing("a", np.array([1.0, 2.0])), {"x": 1, "y": 2}),
        fingerprint(Thing("a", np.array([1, 2])), {"x": 1, "y": 3}),
    ]
    assert len({base, *others}) == 5
    assert fingerprint(("ab", "c")) != fingerprint(("a", "bc"))


def test_a_field_that_came_later_is_left_out_while_it_says_nothing() -> None:
    @dataclass(frozen=True)
    class Old:
        name: str

    @dataclass(frozen=True)
    class New:
        name: str
        more: str | None = field(default=None, metadata={UNHASHED: True})

    New.__name__ = Old.__name__
    assert fingerprint(New("a"), [New("b")]) == fingerprint(Old("a"), [Old("b")])
    said = {fingerprint([New("a", more), New("b")]) for more in (None, "", "x")}
    assert len(said) == 3
