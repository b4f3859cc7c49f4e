"""The normalised tables, their migrations, reads and writes."""
