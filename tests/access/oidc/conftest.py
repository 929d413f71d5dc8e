"""A provider that may be twisted, configured as an installation would have it."""

import pytest

from stegvis.access.oidc import metadata
from tests.access.oidc.hostile import OURS, Hostile, settings_file


@pytest.fixture(scope="module")
def served():
    made = Hostile()
    yield made
    made.close()


@pytest.fixture
def provider(served, settings, tmp_path):
    served.reset()
    metadata.forget()
    key = tmp_path / "ours.pem"
    key.write_bytes(OURS.as_pem(private=True))
    (tmp_path / "a.toml").write_text(settings_file(served.issuer, str(key)))
    (tmp_path / "b.toml").write_text(settings_file(served.issuer, str(key), key="annan"))
    (tmp_path / "c.toml").write_text(settings_file(served.issuer, str(key), key="tjanst", audience="staff"))
    (tmp_path / "d.toml").write_text(
        settings_file(served.issuer, str(key), key="anstalld", audience="staff", more='employer = "SE-REGION-ETT"\n')
    )
    settings.STEGVIS_SIGN_IN = str(tmp_path)
    yield served
    metadata.forget()
