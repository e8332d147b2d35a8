"""Mails to the staff of agencies: who gets which, what they say, and how they go out."""
