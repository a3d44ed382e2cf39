"""The recovery study: known traits through the real instruments, and what comes back."""
