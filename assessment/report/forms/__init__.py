"""Forms: every question of a part, to answer with a pen or in the file."""
