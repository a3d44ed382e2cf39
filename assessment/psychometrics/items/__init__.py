"""What the answers to single items look like."""
