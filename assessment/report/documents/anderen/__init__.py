"""Hoe anderen je zien: what others said, beside what somebody said of themselves."""
