"""The CMS side of cases: what editors see of a page, and what nobody may do to it there."""
