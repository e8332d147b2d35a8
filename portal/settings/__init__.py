"""Settings: `base` reads the environment, `dev`, `test` and `production` only adjust it."""
