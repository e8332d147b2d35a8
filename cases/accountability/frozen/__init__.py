"""Frozen days: the list of who is past due at the end of a day, kept for good."""
