"""Management code of the site itself."""
