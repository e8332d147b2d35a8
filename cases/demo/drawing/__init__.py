"""Draws the photos of the invented city: a street in perspective, and what is the matter with it, before and after."""
