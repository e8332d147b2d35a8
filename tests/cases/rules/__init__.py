"""Tests of the rules, with builders and slow oracles of their own."""
