"""Open data: everything public as files by table and year, made each night, and erased where something is erased."""
