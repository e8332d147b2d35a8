"""Reports of the CMS: lists for the Center to look at and to take along."""
