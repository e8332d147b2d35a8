"""How days and hours are written and read on forms and lists of the CMS, by language."""
