"""The Center's queue of requests to reopen."""
