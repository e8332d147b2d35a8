"""A loopback proxy before a real server: lets through, is slow, answers that it is busy, or hangs up."""

import socket
import threading
from contextlib import closing
from urllib.parse import urlsplit

BODY = b'{"error":{"type":"circuit_breaking_exception","reason":"too many requests"},"status":429}'
HEAD = b"HTTP/1.1 429 Too Many Requests\r\nX-Elastic-Product: Elasticsearch\r\nContent-Type: application/json\r\n"
BUSY = HEAD + b"Content-Length: %d\r\nConnection: close\r\n\r\n" % len(BODY) + BODY


class Proxy:
    """Counts requests; `mode` is one of pass, slow, busy, dead. After `dead_after` requests it is dead."""

    def __init__(self, url):
        parts = urlsplit(url)
        self.server = (parts.hostname, parts.port)
        self.mode, self.requests, self.dead_after = "pass", 0, None
        self.ended = threading.Event()
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.url = f"http://127.0.0.1:{self.listener.getsockname()[1]}"
        threading.Thread(target=self._listen, daemon=True).start()

    def close(self):
        self.ended.set()
        self.listener.close()

    def _listen(self):
        while not self.ended.is_set():
            try:
                client, __ = self.listener.accept()
            except OSError:
                return
            threading.Thread(target=self._serve, args=(client,), daemon=True).start()

    def _serve(self, client):
        with closing(client), closing(socket.create_connection(self.server)) as server:
            threading.Thread(target=self._carry, args=(server, client), daemon=True).start()
            while asked := self._read(client):
                if asked.split(b" ", 1)[0] in {b"GET", b"PUT", b"POST", b"HEAD", b"DELETE"}:
                    self.requests += 1
                    if self.dead_after is not None and self.requests > self.dead_after:
                        self.mode = "dead"
                if self.mode == "dead":
                    return
                if self.mode == "busy":
                    client.sendall(BUSY)
                    return
                if self.mode == "slow":
                    self.ended.wait(30)
                    return
                server.sendall(asked)

    def _carry(self, server, client):
        while answer := self._read(server):
            try:
                client.sendall(answer)
            except OSError:
                return

    @staticmethod
    def _read(end):
        try:
            return end.recv(1 << 16)
        except OSError:
            return b""
