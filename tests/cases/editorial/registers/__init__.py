"""Tests of `cases.editorial.registers`."""
