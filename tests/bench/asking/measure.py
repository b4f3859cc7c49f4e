"""How long it takes until Slack has an acknowledgement and an answer, with many asking at once."""

import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import IO

import numpy as np

from tests.bench.asking.company import ISSUES, RELEASES, make_company
from tests.bench.asking.questions import Question, fifty, ten, what_ifs
from tests.bot.slack.local_slack import LocalSlack

RUNS = 3
_PATIENCE = timedelta(minutes=2).total_seconds()


@dataclass(frozen=True, slots=True)
class Asking:
    """Seconds from the command to its acknowledgement and to its answer, one entry a command."""

    acked: tuple[float, ...]
    answered: tuple[float, ...]

    def acked_by(self, percent: float) -> float:
        return float(np.percentile(self.acked, percent, method="higher"))

    def answered_by(self, percent: float) -> float:
        return float(np.percentile(self.answered, percent, method="higher"))


@dataclass(frozen=True, slots=True)
class Askings:
    """The best of each: what else the machine does makes everything slower, nothing faster.

    `one` is a single question, asked of a warm plan with nobody else around.
    """

    one: Asking
    warm: Asking
    cold: Asking
    what_ifs: Asking

    @property
    def bars(self) -> tuple[tuple[str, float, float, bool], ...]:
        """Give what is promised: its name, what was measured, the bar, and whether it is kept."""
        ack, answer = self.warm.acked_by(99), self.warm.answered_by(95)
        last = self.cold.answered_by(100)
        return (
            ("s to the ack, p99 of 50 at once", ack, 0.5, ack < 0.5),
            ("s to the answer, p95 of 50 at once", answer, 1.0, answer <= 1.0),
            ("s to the last of 10 answers, nothing planned yet", last, 3.0, last <= 3.0),
        )


def measure_askings(runs: int = RUNS) -> Askings:
    """Ask a bot in a process of its own; the first time it has not planned anything yet."""
    ones, warms, colds, imagined = [], [], [], []
    with TemporaryDirectory() as folder, LocalSlack() as slack:
        database = str(Path(folder) / "big.db")
        make_company(database)
        for _ in range(runs):
            with bot(database, slack) as (via, _):
                colds.append(ask(slack, via, ten()))
            with bot(database, slack) as (via, warm):
                warm()
                ones.append(ask(slack, via, fifty()[:1]))
                warms.append(ask(slack, via, fifty()))
                imagined.append(ask(slack, via, what_ifs()))
    return Askings(*(min(each, key=_last) for each in (ones, warms, colds, imagined)))


def print_askings(askings: Askings) -> None:
    """Print the figures, and how each stands to its bar."""
    one = askings.one.answered_by(100)
    print(f"\nslash commands at once, {ISSUES:,} issues and {RELEASES} open releases, over HTTP")
    print(f"{'asked':36}{'ack p99 ms':>12}{'p50 ms':>9}{'p95 ms':>9}{'last ms':>9}{'x one':>8}")
    for name, asking in (
        ("one question", askings.one),
        (f"{len(fifty())} questions, warm", askings.warm),
        (f"{len(ten())} questions, nothing planned yet", askings.cold),
        (f"{len(what_ifs())} what ifs, warm", askings.what_ifs),
    ):
        figures = (asking.acked_by(99), *(asking.answered_by(each) for each in (50, 95, 100)))
        told = "".join(f"{figure * 1000:9.0f}" for figure in figures[1:])
        print(f"{name:36}{figures[0] * 1000:12.0f}{told}{asking.answered_by(95) / one:8.1f}")
    for name, measured, bar, is_kept in askings.bars:
        verdict = "kept" if is_kept else "MISSED"
        print(f"{name:50}{measured:10.3f}{bar:10.2f}  {verdict}")


@contextmanager
def bot(database: str, slack: LocalSlack) -> Iterator[tuple[str, Callable[[], None]]]:
    """Run a bot; give the address that takes commands, and what lets it make its plan."""
    process = subprocess.Popen(  # noqa: S603 - our own module
        [sys.executable, "-m", "tests.bench.asking.process", database, slack.base_url],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    with process:
        listening, telling = _pipes(process)
        via = listening.readline().strip()

        def warm() -> None:
            telling.write("warm\n")
            telling.flush()
            assert listening.readline() == "warm\n", "the bot has made no plan"

        yield via, warm
        telling.close()


def ask(slack: LocalSlack, via: str, questions: Sequence[Question]) -> Asking:
    """Send all of these at one moment, and wait for their answers."""
    delivered = slack.slash_at_once(questions, via)
    for question, each in zip(questions, delivered, strict=True):
        assert each.status == 200, f"{question} was not taken"
        slack.answer(each, _PATIENCE)
    acked = tuple(each.seconds for each in delivered)
    return Asking(acked, tuple(slack.heard_at[each.hook] - each.began for each in delivered))


def _pipes(process: "subprocess.Popen[str]") -> tuple[IO[str], IO[str]]:
    assert process.stdout is not None, "it was started with pipes"
    assert process.stdin is not None, "it was started with pipes"
    return process.stdout, process.stdin


def _last(asking: Asking) -> float:
    return asking.answered_by(100)


if __name__ == "__main__":
    print_askings(measure_askings(*map(int, sys.argv[1:2])))
