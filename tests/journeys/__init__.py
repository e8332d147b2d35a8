"""Stories that cross several desks, each walked from its beginning to its end."""
