"""The read API at /api/v1/: what pages say of cases and figures, for programs."""
