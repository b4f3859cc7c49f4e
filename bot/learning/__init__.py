"""Learning from releases that are out: a retrospective of each, and the trend over all."""
