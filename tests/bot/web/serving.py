"""A real uvicorn on loopback, in a thread."""

import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import uvicorn
from starlette.applications import Starlette


@contextmanager
def serving(app: Starlette, certificate: Path | None = None) -> Iterator[str]:
    """Serve `app` and give its address; over TLS with a file that holds certificate and key."""
    config = uvicorn.Config(
        app,
        log_config=None,
        ws="none",
        loop="asyncio",  # as in `shipcast run`, whatever another package has brought along
        http="h11",
        ssl_certfile=certificate,
        timeout_graceful_shutdown=1,  # a TLS client that just leaves is waited for otherwise
    )
    server = uvicorn.Server(config)
    with socket.create_server(("127.0.0.1", 0)) as listening:
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
        thread.start()
        while not server.started:
            time.sleep(0.01)
        yield f"{'https' if certificate else 'http'}://127.0.0.1:{listening.getsockname()[1]}"
        server.should_exit = True
        thread.join()
