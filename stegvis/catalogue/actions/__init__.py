"""The changing door of the catalogue. Each act gives back what is already there when it is done twice."""

from stegvis.catalogue.actions.distributing import distribute, withdraw
from stegvis.catalogue.actions.publishing import (
    CannotHandOver,
    CannotRegister,
    clear,
    delegate,
    end_publishers,
    hand_over,
    name_publisher,
    publish,
    register_program,
    revoke,
    take_back,
)

__all__ = [
    "CannotHandOver",
    "CannotRegister",
    "clear",
    "delegate",
    "distribute",
    "end_publishers",
    "hand_over",
    "name_publisher",
    "publish",
    "register_program",
    "revoke",
    "take_back",
    "withdraw",
]
