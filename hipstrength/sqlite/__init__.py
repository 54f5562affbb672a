"""Django's SQLite, which lets go of a file that it could not open."""
