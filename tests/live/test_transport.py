"""The websocket under Socket.IO: what it sends is whole, and any client reads it."""

import socket
import threading

import pytest
from wsproto import ConnectionType
from wsproto.connection import Connection
from wsproto.events import TextMessage

from workshop.live.transport import WholeSends, frame_of


def read(frames: bytes) -> list[TextMessage]:
    """What a client makes of it."""
    client = Connection(ConnectionType.CLIENT)
    client.receive_data(frames)
    return list(client.events())


@pytest.mark.parametrize("letters", [0, 1, 125, 126, 127, 65_535, 65_536, 200_000])
def test_a_message_of_any_length_arrives_as_one_frame(letters):
    (message,) = read(frame_of("x" * letters))

    assert (message.data, message.frame_finished, message.message_finished) == ("x" * letters, True, True)


@pytest.mark.parametrize("text", ['42["progress",{}]', "ß" * 63, "ß" * 62, "ভোট", "🪜" * 40_000, "\x00\x7f"])
def test_letters_of_all_scripts_arrive_as_they_were_sent(text):
    assert "".join(message.data for message in read(frame_of(text))) == text


def test_messages_sent_one_after_the_other_are_told_apart():
    sent = ["2", "x" * 126, "42[]"]

    assert [message.data for message in read(b"".join(map(frame_of, sent)))] == sent


def test_a_phone_that_reads_slowly_gets_every_message_whole_from_several_senders():
    ours, theirs = socket.socketpair()
    ours.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, 4096)
    ours.settimeout(20)  # so that a send may take only a part
    whole = WholeSends(ours)
    texts = [letter * 60_000 for letter in "abcdef"]
    senders = [threading.Thread(target=whole.send, args=(frame_of(text),)) for text in texts]
    for sender in senders:
        sender.start()

    size, got = sum(len(frame_of(text)) for text in texts), b""
    while len(got) < size:
        got += theirs.recv(1000)
    for sender in senders:
        sender.join()
    ours.close()
    theirs.close()

    assert sorted(message.data for message in read(got) if message.message_finished) == texts
