"""Photos in the CMS: looked at by the staff, added, shown, hidden, and covered where they show whom they must not."""
