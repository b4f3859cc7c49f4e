"""Which answers of a plan were asked for, by name or id."""

from collections.abc import Sequence

from bot.cli.failures import InputError
from bot.knowledge import Known
from bot.names import find_release
from planner.answer import Answer, Refusal, ReleaseForecast
from store.directory import ReleaseName

OpenAnswer = ReleaseForecast | Refusal


def open_answers(known: Known) -> tuple[OpenAnswer, ...]:
    """Give what is not out yet and not given up. Raises InputError where nothing is known."""
    answers = known.forecasts.plan.answers
    if not answers:
        raise InputError(
            "There is no release in the database: read a tracker with `shipcast sync`, or a folder "
            "of CSV files with `shipcast import FOLDER`"
        )
    return tuple(
        answer
        for answer in answers
        if isinstance(answer, OpenAnswer) and not answer.scope.release.is_canceled
    )


def answers_of(known: Known, asked: Sequence[str]) -> tuple[Answer, ...]:
    """Give the answers for these names or ids, in their order.

    Raises InputError for one that fits no release, or several.
    """
    return tuple(_answer(release_named(text, known.forecasts.names), known) for text in asked)


def release_named(text: str, names: Sequence[ReleaseName]) -> ReleaseName:
    """Give the one release that a name or an id means.

    Raises InputError where it fits none, or several.
    """
    for name in names:
        if name.id == text:
            return name
    found = find_release(text, names)
    if len(found.hits) == 1:
        return found.hits[0]
    if found.hits:
        ids = ", ".join(name.id for name in found.hits)
        raise InputError(f"{text!r} fits several releases; ask for one of them by its id: {ids}")
    near = ", ".join(name.name for name in found.nearest)
    hint = f"the nearest names: {near}" if near else "`shipcast forecast` shows the open ones"
    raise InputError(f"There is no release {text!r}; {hint}")


def _answer(name: ReleaseName, known: Known) -> Answer:
    answer = known.forecasts.answers.get(name.covered_by or name.id)
    if answer is None:
        raise InputError(f"{name.name} was not known yet on {known.today}; ask for a later day")
    return answer
