"""Around a launch: who is asked to get ready, who has answered, and who hears of a move."""
