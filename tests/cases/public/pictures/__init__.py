"""Tests of the pictures that go along when a page is shared."""
