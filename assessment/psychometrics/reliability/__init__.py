"""How well scales measure: alpha, omega, composites and their errors."""
