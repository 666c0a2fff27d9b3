"""What takes long lets others have their turn in between, those on the network too."""

from serving import in_server

WAITS = """
import socket
import gevent
from flask import Flask
from flask_socketio import SocketIO
from workshop.live.turns import let_others_on

socketio = SocketIO(Flask(__name__), async_mode="gevent")
here, there = socket.socketpair()
heard = []
gevent.spawn(lambda: heard.append(here.recv(1)))
gevent.sleep(0.01)
there.send(b"!")
for _ in range(3):
    let_others_on(socketio)
print(heard)
"""


def test_who_came_over_the_network_is_heard_within_three_turns(tmp_path):
    assert in_server(WAITS, tmp_path) == "[b'!']"
