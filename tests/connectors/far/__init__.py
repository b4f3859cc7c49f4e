"""A tracker behind HTTP that is as large as a test wants, and always the same."""
