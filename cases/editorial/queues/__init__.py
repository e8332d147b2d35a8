"""What all lists of the staff have in common: narrowed and ordered through the address, and taken along as a file."""
