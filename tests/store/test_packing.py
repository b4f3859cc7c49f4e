"""Inputs as bytes, and back to the byte."""

import json
import zlib
from dataclasses import replace
from datetime import date, datetime, timedelta, timezone
from time import perf_counter
from types import MappingProxyType
from typing import Any

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings

from planner.inputs import Capacity, PlanInputs, ReleaseTrain
from planner.note import Note
from planner.plan import forecast_plan
from planner.priority import Framework, Moscow, Worth
from planner.seed import fingerprint
from planner.work_order import prioritised, standings
from store.errors import UnreadableInputsError
from store.packing import pack_inputs, unpack_inputs
from tests.planner.build import NOW
from tests.store.plans import any_inputs, some_inputs

_A_TIMEZONE = timezone(timedelta(hours=2))


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(any_inputs)
def test_whatever_is_kept_comes_back_to_the_byte(inputs: PlanInputs) -> None:
    assert fingerprint(unpack_inputs(pack_inputs(inputs))) == fingerprint(inputs)


def test_what_comes_back_has_the_types_that_it_had() -> None:
    values = MappingProxyType({"one": 1, "true": True, "half": 0.5, "no": None, "zero": -0.0})
    inputs = replace(some_inputs(), notes=(Note("a", values), Note("b")))
    back = unpack_inputs(pack_inputs(inputs))
    assert repr(back.notes) == repr(inputs.notes)
    assert [scope.items for scope in back.releases] == [scope.items for scope in inputs.releases]
    assert back.teams[0].created_at.flags.writeable


def test_the_same_inputs_are_the_same_bytes() -> None:
    assert pack_inputs(some_inputs()) == pack_inputs(some_inputs())


@pytest.mark.parametrize(
    "as_of", [NOW.astimezone(_A_TIMEZONE), NOW.replace(tzinfo=None), NOW.replace(fold=1)]
)
def test_a_time_that_would_come_back_otherwise_is_refused(as_of: datetime) -> None:
    with pytest.raises(TypeError, match="times are kept in UTC"):
        pack_inputs(replace(some_inputs(), as_of=as_of))


@pytest.mark.parametrize("value", [np.float64(1.5), ["a"], {1}, np.str_("a")])
def test_a_value_that_would_come_back_otherwise_is_refused(value: Any) -> None:
    with pytest.raises(TypeError, match="inputs cannot be kept with values of"):
        pack_inputs(replace(some_inputs(), notes=(Note("a", {"x": value}),)))


@pytest.mark.parametrize("dtype", [np.float32, np.bool_, object, "datetime64[ms]"])
def test_an_array_of_another_kind_is_refused(dtype: Any) -> None:
    inputs = some_inputs()
    strange = replace(inputs.teams[0], points=np.zeros(3).astype(dtype))
    with pytest.raises(TypeError, match="inputs cannot be kept with arrays of"):
        pack_inputs(replace(inputs, teams=(strange,)))


def test_arrays_that_do_not_fit_together_are_refused() -> None:
    inputs = some_inputs()
    square = replace(inputs.teams[0], points=np.zeros((2, 2)))
    for teams in ((square,), (inputs.teams[0], square)):
        with pytest.raises(TypeError, match="arrays of several kinds"):
            pack_inputs(replace(inputs, teams=teams))


@pytest.mark.parametrize(
    "damage",
    [
        lambda packed: packed[:-9],
        lambda packed: packed[:0],
        lambda packed: packed[:0] + b"\x80\x04K*.",
        lambda packed: zlib.compress(packed[:0]),
        lambda packed: zlib.compress(b"\x07" + zlib.decompress(packed)[1:]),
        lambda packed: zlib.compress(zlib.decompress(packed)[:-8]),
        lambda packed: zlib.compress(zlib.decompress(packed).replace(b"PlanInputs", b"os.system_")),
    ],
)
def test_damaged_bytes_are_said_to_be_so(damage: Any) -> None:
    with pytest.raises(UnreadableInputsError, match="another version of Shipcast wrote them"):
        unpack_inputs(damage(pack_inputs(some_inputs())))


def test_something_else_than_inputs_is_not_given_out() -> None:
    plain = zlib.decompress(pack_inputs(some_inputs()))
    other = b'{"arrays":[],"inputs":["plain",[1]]}'
    packed = zlib.compress(plain[:1] + len(other).to_bytes(4, "little") + other)
    with pytest.raises(UnreadableInputsError):
        unpack_inputs(packed)


def test_a_big_tracker_is_packed_in_less_than_a_second() -> None:
    inputs = some_inputs()
    big = replace(inputs, releases=inputs.releases[:1] * 1_500, teams=inputs.teams * 120)
    started = perf_counter()
    packed = pack_inputs(big)
    assert perf_counter() - started < 1
    assert len(packed) < 500_000
    assert len(unpack_inputs(packed).releases) == 1_500


def test_how_people_plan_comes_back_as_it_was() -> None:
    day = date(2026, 3, 3)
    inputs = replace(
        some_inputs(),
        wip_limit=2,
        capacity=(Capacity(None, day, day, 0.5), Capacity("Web", day, day, 0.0)),
        train=ReleaseTrain(1, 2, day),
        reference_sizes=(3, 5),
    )
    back = unpack_inputs(pack_inputs(inputs))
    assert (back.capacity, back.train, back.reference_sizes) == (
        inputs.capacity,
        inputs.train,
        inputs.reference_sizes,
    )
    assert fingerprint(back) == fingerprint(inputs)


def test_the_order_comes_back_and_the_plan_of_it_is_the_same_to_the_byte() -> None:
    told = {"2.0": Worth(value=3.0, moscow=Moscow.MUST), "1.0": Worth(moscow=Moscow.WONT)}
    inputs = prioritised(some_inputs(), Framework.MOSCOW, told, {})
    back = unpack_inputs(pack_inputs(inputs))
    assert back.priorities == inputs.priorities
    assert standings(back) == standings(inputs)
    first, second = (forecast_plan(each, np.random.default_rng(3)) for each in (inputs, back))
    assert first.inputs_hash == second.inputs_hash
    days = [[getattr(one, "days", None) for one in plan.answers] for plan in (first, second)]
    assert str(days[0]) == str(days[1])


def test_what_was_kept_before_there_was_an_order_is_read_as_it_was() -> None:
    inputs = some_inputs()
    plain = zlib.decompress(pack_inputs(inputs))
    length = int.from_bytes(plain[1:5], "little")
    told = json.loads(plain[5 : 5 + length])
    assert told["inputs"][2].pop("priorities")
    text = json.dumps(told, separators=(",", ":")).encode()
    # Nothing but places of arrays stands behind it: none of them is its own.
    old = zlib.compress(plain[:1] + len(text).to_bytes(4, "little") + text + plain[5 + length :])
    assert fingerprint(unpack_inputs(old)) == fingerprint(inputs)
