"""Best-worst choices: utilities of one person and of a group."""
