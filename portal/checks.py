"""System checks for what an operator can set wrongly."""
