"""Kills, storms and two processes at once: slow, run by `make chaos`."""
