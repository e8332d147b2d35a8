"""Cases decides: what a case is, which rules hold for it and what the public sees of it."""
