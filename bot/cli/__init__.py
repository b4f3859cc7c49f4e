"""The command line: one module a verb, each of them calls and renders."""
