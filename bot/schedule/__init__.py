"""The schedule: what is due when, by the clock of those who read it."""
