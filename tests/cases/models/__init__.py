"""Tests of cases.models: one noun a file."""
