"""A mail server for tests: it keeps what it gets, and fails as it is told to.

Fifty lines instead of a package: aiosmtpd has had no release since 2024, and Python's own smtpd is gone.
"""

import socket
import socketserver
import threading
from email import message_from_bytes, policy

OK, READY, GO_ON, BYE = b"250 OK", b"220 sink", b"354 Go on", b"221 Bye"


class _Conversation(socketserver.StreamRequestHandler):
    timeout = 5

    def say(self, line):
        self.wfile.write(line + b"\r\n")

    def handle(self):
        self.server.sink.connections += 1
        self.say(READY)
        while line := self.rfile.readline():
            verb = line.split(b" ")[0].strip().upper()
            if not self.answer(verb.split(b":")[0]):
                return

    def answer(self, verb):
        """Whether the conversation goes on after this verb."""
        fault = self.server.sink.faults.get(verb.decode())
        if fault == "hang up":
            return False
        if fault:
            self.say(fault.encode())
        elif verb == b"DATA":
            self.say(GO_ON)
            self.keep()
        else:
            self.say(BYE if verb == b"QUIT" else OK)
        return verb != b"QUIT"

    def keep(self):
        lines = []
        while (line := self.rfile.readline()) not in (b".\r\n", b""):
            lines.append(line.removeprefix(b".") if line.startswith(b"..") else line)
        end = self.server.sink.faults.get("END")
        if end == "hang up":
            self.connection.shutdown(socket.SHUT_RDWR)  # what only closes waits until nobody reads any more
            return
        if end is None:
            self.server.sink.mails.append(message_from_bytes(b"".join(lines), policy=policy.default))
        self.say(end.encode() if end else OK)


class _Server(socketserver.ThreadingTCPServer):
    allow_reuse_address = daemon_threads = True

    def handle_error(self, request, client_address):
        """A conversation that was broken off on purpose is no news."""


class Sink:
    """`faults`: by verb (EHLO, MAIL, RCPT, DATA, or END of the data) an answer such as "451 Later", or "hang up"."""

    def __init__(self):
        self.mails, self.faults, self.connections = [], {}, 0
        self.server = _Server(("127.0.0.1", 0), _Conversation)
        self.server.sink = self
        self.address = self.server.server_address

    def __enter__(self):
        threading.Thread(target=self.server.serve_forever, args=(0.01,), daemon=True).start()
        return self

    def __exit__(self, *_):
        self.server.shutdown()
        self.server.server_close()

    def to(self):
        return sorted(mail["To"] for mail in self.mails)
