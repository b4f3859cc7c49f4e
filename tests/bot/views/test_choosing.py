"""What a click carries."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.views.choosing import Choice, ChoiceError, read_choice, release_ref, write_choice


@given(release=st.text(max_size=100), by=st.none() | st.dates())
def test_what_is_written_is_read_again(release: str, by: date | None) -> None:
    assert read_choice(write_choice(release, by)) == Choice(release_ref(release), by)


def test_the_id_of_a_written_release_does_not_tell_its_name() -> None:
    assert "zanzibar" not in write_choice("plan:zanzibar-deal", None)
    assert release_ref("jira:1") == "jira:1"


@given(release=st.text(min_size=101, max_size=600))
def test_a_long_id_becomes_a_short_reference(release: str) -> None:
    assert read_choice(write_choice(release, None)).release == release_ref(release)
    assert len(write_choice(release, date(2026, 12, 15))) <= 150


@pytest.mark.parametrize(
    "value",
    ["", "None", "null", "[]", "{}", "7", '{"r": "a", "by": "soon"}', '{"by": "2026-12-15"}'],
)
def test_what_we_never_wrote_is_refused(value: str) -> None:
    with pytest.raises(ChoiceError):
        read_choice(value)
