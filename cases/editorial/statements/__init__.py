"""Agencies' own statements in the CMS: an agency writes one, the Center publishes it as it stands or declines it."""
