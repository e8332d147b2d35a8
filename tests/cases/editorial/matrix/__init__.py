"""The matrix of rights over HTTP: every role, every address of the CMS, by GET and by POST."""
