"""Linear's schema: the whole of it where the reference is, else the part that we use."""

import os
from functools import cache
from pathlib import Path

from graphql import GraphQLSchema, build_schema

REFERENCE = os.environ.get("SHIPCAST_REFERENCE")
SUBSET = Path(__file__).with_name("subset.graphql")


def whole_path() -> Path:
    return Path(REFERENCE or "") / "specs" / "linear.schema.graphql"


@cache
def subset_schema() -> GraphQLSchema:
    return build_schema(SUBSET.read_text(encoding="utf-8"))


@cache
def whole_schema() -> GraphQLSchema:
    """Build the real one: 50,000 lines, so once a process."""
    text = whole_path().read_text(encoding="utf-8")
    return build_schema(text, assume_valid=True, assume_valid_sdl=True)


def schema_to_answer_by() -> GraphQLSchema:
    return whole_schema() if REFERENCE else subset_schema()
