"""Accounts (one way of signing in) and the staff profile behind one."""

import uuid
from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.db import models
from django.db.models import Q
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _

from stegvis.access.models.people import Person
from stegvis.lib.personal import Classified, Retention


class AccountManager(BaseUserManager["Account"]):
    """Accounts are made by sign-in seams and imports, never with a password."""


class Account(AbstractBaseUser, PermissionsMixin):
    """What is signed in: opaque id, no password, never a superuser.

    A resident's account and a staff account of the same human are two accounts with one `person`.
    """

    password = None  # type: ignore[assignment]
    # Editable only because upstream builds a form class from USERNAME_FIELD at import; no page of ours uses it.
    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    resident = models.BooleanField(default=False)
    is_active = models.BooleanField(default=True)
    # Wagtail greets by these; they mirror the staff profile and are empty for residents.
    first_name = models.CharField(_("förnamn"), max_length=100, blank=True)
    last_name = models.CharField(_("efternamn"), max_length=100, blank=True)
    email = models.EmailField(blank=True)
    # Raising it ends every session of the account at once.
    session_epoch = models.PositiveIntegerField(default=0)
    created_at = models.DateTimeField()

    USERNAME_FIELD = "id"
    objects = AccountManager()

    classified = Classified(
        personal="person first_name last_name email last_login",
        plain="id resident is_active is_superuser session_epoch created_at",
        retention=Retention.STAFF,
    )

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(is_superuser=False), name="access_nobody_is_superuser"),
            models.UniqueConstraint(fields=["person"], condition=Q(resident=True), name="access_one_resident_account"),
        ]

    def __str__(self) -> str:
        return self.get_full_name() or str(self.pk)

    def get_full_name(self) -> str:
        """Given and family name of staff; empty for residents."""
        return f"{self.first_name} {self.last_name}".strip()

    def get_short_name(self) -> str:
        """Given name of staff."""
        return self.first_name

    @property
    def is_staff(self) -> bool:
        """Django's admin is not installed; nobody is staff in its sense."""
        return False

    def get_session_auth_hash(self) -> str:
        """Without a password, a session stands and falls with the epoch."""
        return self._epoch_hash()

    def get_session_auth_fallback_hash(self) -> Any:
        """Key rotation is not used for sessions: signing in again is enough."""
        return iter(())

    def _epoch_hash(self) -> str:
        return salted_hmac("stegvis.account", f"{self.pk}:{self.session_epoch}", algorithm="sha256").hexdigest()


class StaffProfile(models.Model):
    """A member of staff as the directory (HSA) knows them."""

    account = models.OneToOneField(Account, on_delete=models.PROTECT, primary_key=True, related_name="staff")
    hsa_id = models.CharField(max_length=40, unique=True)
    given_name = models.CharField(max_length=100)
    family_name = models.CharField(max_length=100)
    title = models.CharField(max_length=120, blank=True)

    classified = Classified(personal="account hsa_id given_name family_name title", retention=Retention.STAFF)

    def __str__(self) -> str:
        return self.full_name

    @property
    def full_name(self) -> str:
        """Given name and family name."""
        return f"{self.given_name} {self.family_name}"
