"""Hints to whoever reviews an answer: marks in its text, each with the key of an explanation. Never verdicts."""
