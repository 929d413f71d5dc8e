"""Addresses of a provider's access: roles, needs and risks, the review."""

from tests.matrix.things import Page, Thing, _anybody, _coordinates, form, get, post

REVIEW = Thing(("ett", "tva"), lambda world, place: world.kept["access review", place].pk, _coordinates)
POST = Thing(("ett", "tva"), lambda world, place: world.kept["post", place].pk, _coordinates)
_BUILT_AT = {"ett": "verkstaden", "tva": "bortom"}
BUILDING = Thing(("ett", "tva"), lambda world, place: world.cast.places[_BUILT_AT[place]].pk, _coordinates)
ROLE = Thing(("therapist",), lambda _world, role: role, _anybody)

GRANTED: dict[str, Page] = {
    "region:publishers": form(),
    "region:publisher_name": post({"pk": BUILDING}),
    "region:access": get(),
    "region:access_grant": form(),
    "region:access_withdraw": form({"pk": POST}),
    "region:access_notes": get(),
    "region:access_note": form({"role": ROLE}),
    "region:access_signed_in": form(),
    "region:access_review": get(),
    "region:access_export": get(),
    "region:access_review_begin": post(),
    "region:access_review_decide": post({"pk": REVIEW}),
    "region:access_review_finish": post({"pk": REVIEW}),
    "region:access_review_export": get({"pk": REVIEW}),
}
