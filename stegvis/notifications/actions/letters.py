"""What a member of staff decides about their own letters."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from stegvis.access.actor import Actor
from stegvis.access.doors import action
from stegvis.lib.errors import Cannot
from stegvis.notifications.kinds import LetterPace
from stegvis.notifications.models import LetterChoice
from stegvis.notifications.policies import may_choose_letters, may_turn_letters_off


class CannotTurnOff(Cannot):
    """Somebody who is seldom here would never know that there is something to do."""


@action("letter_choice:set", may=may_choose_letters)
def choose_letters(choice: LetterChoice, pace: LetterPace, *, now: datetime, by: Actor) -> LetterChoice:
    """Keep how often. Raises CannotTurnOff for those who have no hat that they use daily."""
    if pace is LetterPace.OFF and not may_turn_letters_off(by):
        raise CannotTurnOff(_("Du kan inte stänga av breven: utan dem märker du inte att du har något att göra."))
    found: LetterChoice = LetterChoice.objects.update_or_create(
        account_id=choice.account_id, defaults={"pace": pace, "changed_at": now}
    )[0]
    return found
