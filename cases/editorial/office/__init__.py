"""The officer's desk: what an agency has to answer, what was returned, and the answer being written."""
