"""What everybody may read of how the scores are made, and of how true they are."""
