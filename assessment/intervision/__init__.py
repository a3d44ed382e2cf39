"""Placing people in groups for intervision: pure, without a database, and knowing nobody's name."""
