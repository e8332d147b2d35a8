"""Frozen days in the CMS: what was frozen, and corrections that stand beside."""
