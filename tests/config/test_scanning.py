"""A scanner of malware, by its own protocol: asked for every file on every form, and not believed where it does not answer."""

import socket
import threading
from contextlib import contextmanager

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import override_settings
from django.urls import reverse

from stegvis.config.scanning import scanner_is_there
from stegvis.lib.scanning import Found, Scanner, scan

# What every scanner takes for malware and is none; put together, so that nobody's scanner takes this file.
HARMLESS = (r"X5O!P%@AP[4\PZX54(P^)7CC)7}$EICAR" + "-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*").encode()
LIMIT = 200_000


@contextmanager
def scanning(family=socket.AF_INET, at=("127.0.0.1", 0), answers=None):
    """Somebody who listens as clamd does. `answers`: what to say instead; None to judge the file."""
    server = socket.socket(family, socket.SOCK_STREAM)
    server.bind(at)
    server.listen()
    seen = []

    def take(line, most):
        found = b""
        while len(found) < most and (more := line.recv(most - len(found))):
            found += more
        return found

    def serve():
        while True:
            try:
                line, _who = server.accept()
            except OSError:
                return
            with line:
                command, file = take(line, 10), b""
                while (size := int.from_bytes(take(line, 4), "big")) and len(file) <= LIMIT:
                    file += take(line, size)
                seen.append((command, file))
                said = b"stream: Eicar-Signature FOUND\0" if HARMLESS in file else b"stream: OK\0"
                if len(file) > LIMIT:
                    said = b"INSTREAM size limit exceeded. ERROR\0"
                line.sendall(said if answers is None else answers)

    threading.Thread(target=serve, daemon=True).start()
    yield server.getsockname(), seen
    # Closing alone leaves whoever waits in accept waiting for one more.
    server.shutdown(socket.SHUT_RDWR)
    server.close()


def test_a_file_is_clean_or_not_or_nobody_knows(tmp_path):
    with scanning() as ((host, port), seen):
        ask = lambda *pieces: scan(Scanner(host=host, port=port), pieces)  # noqa: E731
        assert ask(b"hej", b" hopp") is Found.CLEAN and seen == [(b"zINSTREAM\0", b"hej hopp")]
        # In two pieces, and behind a piece larger than what is sent at a time.
        assert ask(HARMLESS[:9], HARMLESS[9:]) is ask(b"." * 70_000 + HARMLESS) is Found.MALWARE
        assert ask(b"x" * 150_000, b"x" * 150_000) is Found.TOO_LARGE and ask() is Found.CLEAN
    with scanning(socket.AF_UNIX, str(tmp_path / "clamd.ctl")) as (path, _seen):
        assert scan(Scanner(path=path), [b"hej"]) is Found.CLEAN
    for odd in (b"", b"stream: OK, I think", b"FOUND", b"UNKNOWN COMMAND\0", b"x" * 9000):
        with scanning(answers=odd) as ((host, port), _seen):
            assert scan(Scanner(host=host, port=port), [b"hej"]) is Found.NO_ANSWER
    assert scan(Scanner(path=str(tmp_path / "nobody")), [b"hej"]) is Found.NO_ANSWER
    silent = socket.create_server(("127.0.0.1", 0))
    assert scan(Scanner(*("", *silent.getsockname()[:2])), [b"hej"], wait=0.2) is Found.NO_ANSWER
    assert scan(None, [HARMLESS]) is Found.NOT_ASKED


def test_that_nobody_looks_is_said_where_the_installation_is_checked():
    with override_settings(STEGVIS_SCANNER=None):
        assert [each.id for each in scanner_is_there()] == ["stegvis.W001"]
    with override_settings(STEGVIS_SCANNER=Scanner(host="x")):
        assert scanner_is_there() == []


@pytest.mark.django_db
def test_no_form_takes_what_the_scanner_has_not_passed(cast, settings, caplog):
    kaj, address = cast.client("kaj"), reverse("region:receive")

    def send(client, content):
        return client.post(address, {"file": SimpleUploadedFile("ett <paket>.zip", content)})

    before = send(kaj, HARMLESS).status_code
    with scanning() as ((host, port), seen):
        settings.STEGVIS_SCANNER = Scanner(host=host, port=port)
        # Whoever may not send it has nothing looked at.
        assert send(cast.client("rita"), HARMLESS).status_code == 403 and seen == []
        bad = send(kaj, HARMLESS)
        page = bad.content.decode()
        assert bad.status_code == 422 and "kan skada datorer" in page and "ett &lt;paket&gt;.zip" in page
        assert "malware at region:receive" in caplog.text and "paket" not in caplog.text
        assert send(kaj, b"x" * (LIMIT * 2)).status_code == 413
        # What is passed comes whole to the form, which says what it would have said.
        assert send(kaj, b"inget paket").status_code == before and seen[-1][1] == b"inget paket"
    assert send(kaj, b"inget paket").status_code == 503
