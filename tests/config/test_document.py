"""Reading YAML as text, with lines."""

from pathlib import Path

import pytest

from config.document import read_document
from config.errors import SettingsError


def test_every_value_knows_its_line(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_text("a: 1\nb:\n  - c: 2\n    d: 3\n", encoding="utf-8")

    document = read_document(path)

    assert document.values == {"a": "1", "b": [{"c": "2", "d": "3"}]}
    assert document.line_of(("b", 0, "d")) == 4
    assert document.line_of(("b", 0, "missing")) == 3
    assert document.line_of(()) is None


def test_a_byte_order_mark_is_no_part_of_a_key(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_bytes(b"\xef\xbb\xbfa: 1\n")

    assert read_document(path).values == {"a": "1"}


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"x: 1\na: b: c", "a.yaml line 2: is not YAML: mapping values are not allowed here"),
        (b"a: [1\n", "is not YAML: expected"),
        (b"- a", "found no settings"),
        (b"text", "found no settings"),
        (b"a: *x", "undefined alias"),
        (b"a: &a [*a]", "line 1: holds itself"),
        (b"a: 1\na: 2", "line 2: `a` is given twice (line 1 has it too)"),
        (b"? [a]\n: b", "found a list as a key"),
        (b"{a: \x01}", "control character"),
        (b"\xff\xfe\x00a", "not a text file in UTF-8"),
        (b'a: "', "is not YAML: found unexpected end of stream"),
    ],
)
def test_a_broken_file_is_refused_by_file_and_line(
    tmp_path: Path, content: bytes, sentence: str
) -> None:
    path = tmp_path / "a.yaml"
    path.write_bytes(content)

    with pytest.raises(SettingsError) as caught:
        read_document(path)

    assert sentence in str(caught.value)


@pytest.mark.parametrize(("name", "reason"), [("", "Is a directory"), ("b.yaml", "No such file")])
def test_a_file_that_cannot_be_read_is_named(tmp_path: Path, name: str, reason: str) -> None:
    with pytest.raises(SettingsError, match=reason):
        read_document(tmp_path / name)


def test_a_value_used_twice_by_its_anchor_is_fine(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_text("a: &x [1]\nb: *x\n", encoding="utf-8")

    assert read_document(path).values == {"a": ["1"], "b": ["1"]}
