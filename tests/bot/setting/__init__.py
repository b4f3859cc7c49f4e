"""Tests of what people say of releases."""
