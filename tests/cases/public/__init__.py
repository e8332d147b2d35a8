"""Tests of what the public reads of a case."""
