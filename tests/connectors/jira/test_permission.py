"""Whether dates may be set is known before anybody asks for one."""

import pytest

from connectors.jira.writer import JiraWriter
from tests.connectors.jira.classic import data_center
from tests.connectors.jira.cloud import cloud
from tests.connectors.jira.shop import shop
from tests.connectors.jira.world import OPS, SHOP


@pytest.mark.parametrize("dialect", [cloud, data_center])
def test_an_account_that_administers_its_projects_lacks_nothing(dialect: object) -> None:
    assert callable(dialect)
    with dialect(shop(), administered=(SHOP, OPS)) as site:
        assert JiraWriter(site.options(projects=(SHOP, OPS))).missing_permission() is None


@pytest.mark.parametrize("dialect", [cloud, data_center])
def test_the_projects_that_it_may_only_read_are_named(dialect: object) -> None:
    assert callable(dialect)
    with dialect(shop(), administered=(SHOP,)) as site:
        missing = JiraWriter(site.options(projects=(SHOP, OPS))).missing_permission()
        assert missing is not None
        assert "lacks Administer Projects in OPS" in missing
        # A source of everything that can be seen need not administer all of it.
        assert JiraWriter(site.options()).missing_permission() is None


@pytest.mark.parametrize("dialect", [cloud, data_center])
def test_one_that_may_nothing_is_told_of_all(dialect: object) -> None:
    assert callable(dialect)
    with dialect(shop(), administered=()) as site:
        missing = JiraWriter(site.options()).missing_permission()
    assert missing is not None
    assert "in OPS, SHOP" in missing or "in SHOP, OPS" in missing


def test_an_old_jira_that_does_not_tell_is_believed() -> None:
    with data_center(shop(), administered=None) as site:
        assert JiraWriter(site.options()).missing_permission() is None
