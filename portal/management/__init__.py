"""Commands of `portal`, by Django's convention."""
