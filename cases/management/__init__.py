"""Commands of `cases`, by Django's convention."""
