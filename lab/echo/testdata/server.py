"""The echo server of the course, with the port as an argument.

It says on standard error when it listens.
"""

import socket
import sys

port = int(sys.argv[1]) if len(sys.argv) > 1 else 6543
listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
listener.bind(("127.0.0.1", port))
listener.listen(10)
print("listening", file=sys.stderr, flush=True)

while True:
    conn, addr = listener.accept()
    print("New connection from", addr, flush=True)
    pieces = []
    while piece := conn.recv(2048):
        pieces.append(piece)
    conn.sendall(b"".join(pieces))
    conn.close()
