"""Tests of the drawn photos."""
