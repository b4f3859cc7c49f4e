"""No secret leaves through an error."""

import pytest

from connectors.scrub import LONGEST, scrub_error


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("GET https://a:b@host/x failed", "GET https://***@host/x failed"),
        ("Authorization: Bearer abc.def refused", "Authorization: Bearer *** refused"),
        ("Authorization: Basic YWJj refused", "Authorization: Basic *** refused"),
        ("/rest?api_key=abc&x=1", "/rest?api_key=***&x=1"),
        ("lin_api_AbC123 is not valid", "*** is not valid"),
        ("ATATT3xFfGF0-x_y= expired", "*** expired"),
        ("xoxb-1-abc", "***"),
        ("issues.csv, line 17: blank", "issues.csv, line 17: blank"),
    ],
)
def test_secrets_are_taken_out_of_errors(said: str, kept: str) -> None:
    assert scrub_error(ValueError(said)) == f"ValueError: {kept}"


def test_only_the_first_line_is_kept() -> None:
    assert scrub_error(ValueError("One.\nTwo.")) == "ValueError: One."


def test_a_long_message_is_cut() -> None:
    assert len(scrub_error(ValueError("x" * 10_000))) == LONGEST
