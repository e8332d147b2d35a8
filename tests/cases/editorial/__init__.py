"""Tests of the CMS side of cases."""
