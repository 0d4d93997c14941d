"""People who open pages: signed in by a link, with a connection that a browser would keep open.

Neighbours get `Visitor`. As a program it is all visitors in one light process of threads:

python visitors.py    reads JSON {"port", "links", "walks", "pause", "rounds"} from standard input,
                      lets each link's visitor open its walk so many times, resting about `pause`
                      seconds between two pages, and prints JSON {"took": {kind: [seconds]}, "work",
                      "seconds"}: `work` is the processor time that this process itself used
"""

import http.client
import json
import random
import re
import sys
import threading
import time
from urllib.parse import urlencode, urlsplit

__all__ = ["Visitor"]

Took = dict[str, list[float]]


class Visitor:
    """Somebody signed in."""

    def __init__(self, port: int, link: str) -> None:
        self.connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        self.cookies: dict[str, str] = {}
        page = self.get(urlsplit(link).path)
        found = re.search(rb'name="csrfmiddlewaretoken" value="(\w+)"', page)
        assert found, page[:500]
        self.ask("POST", urlsplit(link).path, {"csrfmiddlewaretoken": found[1].decode()})

    def get(self, path: str) -> bytes:
        """A page's body."""
        return self.ask("GET", path)

    def ask(self, method: str, path: str, data: dict[str, str] | None = None) -> bytes:
        """A page's body; fails when it is refused."""
        headers = {"Cookie": "; ".join(f"{k}={v}" for k, v in self.cookies.items())}
        if data:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        answer = self._answer(method, path, urlencode(data or {}), headers)
        body = answer.read()
        assert answer.status in {200, 302, 303}, (path, answer.status, body[:300])
        for name, value in answer.getheaders():
            if name.lower() == "set-cookie":
                cookie = value.partition(";")[0].partition("=")
                self.cookies[cookie[0]] = cookie[2]
        return body

    def _answer(
        self, method: str, path: str, body: str, headers: dict[str, str]
    ) -> http.client.HTTPResponse:
        """A server closes what stood idle for a while; a browser then connects again."""
        try:
            self.connection.request(method, path, body, headers)
            return self.connection.getresponse()
        except (http.client.RemoteDisconnected, ConnectionResetError, BrokenPipeError):
            self.connection.close()
            self.connection.request(method, path, body, headers)
            return self.connection.getresponse()

    def walk(self, pages: list[tuple[str, str]], took: Took, pause: float = 0.0) -> None:
        """Open the pages one by one; the seconds of each go to its kind."""
        chance = random.Random(pages[0][1])  # noqa: S311 - a pause is no secret
        for kind, path in pages:
            if pause:
                time.sleep(chance.uniform(0.5 * pause, 1.5 * pause))
            started = time.monotonic()
            self.get(path)
            took.setdefault(kind, []).append(time.monotonic() - started)


def main() -> None:
    """Everybody at once, each from another page on."""
    asked = json.load(sys.stdin)
    visitors = [Visitor(asked["port"], link) for link in asked["links"]]
    took: Took = {}
    threads = []
    for number, (visitor, walk) in enumerate(zip(visitors, asked["walks"], strict=True)):
        pages = [tuple(page) for page in walk] * asked["rounds"]
        random.Random(number).shuffle(pages)  # noqa: S311 - an order is no secret
        threads.append(threading.Thread(target=visitor.walk, args=(pages, took, asked["pause"])))
    worked, started = time.process_time(), time.monotonic()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    told = {"work": time.process_time() - worked, "seconds": time.monotonic() - started}
    sys.stdout.write(json.dumps({"took": took, **told}))


if __name__ == "__main__":
    main()
