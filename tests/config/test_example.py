"""The annotated example is true: what it comments out can be commented in."""

from importlib.resources import files
from pathlib import Path

from config.model import Settings
from config.settings import load_settings

EXAMPLE = files("config").joinpath("example.yaml").read_text(encoding="utf-8")


def uncommented() -> str:
    """Drop one `# ` before every line that is a setting, and the prose."""
    kept = []
    for line in EXAMPLE.splitlines():
        bare = line.removeprefix("# ").split("  # ")[0].rstrip()
        is_prose = bare.endswith((".", ",", "…")) or "SHIPCAST_" in bare or not line
        is_setting = bare.lstrip(" -").split(" ")[0].endswith(":")
        if is_setting and not is_prose:
            kept.append(bare)
    return "\n".join(kept)


def test_the_example_as_it_is_sets_nothing(tmp_path: Path) -> None:
    path = tmp_path / "shipcast.yaml"
    path.write_text(EXAMPLE, encoding="utf-8")

    assert load_settings(path, {}) == Settings()


def test_the_example_without_its_comments_is_valid_and_whole(tmp_path: Path) -> None:
    path = tmp_path / "shipcast.yaml"
    path.write_text(uncommented(), encoding="utf-8")

    settings = load_settings(path, {})

    assert settings.model_fields_set == set(Settings.model_fields)
    kinds = [source.kind for source in settings.sources]
    assert sorted(kinds) == ["demo", "files", "jira", "linear"]
    assert settings.releases[0].aliases == ("checkout",)
