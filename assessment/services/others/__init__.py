"""Others tell how they see somebody: asked by the owner, answered without account, opened once."""
