"""Norms and calibrations: who may count in one, how it is made, kept, and used on purpose."""
