"""Figures that are said to be wrong, in the CMS: an agency reports one, the Center answers publicly."""
