"""What an owner releases to a coach: the chosen parts and nothing else."""
