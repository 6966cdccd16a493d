"""The echo client of the course, with the port and the message as arguments.

A third argument, "-", reads the message from standard input.
"""

import socket
import sys

port = int(sys.argv[1]) if len(sys.argv) > 1 else 6543
message = b"Hello, world"
if len(sys.argv) > 2:
    message = sys.stdin.buffer.read() if sys.argv[2] == "-" else sys.argv[2].encode("utf-8", "surrogateescape")

conn = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
conn.connect(("127.0.0.1", port))
conn.sendall(message)
conn.shutdown(socket.SHUT_WR)
pieces = []
while piece := conn.recv(2048):
    pieces.append(piece)
print("Received", repr(b"".join(pieces)), flush=True)
conn.close()
