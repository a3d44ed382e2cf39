"""What a coach sees: only what owners released, and the own notes."""
