"""Every address that the site has, as its own resolver knows them."""

from collections.abc import Iterator

from django.urls import URLPattern, URLResolver, get_resolver


def routes() -> list[str]:
    """Return the pattern of each address, such as "workouts/<uuid:public_id>/", in the order of their trial."""
    return list(_walk(get_resolver(), ""))


def _walk(resolver: URLResolver, start: str) -> Iterator[str]:
    for entry in resolver.url_patterns:
        pattern = start + str(entry.pattern)
        if isinstance(entry, URLPattern):
            yield pattern
        else:
            yield from _walk(entry, pattern)
