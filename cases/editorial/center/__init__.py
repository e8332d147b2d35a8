"""The Center's screens: what waits for it, one case with all it may do to it, a report by telephone, the day."""
