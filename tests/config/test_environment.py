"""Variables that set something, and those that look as if they did."""

from config.environment import environment_values, unknown_variables, variable_of


def test_variables_become_the_tree_of_the_file() -> None:
    environ = {
        "SHIPCAST_SYNC_EVERY_MINUTES": "5",
        "SHIPCAST_SLACK_SIGNING_SECRET": "s",
        "PATH": "/bin",
    }

    assert environment_values(environ) == {
        "sync_every_minutes": "5",
        "slack": {"signing_secret": "s"},
    }


def test_a_variable_is_named_after_its_place() -> None:
    assert variable_of(("slack", "base_url")) == "SHIPCAST_SLACK_BASE_URL"


def test_a_misspelt_variable_is_found() -> None:
    environ = {
        "SHIPCAST_DATABSE": "x",
        "SHIPCAST_DATABASE": "x",
        "SHIPCAST_SETTINGS": "x",
        "SHIPCAST_WEB_PORT": "1",
        "HOME": "/",
    }

    assert unknown_variables(environ) == ("SHIPCAST_DATABSE",)
