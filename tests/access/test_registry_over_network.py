"""The person registry over HTTP: the contract kept, and everything else an outage with a calm sentence."""

from datetime import date

import pytest

from stegvis.access.identity import read_number
from stegvis.access.registry import Registered, RegistryDown, network
from tests.access import registry_server

ADA = read_number("199304272397")
KNOWN = {"given_name": "Ada", "family_name": "Ek", "birth_date": "1993-04-27", "municipality": "9901"}


@pytest.fixture
def server(settings):
    with registry_server.running() as found:
        settings.STEGVIS_PERSON_REGISTRY_URL, settings.STEGVIS_PERSON_REGISTRY_TOKEN = found.url, found.token
        yield found


def test_the_contract(server):
    ask = network.NetworkRegistry()
    assert ask.look_up(ADA) is ask.residency(ADA) is None
    server.people[ADA.value] = KNOWN
    person = ask.look_up(ADA)
    assert person is not None and person.full_name == "Ada Ek"
    assert ask.residency(ADA) == Registered(date(1993, 4, 27), "9901")
    server.people[ADA.value] = {**KNOWN, "birth_date": None, "protected": True, "deceased": True}
    assert ask.residency(ADA) == Registered(date(1993, 4, 27), "", protected=True, deceased=True)
    assert server.asked[-1] == {"number_type": "personnummer", "number": ADA.value}
    assert not any(ADA.value in path for path in server.paths)


@pytest.mark.parametrize(
    "raw",
    [
        b"", b"[]", b"null", b"{", b"\xff", b'{"municipality": 9901}', b'{"municipality": "99"}',
        b'{"municipality": "9x01"}', b'{"birth_date": "27 april"}', b'{"birth_date": 7}', b'{"deceased": "no"}',
        b'{"x": "' + b"x" * 20_000 + b'"}',
    ],
)  # fmt: skip
def test_what_cannot_be_used_is_an_outage(server, raw):
    server.people[ADA.value], server.raw = KNOWN, raw
    with pytest.raises(RegistryDown):
        network.NetworkRegistry().residency(ADA)


@pytest.mark.parametrize("status", [201, 204, 302, 400, 401, 429, 500, 503])
def test_any_other_status_is_an_outage(server, status):
    server.people[ADA.value], server.status = KNOWN, status
    with pytest.raises(RegistryDown) as refused:
        network.NetworkRegistry().residency(ADA)
    assert "försök igen" in refused.value.sentence and ADA.value not in str(refused.value.details)


def test_slow_or_gone_is_an_outage(server, monkeypatch, settings):
    monkeypatch.setattr(network, "TIMEOUT_S", (0.2, 0.2))
    server.slow_s = 0.6
    with pytest.raises(RegistryDown):
        network.NetworkRegistry().residency(ADA)
    settings.STEGVIS_PERSON_REGISTRY_URL = "http://127.0.0.1:9/"
    with pytest.raises(RegistryDown):
        network.NetworkRegistry().look_up(ADA)
