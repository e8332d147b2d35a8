"""Tags of the frame: what stands in the head of a page for machines."""
