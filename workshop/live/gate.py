"""What a packet may be. Whatever else arrives is turned into an event that only ever gets a refusal.

Without it a client could call the connect and disconnect handlers as events, announce endless attachments, and fill
the log with the traces of packets that cannot be read.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from socketio.packet import ACK, CONNECT, DISCONNECT, EVENT, Packet

EVENTS = frozenset({"vote", "withdraw"})
REFUSED = "refused"
_TYPES = frozenset({CONNECT, DISCONNECT, EVENT, ACK})


# What a Socket.IO client sends over a websocket: it closes, it is alive, or it has a packet of a known kind.
_MESSAGE = re.compile(r"1|3|4[0-6].*", re.DOTALL)


def is_handshake(environ: Mapping[str, Any]) -> bool:
    """Does this request ask for a websocket, as RFC 6455 section 4.2.1 has it? Engine.IO looks at half of that."""
    names = {name.strip() for name in environ.get("HTTP_CONNECTION", "").lower().split(",")}
    asks = "upgrade" in names and environ.get("HTTP_UPGRADE", "").lower() == "websocket"
    return asks and environ.get("HTTP_SEC_WEBSOCKET_VERSION") == "13" and "HTTP_SEC_WEBSOCKET_KEY" in environ


def may_pass(message: object) -> bool:
    """Is this a message that Engine.IO can read? Any other would end in a trace and leave its socket half open."""
    return isinstance(message, str) and _MESSAGE.fullmatch(message) is not None


class GatedPacket(Packet):  # type: ignore[misc]  # python-socketio has no types
    """A Socket.IO packet of text, in the one namespace, that names an event of ours."""

    def decode(self, encoded_packet: Any) -> int:
        """Reads a packet; never raises, and never waits for attachments."""
        try:
            attachments = super().decode(encoded_packet) if isinstance(encoded_packet, str) else 1
        except (ValueError, RecursionError):
            attachments = 1
        if attachments or not self._is_ours():
            self.packet_type, self.namespace, self.data = EVENT, None, [REFUSED]
        return 0

    def _is_ours(self) -> bool:
        data: Any = self.data
        namespace: Any = self.namespace
        if self.packet_type not in _TYPES or namespace not in (None, "/"):
            return False
        if self.packet_type == CONNECT:
            return data is None or isinstance(data, dict)
        if self.packet_type != EVENT:
            return True
        return isinstance(data, list) and bool(data) and data[0] in EVENTS
