"""Typed settings from shipcast.yaml and the environment."""
