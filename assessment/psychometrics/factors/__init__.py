"""Models with several factors: which items belong together, and how the factors hang together."""
