"""The recovery study: people with known traits, through the real instruments, and what comes back."""
