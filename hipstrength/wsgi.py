"""Where the web server enters."""

import os
import re
from collections.abc import Iterable
from typing import Any

from django.core.wsgi import get_wsgi_application

from hipstrength import environment

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "hipstrength.settings")

# A site without a key must not start, and then fail at its first cookie.
environment.secret_key()
_site = get_wsgi_application()


def application(environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
    """Answer a request, read as UTF-8 whatever it claims: Django fails on charsets such as "hex" before any page."""
    content_type = environ.get("CONTENT_TYPE", "")
    environ["CONTENT_TYPE"] = re.sub(r";\s*charset=[^;]*", "", content_type, flags=re.IGNORECASE)
    return _site(environ, start_response)
