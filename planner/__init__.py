"""Pure planning: numpy in, values out. No I/O, no clock, no database."""
