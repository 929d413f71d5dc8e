"""Frozen files over HTTP: whole, in parts, kept by the browser, and only for those who may have them."""

import logging

import pytest

from stegvis.catalogue.models import Distribution, frozen_storage
from stegvis.lib.canonical import sha256_hex
from stegvis.web.media.spans import CannotServeRange, Span, read_range
from tests.catalogue.making import CAPTIONS, FILM, PDF, PICTURE, distributed

FILM_URL = f"/media/{sha256_hex(FILM)}"
ETAG = f'"{sha256_hex(FILM)}"'


@pytest.fixture
def kaj(cast):
    distributed(cast, "norra")
    return cast.client("kaj")


def body(response) -> bytes:
    return response.getvalue()


def test_the_whole_file_with_its_labels(kaj):
    response = kaj.get(FILM_URL)
    assert response.status_code == 200
    assert body(response) == FILM
    assert response.headers["Content-Type"] == "video/mp4"
    assert response.headers["Content-Length"] == str(len(FILM))
    assert response.headers["Accept-Ranges"] == "bytes"
    assert response.headers["ETag"] == ETAG
    assert response.headers["Cache-Control"] == "private, max-age=31536000, immutable"
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert "Content-Disposition" not in response.headers


@pytest.mark.parametrize(
    ("data", "mime"), [(PICTURE, "image/png"), (CAPTIONS, "text/vtt; charset=utf-8"), (PDF, "application/pdf")]
)
def test_every_kind_has_its_type(kaj, data, mime):
    response = kaj.get(f"/media/{sha256_hex(data)}")
    assert (response.headers["Content-Type"], body(response)) == (mime, data)


def test_a_pdf_opens_in_the_browser(kaj):
    response = kaj.get(f"/media/{sha256_hex(PDF)}")
    assert response.headers["Content-Disposition"] == f'inline; filename="{sha256_hex(PDF)[:12]}.pdf"'
    response.close()


@pytest.mark.parametrize(
    ("asked", "first", "last"),
    [
        ("bytes=0-99", 0, 99),
        ("bytes=100-", 100, len(FILM) - 1),
        ("bytes=-5", len(FILM) - 5, len(FILM) - 1),
        ("bytes=-99999999", 0, len(FILM) - 1),
        (f"bytes={len(FILM) - 1}-{len(FILM) + 500}", len(FILM) - 1, len(FILM) - 1),
        ("bytes=65530-131080", 65530, 131080),
    ],
)
def test_a_part_of_the_file(kaj, asked, first, last):
    response = kaj.get(FILM_URL, headers={"Range": asked})
    assert response.status_code == 206
    assert response.headers["Content-Range"] == f"bytes {first}-{last}/{len(FILM)}"
    assert response.headers["Content-Length"] == str(last - first + 1)
    assert response.headers["Content-Type"] == "video/mp4"
    assert body(response) == FILM[first : last + 1]


@pytest.mark.parametrize("asked", [f"bytes={len(FILM)}-", "bytes=-0", "bytes=" + "9" * 5000 + "-"])
def test_a_part_after_the_end(kaj, asked):
    response = kaj.get(FILM_URL, headers={"Range": asked})
    assert response.status_code == 416
    assert response.headers["Content-Range"] == f"bytes */{len(FILM)}"
    assert "immutable" not in response.headers["Cache-Control"]


@pytest.mark.parametrize("asked", ["bytes=5-1", "bytes=0-1,5-6", "bytes=-", "apples=1-2", "bytes=a-b", "bytes=٣-٤", ""])
def test_what_is_no_single_range_gives_the_whole_file(kaj, asked):
    response = kaj.get(FILM_URL, headers={"Range": asked})
    assert (response.status_code, len(body(response))) == (200, len(FILM))


def test_a_range_of_another_file_than_the_browser_has_gives_the_whole(kaj):
    part = kaj.get(FILM_URL, headers={"Range": "bytes=0-9", "If-Range": ETAG})
    whole = kaj.get(FILM_URL, headers={"Range": "bytes=0-9", "If-Range": '"other"'})
    assert (part.status_code, whole.status_code) == (206, 200)
    assert len(body(part)) == 10
    assert len(body(whole)) == len(FILM)


def test_head_tells_without_sending(kaj):
    response = kaj.head(FILM_URL, headers={"Range": "bytes=0-9"})
    assert (response.status_code, response.headers["Content-Length"], response.content) == (200, str(len(FILM)), b"")


def test_a_file_the_browser_has_is_not_sent_again(kaj):
    response = kaj.get(FILM_URL, headers={"If-None-Match": f'"x", {ETAG}'})
    assert (response.status_code, response.content, response.headers["ETag"]) == (304, b"", ETAG)


def test_only_reading(kaj):
    assert kaj.post(FILM_URL).status_code == 405


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("kaj", 200), ("disa", 200), ("tina", 200), ("irma", 200),
        # Every member of staff of the provider reads its catalogue, and tries a program there.
        ("sven", 200), ("dan", 200), ("emil", 200), ("stat", 200), ("data", 200),
        ("ove", 404), ("klas", 404), ("dora", 404), ("rita", 404), ("nobody", 302),
    ],
)  # fmt: skip
def test_who_may_have_it(cast, name, code):
    distributed(cast, "norra")
    response = cast.client(name).get(FILM_URL, headers={"If-None-Match": '"x"'})
    assert response.status_code == code
    response.close()


def test_one_who_may_not_learns_nothing_by_asking_for_the_etag(cast):
    distributed(cast, "norra")
    refused = cast.client("klas").get(FILM_URL, headers={"If-None-Match": ETAG})
    unknown = cast.client("klas").get(f"/media/{'0' * 64}")
    assert refused.status_code == unknown.status_code == 404
    assert "ETag" not in refused.headers


@pytest.mark.parametrize("name", ["x", "0" * 63, "A" * 64, "0" * 65, "..%2f" + "0" * 64])
def test_what_is_no_hash_is_nothing(kaj, name):
    assert kaj.get(f"/media/{name}").status_code == 404


def test_a_file_that_is_lost_says_so_and_is_reported(kaj, caplog):
    digest = sha256_hex(FILM)
    name = f"{digest[:2]}/{digest}"
    frozen_storage().delete(name)
    with caplog.at_level(logging.ERROR):
        response = kaj.get(FILM_URL)
    assert response.status_code == 404
    assert "Filen är borta just nu" in response.content.decode()
    assert "immutable" not in response.headers["Cache-Control"]
    assert digest in caplog.text


def test_a_film_costs_few_questions(kaj, django_assert_max_num_queries):
    assert Distribution.objects.exists()
    with django_assert_max_num_queries(6):
        kaj.get(FILM_URL).close()


@pytest.mark.parametrize("size", [0, 1, 10])
def test_the_last_bytes_of_small_files(size):
    if size:
        assert read_range("bytes=-5", size) == Span(max(size - 5, 0), size - 1)
    else:
        with pytest.raises(CannotServeRange):
            read_range("bytes=-5", size)
