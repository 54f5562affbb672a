"""How the site writes dates and numbers, language by language."""
