"""Where this computer can be reached on its networks. Only looks; sends nothing."""

from __future__ import annotations

import contextlib
import socket
import sys
from ipaddress import IPv4Address

if sys.platform == "linux":
    import fcntl

SIOCGIFADDR = 0x8915  # "which IPv4 address has this interface?"
INSIDE = ("docker", "br-", "veth", "virbr")  # networks inside this computer, where no phone is


def local_addresses() -> list[str]:
    """The IPv4 addresses that a phone on the same network could reach, the likeliest first."""
    way_out = _by_route()
    found = map(IPv4Address, {*way_out, *_by_name(), *_by_interface()})
    usable = [one for one in found if not (one.is_loopback or one.is_link_local or one.is_unspecified)]
    return [str(one) for one in sorted(usable, key=lambda one: (str(one) not in way_out, not one.is_private, one))]


def _by_route() -> set[str]:
    """The address towards the world: connecting a datagram socket only looks up the way."""
    with contextlib.suppress(OSError), socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        probe.connect(("192.0.2.1", 9))  # RFC 5737: an address that belongs to nobody
        return {probe.getsockname()[0]}
    return set()


def _by_name() -> set[str]:
    with contextlib.suppress(OSError):
        return {str(info[4][0]) for info in socket.getaddrinfo(socket.gethostname(), None, socket.AF_INET)}
    return set()


def _by_interface() -> set[str]:
    """Linux only, where a Wi-Fi without internet shows in neither of the other two."""
    found: set[str] = set()
    if sys.platform != "linux":
        return found
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        for _, name in socket.if_nameindex():
            if name.startswith(INSIDE):
                continue
            with contextlib.suppress(OSError):  # an interface without an address
                answer = fcntl.ioctl(probe.fileno(), SIOCGIFADDR, name.encode().ljust(40, b"\0"))
                found.add(socket.inet_ntoa(answer[20:24]))
    return found
