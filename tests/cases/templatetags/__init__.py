"""Tests of what the public templates say."""
