"""The catalogue that the desk edits: drafts, what a change does, versions, and which one serves."""
