"""The portal joins: settings, addresses, checks and middleware that belong to no single part."""
