"""`shipcast fit`: the prior that forecasts are recalibrated by, fitted to what is in a database."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Annotated

import typer

from bot.backtesting import backtest_sources, sources_of
from bot.cli.backtest import COLUMNS
from bot.cli.backtest_output import backtest_rows
from bot.cli.calendar import work_calendar
from bot.cli.call import settings_of
from bot.cli.database import open_database
from bot.cli.failures import FAILED, InputError
from bot.cli.options import Json
from bot.cli.output import print_table
from bot.clock import now
from planner.backtest.outcome import OURS, Outcome
from planner.backtest.scores import score_all
from planner.recalibration.fit import fit_model, held_out
from planner.recalibration.prior import Prior, write_prior
from store.timeline import load_timeline

# What each kind is measured against: the best plain bootstrap, and Jira's own report.
RIVALS = {"items": ("boot90d", "bootw26"), "release": ("version_report",)}
HEAD = ("held out", *COLUMNS[1:7], "pinball", "÷ rival")


def fit(
    context: typer.Context,
    *,
    out: Annotated[
        Path | None, typer.Option("--out", metavar="FILE", help="Write the coefficients here.")
    ] = None,
    family: Annotated[
        list[str] | None,
        typer.Option(
            "--family",
            metavar="NAME=SOURCE,…",
            help="Sources to hold out together; every other source is held out alone.",
        ),
    ] = None,
    as_json: Json = False,
    without: Annotated[
        str | None, typer.Option("--without", metavar="SOURCE,…", help="Fit without these sources.")
    ] = None,
) -> None:
    """Fit the recalibration to past forecasts; judge it on sources that the fit has not seen."""
    settings = settings_of(context)
    families, skipped = _families(family or []), set((without or "").split(","))
    with open_database(settings.database) as database, database.readers() as session:
        timeline = load_timeline(session, now())
    sources, calendar = set(sources_of(timeline)) - skipped, work_calendar(settings)
    found = {kind: backtest_sources(timeline, kind, sorted(sources), calendar) for kind in RIVALS}
    try:
        models = {kind: fit_model(outcomes) for kind, outcomes in found.items()}
    except ValueError as error:
        typer.echo(f"{error}. Import more projects with their history.", err=True)
        raise typer.Exit(FAILED) from error
    judged = {kind: held_out(outcomes, families) for kind, outcomes in found.items()}
    prior = Prior(models["items"], models["release"], _provenance(found, judged))
    if as_json:
        typer.echo(write_prior(prior))
    else:
        for kind, outcomes in judged.items():
            typer.echo(f"{kind}, each family judged by a fit on all the others:")
            print_table(HEAD, _rows(outcomes), HEAD[1:])
    if out is not None:
        _write(out, write_prior(prior))
        typer.echo(
            f"Written to {out}. Forecast by it: `planning: prior: {out}` in the settings.", err=True
        )


def _families(told: Sequence[str]) -> dict[str, str]:
    """Read NAME=SOURCE,SOURCE into source to family."""
    found = {}
    for one in told:
        name, sign, sources = one.partition("=")
        if not sign or not name or not sources:
            raise InputError(f"--family wants NAME=SOURCE,SOURCE, not {one!r}")
        found.update(dict.fromkeys(sources.split(","), name))
    return found


def _rows(judged: Mapping[str, Sequence[Outcome]]) -> Iterator[tuple[str, ...]]:
    for name, outcomes in (*judged.items(), ("all", [o for part in judged.values() for o in part])):
        if outcomes:
            ours = next(iter(backtest_rows(outcomes)))
            yield (name, *ours[1:8], f"{_ratio(outcomes):.2f}")


def _ratio(outcomes: Sequence[Outcome]) -> float:
    """Give our pinball over the best rival's."""
    scores = {score.method: score.pinball for score in score_all(outcomes)}
    return scores[OURS] / min(scores[rival] for rival in RIVALS[outcomes[0].kind])


def _provenance(
    found: Mapping[str, Sequence[Outcome]], judged: Mapping[str, Mapping[str, Sequence[Outcome]]]
) -> dict[str, str]:
    told = {"fitted_on": now().date().isoformat()}
    for kind, outcomes in found.items():
        told[f"{kind}_sources"] = ", ".join(sorted({outcome.source for outcome in outcomes}))
        told[f"{kind}_outcomes"] = str(len(outcomes))
        unseen = [outcome for part in judged[kind].values() for outcome in part]
        if unseen:
            ours = score_all(unseen)[0]
            coverage = " ".join(f"{share:.0%}" for share in ours.coverage)
            told[f"{kind}_held_out"] = f"pinball {ours.pinball:.3f}, coverage {coverage}"
    return told


def _write(path: Path, text: str) -> None:
    try:
        path.write_text(text, encoding="utf-8")
    except OSError as error:
        raise InputError(f"{path} cannot be written: {error.strerror}") from error
