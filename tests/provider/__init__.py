"""The certified provider that the browser meets: npm's oidc-provider, started on a port of its own, with made-up people.

`make test` installs it (tools/provider.sh). Without it the story is left out, and that is said at the end.
"""

import json
import shutil
import subprocess
import time
import urllib.error
import urllib.request
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from joserfc.jwk import RSAKey

HERE = Path(__file__).parent
START_WITHIN = 30.0
SE = "https://id.oidc.se/claim/"


def installed() -> bool:
    """Whether Node and the provider are here."""
    return node() is not None and (HERE / "node_modules" / "oidc-provider").is_dir()


def node() -> str | None:
    """Node, whatever the system calls it."""
    return shutil.which("node") or shutil.which("nodejs")


@dataclass
class RealProvider:
    """The provider for one installation: its own port, our address, and a folder for both sides' files."""

    folder: Path
    port: int
    base: str
    people: list[dict[str, Any]]
    process: subprocess.Popen[bytes] | None = field(default=None, repr=False)

    @property
    def issuer(self) -> str:
        """Its name."""
        return f"http://localhost:{self.port}"

    @property
    def settings(self) -> str:
        """What STEGVIS_SIGN_IN is set to."""
        return str(self.folder / "sign-in")

    def lay_out(self) -> None:
        """Our key, the people, and the settings files of an installation with one provider for each audience."""
        (self.folder / "sign-in").mkdir(parents=True)
        key = RSAKey.generate_key(2048)
        key.ensure_kid()
        (self.folder / "ours.pem").write_bytes(key.as_pem(private=True))
        public = {**key.as_dict(private=False), "use": "sig", "alg": "RS256"}
        (self.folder / "ours.json").write_text(json.dumps({"keys": [public]}))
        (self.folder / "people.json").write_text(json.dumps(self.people))
        for name, audience, label in (
            ("prov", "resident", "Provlegitimation"),
            ("tjanst", "staff", "Tjänstelegitimation"),
        ):
            client = "stegvis-invanare" if audience == "resident" else "stegvis-personal"
            (self.folder / "sign-in" / f"{name}.toml").write_text(
                f'key = "{name}"\nname = "{label}"\naudience = "{audience}"\nissuer = "{self.issuer}"\n'
                f'client_id = "{client}"\nkeys = ["{self.folder / "ours.pem"}"]\n'
            )

    def start(self) -> None:
        """Start, and wait until it says who it is."""
        files = [str(self.folder / name) for name in ("ours.json", "people.json")]
        with (self.folder / "provider.log").open("ab") as log:
            self.process = subprocess.Popen(
                [node() or "node", str(HERE / "provider.mjs"), str(self.port), *files, self.base],
                cwd=HERE, stdout=log, stderr=log,
            )  # fmt: skip
        until = time.monotonic() + START_WITHIN
        while time.monotonic() < until:
            try:
                with urllib.request.urlopen(f"{self.issuer}/.well-known/openid-configuration", timeout=5):
                    return
            except (urllib.error.URLError, OSError):
                assert self.process.poll() is None, self.said()
                time.sleep(0.1)
        raise AssertionError(self.said())

    def said(self) -> str:
        """Its log."""
        return (self.folder / "provider.log").read_text()

    def stop(self) -> None:
        """End it."""
        if self.process is not None:
            self.process.terminate()
            self.process.wait(timeout=10)
