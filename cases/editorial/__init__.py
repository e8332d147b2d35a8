"""The CMS side of cases: what editors may do to a page, and what nobody may."""
