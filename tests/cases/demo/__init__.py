"""Tests of the invented city and of the command that serves it."""
