"""Django's PostgreSQL, with a gate in front of the pool of connections."""
