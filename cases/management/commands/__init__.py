"""Commands of `cases`."""
