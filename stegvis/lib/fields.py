"""Encrypted model fields. Nothing queries inside them; a filter on one raises."""

import json
from functools import lru_cache
from typing import Any

from django.conf import settings
from django.core.exceptions import FieldError
from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper

from stegvis.lib.encryption import KeyRing, read_key_ring


@lru_cache(maxsize=4)
def _ring(keys: str, hash_key: str) -> KeyRing:
    return read_key_ring(keys, hash_key)


def key_ring() -> KeyRing:
    """The installation's keys, from settings."""
    return _ring(settings.STEGVIS_KEYS, settings.STEGVIS_HASH_KEY)


class EncryptedTextField(models.TextField[Any, Any]):
    """Text kept as a token; plain on the instance, sealed in the row."""

    # For the type checker's plugin: what may be set on an instance, and what is read from it.
    _pyi_private_set_type: Any
    _pyi_private_get_type: Any

    @property
    def purpose(self) -> str:
        """What a token is bound to: the table and column it stands in."""
        return f"{self.model._meta.db_table}.{self.column}"

    def get_prep_value(self, value: Any) -> Any:
        """Seal on the way to the database."""
        return None if value is None else key_ring().encrypt(self.to_text(value), self.purpose)

    def from_db_value(self, value: Any, _expression: Any, _connection: BaseDatabaseWrapper) -> Any:
        """Open on the way back."""
        return None if value is None else self.to_value(key_ring().decrypt(value, self.purpose))

    def get_lookup(self, lookup_name: str) -> Any:
        """Only `isnull` has a meaning; all else would compare ciphertext."""
        if lookup_name != "isnull":
            raise FieldError(f"{self.name} is encrypted and cannot be searched")
        return super().get_lookup(lookup_name)

    def to_text(self, value: Any) -> str:
        """The text that is sealed."""
        return str(value)

    def to_value(self, text: str) -> Any:
        """The value that the instance holds."""
        return text


class EncryptedJSONField(EncryptedTextField):
    """A whole JSON value kept as one token (an answer set, for instance)."""

    def to_text(self, value: Any) -> str:
        """JSON with stable key order."""
        return json.dumps(value, sort_keys=True, ensure_ascii=False)

    def to_value(self, text: str) -> Any:
        """The parsed value."""
        return json.loads(text)
