"""Home tells: what editors write that is no case."""
