"""What holds for every test."""

from hypothesis import settings

# A test promises what comes out, never how fast: speed is measured by `make bench`.
settings.register_profile("shipcast", deadline=None)
settings.load_profile("shipcast")
