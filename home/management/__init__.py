"""Commands of `home`, by Django's convention."""
