"""Fixtures for every test: what runs where, and what must not be skipped."""
