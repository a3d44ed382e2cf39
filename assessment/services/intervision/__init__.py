"""Intervision: the desk opens a round, people say what suits them, and groups are made.

What somebody says is kept for placing in this round only, and goes when the round ends.
"""
