"""The tracker that chaos and bench sync from: another one is put here, and nowhere else."""

from tests.connectors.far.tracker import far_tracker, serve

__all__ = ["far_tracker", "serve"]
