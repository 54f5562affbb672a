"""Keeping the data of a site: backups, restoring them, and moving to another database."""
