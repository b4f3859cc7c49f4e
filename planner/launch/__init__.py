"""Launching a release: who must be ready, by when, what was promised, and what was learnt."""
