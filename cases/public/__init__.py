"""What the public sees of a case, and everything that is made from it."""
