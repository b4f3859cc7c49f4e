"""What people mean: one reader of words for every door."""
