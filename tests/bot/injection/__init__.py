"""Whatever a tracker or a person writes stays text: no mention, no link, no mark, no slot."""
