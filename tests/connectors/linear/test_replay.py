"""What Linear once sent is enough to tell everything again, without asking."""

from connectors.tracker import ReplayingTracker
from tests.connectors.linear.scene import make_tracker
from tests.connectors.linear.server import Linear


def test_everything_can_be_told_again_without_a_request(linear: Linear) -> None:
    first = make_tracker(linear)
    entities = first.entities()
    pages = list(first.changed(None))
    asked = linear.requests
    again = make_tracker(linear, token="lin_api_revoked")
    assert isinstance(again, ReplayingTracker)
    assert again.replay_entities(entities.raw) == entities
    assert [again.replay_issues(page.raw) for page in pages] == pages
    assert linear.requests == asked


def test_raw_issues_carry_their_id_and_kind(linear: Linear) -> None:
    for page in make_tracker(linear).changed(None):
        assert [(raw.kind, raw.ext_id) for raw in page.raw] == [
            ("issue", issue.ext_id) for issue in page.issues
        ]


def test_another_choice_of_what_counts_needs_a_full_read(linear: Linear) -> None:
    fingerprints = {
        make_tracker(linear, **options).fingerprint
        for options in ({}, {"teams": ("WEB",)}, {"releases": ("project",)}, {"show_private": True})
    }
    assert len(fingerprints) == 4
