"""Where a request comes from. Pure."""

from collections.abc import Sequence
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address

Network = IPv4Network | IPv6Network


def client_address(peer: str, forwarded: str, trusted: Sequence[Network]) -> str:
    """Return the address of the person behind a request, "" where it cannot be told.

    `peer` is who connected, `forwarded` the header X-Forwarded-For. That is believed only
    from a trusted proxy, and read from the right: each proxy adds whom it saw at the end,
    so whatever stands left of the first untrusted address was said by anybody.
    """
    seen = _parse(peer)
    for part in reversed(forwarded.split(",") if forwarded else []):
        if seen is None or not _is_among(seen, trusted):
            break
        further = _parse(part)
        if further is None:
            break
        seen = further
    return str(seen) if seen else ""


def is_trusted(peer: str, trusted: Sequence[Network]) -> bool:
    """Whether who connected is one of the proxies whose word is believed."""
    address = _parse(peer)
    return address is not None and _is_among(address, trusted)


def _parse(text: str) -> IPv4Address | IPv6Address | None:
    bare = text.strip()
    if bare.startswith("["):
        bare = bare[1:].partition("]")[0]
    elif bare.count(":") == 1:
        bare = bare.partition(":")[0]
    try:
        address = ip_address(bare.partition("%")[0])
    except ValueError:
        return None
    mapped = address.ipv4_mapped if isinstance(address, IPv6Address) else None
    return mapped or address


def _is_among(address: IPv4Address | IPv6Address, networks: Sequence[Network]) -> bool:
    return any(address in network for network in networks)
