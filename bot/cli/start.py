"""The console script: loads the command line only where it is what runs.

A process that is started to help with a backtest loads its main program, too, and would otherwise
take longer for all of the command line than for its forecasts.
"""


def main() -> None:
    """Run the command line."""
    from bot.cli.app import main as run  # noqa: PLC0415  see above

    run()
