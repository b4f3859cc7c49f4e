"""A Jira source of the settings as plain values."""

from config.sources import JiraSource
from connectors.jira.options import FieldNames, JiraOptions
from planner.category import Category


def jira_options(source: JiraSource) -> JiraOptions:
    """Take a source out of its settings; here the token leaves its wrapping."""
    return JiraOptions(
        name=source.name,
        url=source.url,
        projects=source.projects,
        jql=source.jql,
        user=source.user,
        token=source.token.get_secret_value() if source.token else None,
        anonymous=source.anonymous,
        cloud_id=source.cloud_id,
        fields=FieldNames(**source.fields.model_dump()),
        statuses={name: Category(category) for name, category in source.statuses.items()},
        show_restricted=source.show_restricted,
        ca_file=source.ca_file,
    )
