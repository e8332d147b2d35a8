"""Words and marks of the public pages: what a verdict, a state, a date or a number is called."""
