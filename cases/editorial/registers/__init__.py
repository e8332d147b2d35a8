"""What is no page in the CMS: agencies, categories and their terms, calendars, wards, codes."""
