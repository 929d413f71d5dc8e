"""The nouns of the access room, one file per family."""

from stegvis.access.models.accounts import Account, StaffProfile
from stegvis.access.models.acting import AccountLock, Guardian, Helper
from stegvis.access.models.commissions import Commission, Employment, RoleGrant
from stegvis.access.models.directory import DirectoryChange, DirectoryImport
from stegvis.access.models.granting import AccessDecision, AccessReview, NeedsAndRisk
from stegvis.access.models.log_review import LogCheck, LogCheckItem
from stegvis.access.models.organisation import Administration, CareProvider, CareUnit, PublisherUnit
from stegvis.access.models.passing import Throttle, UsedTicket
from stegvis.access.models.people import Patient, Person, RegisteredPerson
from stegvis.access.models.settings import SettingChange
from stegvis.access.models.signing_in import EarlierNumber, KnownSubject, SignIn

__all__ = [
    "AccessDecision",
    "AccessReview",
    "Account",
    "AccountLock",
    "Administration",
    "CareProvider",
    "CareUnit",
    "Commission",
    "DirectoryChange",
    "DirectoryImport",
    "EarlierNumber",
    "Employment",
    "Guardian",
    "Helper",
    "KnownSubject",
    "LogCheck",
    "LogCheckItem",
    "NeedsAndRisk",
    "Patient",
    "Person",
    "PublisherUnit",
    "RegisteredPerson",
    "RoleGrant",
    "SettingChange",
    "SignIn",
    "StaffProfile",
    "Throttle",
    "UsedTicket",
]
