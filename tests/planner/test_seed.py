"""Seeds, streams and fingerprints are the same on any machine and in any process."""

from dataclasses import dataclass

import numpy as np

from planner.seed import fingerprint, seed_in, seed_of, stream


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
