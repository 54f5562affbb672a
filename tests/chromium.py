"""Where Debian puts its browser."""

CHROMIUM = "/usr/bin/chromium"
