"""What nobody gets past: every address of the site, with every method, for everybody."""
