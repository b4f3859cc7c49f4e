"""`shipcast renormalise` says which sources it can work with, and what it left."""

from pathlib import Path

import pytest

from bot.cli.renormalise import say_left, show
from connectors.renormalising import Renormalised
from tests.bot.cli.running import shipcast


def test_a_source_that_keeps_nothing_is_bad_input_with_a_way_out(here: Path, shop: Path) -> None:
    settings = f"sources:\n  - {{kind: files, name: shop, path: {shop}}}\n"
    (here / "shipcast.yaml").write_text(settings, encoding="utf-8")
    for arguments in (("renormalise",), ("renormalise", "--source", "shop")):
        result = shipcast(*arguments)
        assert result.exit_code == 2
        assert "shipcast sync --full" in result.stderr


def test_what_could_not_be_made_again_is_named(capsys: pytest.CaptureFixture[str]) -> None:
    missing = tuple(f"S-{number}" for number in range(12))
    say_left(Renormalised("shop", 30, 2, 0, missing, reads_all=True, warnings=("Odd.",)))
    told = capsys.readouterr().err
    assert "12 issues are left as they were" in told
    assert "S-9 and 2 more" in told
    assert "the next sync reads everything again" in told
    assert "shop: warning: Odd." in told


def test_it_speaks_of_every_source(capsys: pytest.CaptureFixture[str]) -> None:
    done = [Renormalised("shop", 3000, 2, 0, (), reads_all=False, warnings=())]
    say_left(done[0])
    show(done, as_json=False)
    show(done, as_json=True)
    told = capsys.readouterr()
    assert told.err == ""
    assert "3,000" in told.out
    assert '"reads_all": false' in told.out
