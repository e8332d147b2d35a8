"""A small invented city, walked by the real verbs: what `make demo` shows."""
