"""The calendar that a function of the company subscribes to."""
