"""The review desk: what waits for the Center's decision, one answer a screen, decided with the keyboard."""
