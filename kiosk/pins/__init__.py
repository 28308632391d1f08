"""People and their PINs: what is kept of them, and how guessing is slowed."""
