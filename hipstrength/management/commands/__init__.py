"""Commands: see manage.py help."""
