"""A college: its members hold styles and values beside each other, by consent (docs/adr/0037)."""
