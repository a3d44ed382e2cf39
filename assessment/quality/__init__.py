"""The quality report of the instruments over a group of people: what is measured, and its page."""
