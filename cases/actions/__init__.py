"""The only writers, one verb a function: check, write, event, outbox, then tell after the commit."""
