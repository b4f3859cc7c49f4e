"""How often and how far a plan is simulated."""

TRIALS = 2000
HORIZON_WEEKS = 208  # four years: beyond that a date says nothing
