"""What nobody may read in a channel: canaries in one world, and every way that a word gets out."""
