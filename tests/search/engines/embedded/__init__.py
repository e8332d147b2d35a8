"""Tests of the embedded engine; its database is the one of the run."""
