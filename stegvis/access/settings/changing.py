"""The changing door of settings: a whole page at once, all of it or nothing."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from stegvis.access.actor import Actor
from stegvis.access.doors import action
from stegvis.access.models import CareUnit
from stegvis.access.models.settings import SettingChange
from stegvis.access.settings.kinds import Key, Level
from stegvis.access.settings.policies import Place, may_change
from stegvis.access.settings.reading import Values, forget, fresh
from stegvis.access.settings.registered import SETTINGS, Setting
from stegvis.access.settings.values import CannotRead
from stegvis.lib.clock import utc_now
from stegvis.lib.errors import Cannot


class CannotChange(Cannot):
    """Something on the page cannot be kept; nothing was. `errors`: key → what to do about it."""

    def __init__(self, errors: Mapping[Key, str]) -> None:
        super().__init__(_("Inget är sparat. Rätta det som är markerat och spara igen."))
        self.errors = errors


class CannotOverwrite(Cannot):
    """Somebody changed the same settings after the page was drawn; nothing was kept. `keys`: which."""

    def __init__(self, keys: Iterable[Key]) -> None:
        super().__init__(_("Någon annan har ändrat samma inställning. Jämför och spara igen."))
        self.keys = frozenset(keys)


@action("settings:change", may=may_change)
def change(
    place: Place,
    wanted: Mapping[Key, Any],
    *,
    locks: Mapping[Key, bool] | None = None,
    seen: int | None = None,
    by: Actor,
) -> tuple[Key, ...]:
    """Keep several settings of a unit or a provider at once. A value None goes back to what is inherited; one that
    already holds changes nothing. `locks`: the keys that a provider keeps its units from changing, or lets go.
    `seen`: the newest change that the page knew (`reading.newest_change`). Returns the keys that changed.

    Raises CannotChange (all errors at once) and CannotOverwrite.
    """
    unit = place if isinstance(place, CareUnit) else None
    now_held = fresh(place)
    kept, errors = _read(wanted, unit, now_held)
    errors |= _across(kept, now_held)
    if errors:
        raise CannotChange(errors)
    changed = list(_rows(place, unit, kept, locks or {}, now_held, by))
    late = {Key(row.key) for row in changed if seen is not None and now_held.held[Key(row.key)].change_id > seen}
    if late:
        raise CannotOverwrite(late)
    for row in changed:
        row.save()
        column = SETTINGS[Key(row.key)].column
        if unit and column:
            setattr(unit, column, row.value)
            unit.save(update_fields=[column])
    if unit:
        forget(unit)
    return tuple(Key(row.key) for row in changed)


def _read(wanted: Mapping[Key, Any], unit: CareUnit | None, held: Values) -> tuple[dict[Key, Any], dict[Key, str]]:
    kept: dict[Key, Any] = {}
    errors: dict[Key, str] = {}
    for key, raw in wanted.items():
        setting = SETTINGS[key]
        try:
            if not _belongs(setting, unit):
                raise CannotRead(str(_("Inställningen hör inte hit.")))
            if unit and held.inherited[key].locked:
                raise CannotRead(str(_("Regionen har bestämt det här. Enheten kan inte ändra det.")))
            if raw is None and setting.column:
                raise CannotRead(str(_("Fyll i det här.")))
            kept[key] = None if raw is None else setting.kind.read(raw)
        except CannotRead as cannot:
            errors[key] = str(cannot)
    return kept, errors


def _belongs(setting: Setting, unit: CareUnit | None) -> bool:
    return setting.level is not (Level.PROVIDER if unit else Level.UNIT)


def _across(kept: Mapping[Key, Any], held: Values) -> dict[Key, str]:
    """What only shows when several are looked at together."""

    def then(key: Key) -> Any:
        given = kept.get(key, held.held[key].kept)
        return held.inherited[key].kept if given is None else given

    # With the same time at both ends it could mean always or never: a notice must never wait for ever.
    if {Key.QUIET_FROM, Key.QUIET_UNTIL} & set(kept) and then(Key.QUIET_FROM) == then(Key.QUIET_UNTIL):
        return {Key.QUIET_UNTIL: str(_("Välj två olika klockslag."))}
    return {}


def _rows(
    place: Place, unit: CareUnit | None, kept: Mapping[Key, Any], locks: Mapping[Key, bool], held: Values, by: Actor
) -> Iterable[SettingChange]:
    now = utc_now()
    for key in SETTINGS:
        if key not in kept and key not in locks:
            continue
        old = held.held[key]
        own = old.kept if old.source is not held.inherited[key].source or SETTINGS[key].column else None
        value = kept.get(key, own)
        locked = not unit and SETTINGS[key].level is Level.BOTH and locks.get(key, old.locked)
        if value == own and locked == (old.locked and not unit):
            continue
        yield SettingChange(
            provider_id=unit.provider_id if unit else place.pk,
            unit=unit,
            key=key.value,
            value=value,
            before=own,
            locked=locked,
            at=now,
            by=by.account_id,
        )
