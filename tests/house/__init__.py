"""Tests of the repository itself: what it promises, and the scripts that build and test it."""
