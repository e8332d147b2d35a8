"""Reporters' contacts, kept apart so that nothing public can reach them."""
