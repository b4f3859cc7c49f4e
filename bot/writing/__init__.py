"""Puts a date into the tracker: looked at first, asked for by a person, written once."""
