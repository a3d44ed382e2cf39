"""Rounds: the desk invites people together and follows how many take part, never who."""
