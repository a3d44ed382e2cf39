"""The truth table: what real documents say to people whose truth is known, true or false."""
