"""PublicCase, the one door out, and the pages made from it."""
