"""Prints the pages of some folders with one Chromium, over its debugging pipe: `chromium_batch.py LIST`."""

import base64
import json
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

# The shell without a window of its own starts in a third of the time.
PROGRAM = shutil.which("chromium-headless-shell") or "chromium"
CHROMIUM = [PROGRAM, "--headless", "--no-sandbox", "--disable-gpu", "--disable-extensions", "--no-first-run"]


class Browser:
    """A browser that is spoken to in JSON, a NUL after each message."""

    def __init__(self, profile):
        # The browser reads from its descriptor 3 and writes to 4.
        theirs_in, self._out = os.pipe()
        self._in, theirs_out = os.pipe()
        redirect = f"exec 3<&{theirs_in} 4>&{theirs_out}; exec \"$@\""
        command = [*CHROMIUM, f"--user-data-dir={profile}", "--remote-debugging-pipe", "about:blank"]
        self.process = subprocess.Popen(["sh", "-c", redirect, "sh", *command], pass_fds=(theirs_in, theirs_out),
                                        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        os.close(theirs_in)
        os.close(theirs_out)
        self._left, self._number = b"", 0

    def call(self, method, session=None, until=None, **parameters):
        """The answer to a call; with `until`, waits for that event as well."""
        self._number += 1
        message = {"id": self._number, "method": method, "params": parameters}
        if session:
            message["sessionId"] = session
        self._send(json.dumps(message).encode() + b"\0")
        answer, seen = None, until is None
        while answer is None or not seen:
            said = self._message()
            seen = seen or said.get("method") == until
            if said.get("id") == self._number:
                if "error" in said:
                    raise SystemExit(f"{method}: {said['error']}")
                answer = said["result"]
        return answer

    def _send(self, message):
        while message:
            message = message[os.write(self._out, message):]

    def _message(self):
        pieces = [self._left]
        while b"\0" not in pieces[-1]:
            piece = os.read(self._in, 1 << 20)
            if not piece:
                raise SystemExit("the browser ended")
            pieces.append(piece)
        message, _, self._left = b"".join(pieces).partition(b"\0")
        return json.loads(message)


def main():
    with tempfile.TemporaryDirectory() as profile:
        browser = Browser(profile)
        target = browser.call("Target.createTarget", url="about:blank")["targetId"]
        session = browser.call("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        browser.call("Page.enable", session)
        for line in Path(sys.argv[1]).read_text().split("\n"):
            address = (Path(line) / "page.html").resolve().as_uri()
            browser.call("Page.navigate", session, until="Page.loadEventFired", url=address)
            pdf = browser.call("Page.printToPDF", session, preferCSSPageSize=True, printBackground=True)["data"]
            (Path(line) / "chromium.pdf").write_bytes(base64.b64decode(pdf))
        browser.call("Browser.close")
        browser.process.wait()


if __name__ == "__main__":
    main()
