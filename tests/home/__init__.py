"""Tests of the pages that are no case."""
