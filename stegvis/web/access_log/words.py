"""What each act in the log is called, in plain words. A test finds every act about a resident that has none."""

from functools import cache

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from stegvis.access.kinds import Purpose
from stegvis.audit.kinds import Activity
from stegvis.care.kinds import OpeningReason, in_the_log

_OPENED = gettext_lazy("Läste översikten över ett program")
_PLAN = gettext_lazy("Ändrade planen")

ACTS: dict[str, str | Promise] = {
    "enrolment:read": _OPENED,
    "enrolment:read_version": gettext_lazy("Läste om en ny version av ett program"),
    "enrolment:choose_to_open": gettext_lazy("Öppnade efter ett eget val och sa varför"),
    "enrolment:start": gettext_lazy("Startade ett program"),
    "enrolment:reassign": gettext_lazy("Bytte behandlare"),
    "enrolment:reopen": gettext_lazy("Öppnade ett avslutat program igen"),
    "enrolment:set_phase": gettext_lazy("Ändrade var i programmet du är"),
    "enrolment:undo": gettext_lazy("Ångrade en start som blev fel"),
    "enrolment:halt": gettext_lazy("Programmet pausades av systemet"),
    "enrolment:pause": gettext_lazy("Lade in ett uppehåll"),
    "enrolment:change_pause": gettext_lazy("Ändrade ett uppehåll"),
    "enrolment:cancel_pause": gettext_lazy("Tog bort ett uppehåll"),
    "enrolment:resume": gettext_lazy("Avslutade ett uppehåll"),
    "enrolment:move_start": gettext_lazy("Ändrade startdatum"),
    "enrolment:choose_move": gettext_lazy("Bytte till en ny version av ett program"),
    "enrolment:keep_version": gettext_lazy("Behöll versionen av ett program"),
    "enrolment:take_back_move": gettext_lazy("Gick tillbaka till en tidigare version"),
    "plan:read": gettext_lazy("Läste planen"),
    "occasion:add": _PLAN,
    "module:open": gettext_lazy("Öppnade en modul åt dig"),
    "module:close": gettext_lazy("Stängde en modul"),
    "section:hide": gettext_lazy("Dolde ett avsnitt"),
    "section:show": gettext_lazy("Visade ett avsnitt igen"),
    "response:read": gettext_lazy("Läste svar på ett formulär"),
    "response:print": gettext_lazy("Skrev ut svar på ett formulär"),
    "response:export": gettext_lazy("Sparade svar på ett formulär"),
    "response:save": gettext_lazy("Sparade svar på ett formulär"),
    "response:send": gettext_lazy("Skickade svar på ett formulär"),
    "response:amend": gettext_lazy("Rättade svar på ett formulär"),
    "results:read": gettext_lazy("Läste resultat"),
    "results:print": gettext_lazy("Skrev ut resultat"),
    "results:export": gettext_lazy("Sparade alla svar som kalkylblad"),
    "diary:read": gettext_lazy("Läste registreringar"),
    "diary:add": gettext_lazy("Lade till en registrering"),
    "diary:correct": gettext_lazy("Rättade en registrering"),
    "diary:remove": gettext_lazy("Tog bort en registrering"),
    "exercise:read": gettext_lazy("Läste övningar"),
    "exercise:save": gettext_lazy("Sparade en övning"),
    "exercise:send": gettext_lazy("Skickade en övning"),
    "exercise:comment": gettext_lazy("Kommenterade en övning"),
    "thread:read": gettext_lazy("Läste meddelanden"),
    "message:write": gettext_lazy("Skrev ett meddelande"),
    "message:save_draft": gettext_lazy("Sparade ett utkast till meddelande"),
    "message:set_answered": gettext_lazy("Markerade meddelanden som besvarade"),
    "message:mark_read": gettext_lazy("Läste meddelanden"),
    "history:read": gettext_lazy("Läste vad som har hänt i programmet"),
    "flag:read": gettext_lazy("Läste en flagga: ett svar som personalen ska titta på"),
    "flag:acknowledge": gettext_lazy("Tog hand om en flagga"),
    "flag:handle": gettext_lazy("Avslutade en flagga"),
    "flag:note": gettext_lazy("Antecknade vid en flagga"),
    "flag:hand_on": gettext_lazy("Lämnade en flagga till en kollega"),
    "flag:raised": gettext_lazy("En flagga kom: ett svar som personalen ska titta på"),
    "flag:told": gettext_lazy("Enheten fick besked om en flagga"),
    "flag:to_all": gettext_lazy("En flagga gick till alla på enheten"),
    "flag:administrators": gettext_lazy("En flagga gick till invånaradministratörerna"),
    "flag:manager": gettext_lazy("En flagga gick till chefen"),
    "flag:provider": gettext_lazy("En flagga gick till vårdgivarens kontakt"),
    "flag:resolved": gettext_lazy("En flagga löste sig"),
    "danger:note": gettext_lazy("Fick hjälptext efter ett svar"),
    "letter:print": gettext_lazy("Skrev ut startbrevet"),
    "contact:read": gettext_lazy("Läste hur man når dig"),
    "contact:start_sms": gettext_lazy("Skickade ett start-SMS"),
    "course:complete_step": gettext_lazy("Gick igenom ett steg"),
    "course:read_welcome": gettext_lazy("Läste välkomsttexten"),
    "registry:look_up": gettext_lazy("Slog upp namnet i folkbokföringen"),
    "registry:deceased": gettext_lazy("Personregistret sa att du har avlidit"),
    "registry:not_deceased": gettext_lazy("Personregistret sa inte längre att du har avlidit"),
    "registry:protected": gettext_lazy("Personregistret sa att dina uppgifter är skyddade"),
    "registry:not_protected": gettext_lazy("Personregistret sa inte längre att dina uppgifter är skyddade"),
    "registry:residency": gettext_lazy("Frågade personregistret om dig"),
    "person:read": gettext_lazy("Läste om ombud, skydd och konto"),
    "person:protect": gettext_lazy("Ändrade markeringen om skyddade uppgifter"),
    "account:lock": gettext_lazy("Låste kontot"),
    "account:unlock": gettext_lazy("Låste upp kontot"),
    "answer:enter": gettext_lazy("Matade in svar som du lämnat på annat sätt"),
    "answer:enter_anew": gettext_lazy("Matade in svar på nytt som hade matats in fel"),
    "answer:strike": gettext_lazy("Markerade svar som fel"),
    "answer:restore": gettext_lazy("Tog bort en markering om att svar är fel"),
    "dissent:answer": gettext_lazy("Svarade på din anteckning om att något inte stämmer"),
    "dissent:write": gettext_lazy("Antecknade att något inte stämmer"),
    "guardian:note": gettext_lazy("Lade till ett ombud"),
    "guardian:end": gettext_lazy("Avslutade ett ombud"),
    "acting:read": gettext_lazy("Öppnade ett program för din räkning"),
    "helper:invite": gettext_lazy("Släppte in en hjälpare"),
    "helper:end": gettext_lazy("Avslutade en hjälpare"),
    "open:begin": gettext_lazy("Började ett öppet program"),
    "open:leave": gettext_lazy("Lämnade ett öppet program"),
    "open:erase": gettext_lazy("Tog bort allt ur ett öppet program"),
    "notice_choice:set": gettext_lazy("Valde aviseringar"),
    "address:add": gettext_lazy("Lade till en adress för aviseringar"),
    "address:add_browser": gettext_lazy("Slog på aviseringar i webbläsaren"),
    "address:remove": gettext_lazy("Tog bort en adress för aviseringar"),
    "address:send_code": gettext_lazy("Bad om en kod till en adress"),
    "address:verify": gettext_lazy("Bekräftade en adress för aviseringar"),
    "own_results:print": gettext_lazy("Sparade egna resultat"),
    "own_answers:print": gettext_lazy("Sparade egna svar"),
    "own_plan:print": gettext_lazy("Sparade den egna planen"),
    "own_log:print": gettext_lazy("Sparade den egna loggen"),
    "block:set": gettext_lazy("Spärrade uppgifter för andra enheter"),
    "block:take_back": gettext_lazy("Tog bort en spärr"),
    "across:open": gettext_lazy("Öppnade program på andra enheter"),
    "across:consent": gettext_lazy("Antecknade att du samtyckte till att spärrade uppgifter öppnas"),
    "across:see_blocked": gettext_lazy("Nödöppning: såg på vilka enheter det finns spärrade uppgifter"),
    "across:emergency": gettext_lazy("Nödöppning: öppnade spärrade uppgifter"),
    "across:read": gettext_lazy("Läste program på en annan enhet"),
    "emergency:follow_up": gettext_lazy("Följde upp en nödöppning"),
    "hold:search": gettext_lazy("Sökte fram dig för att stoppa gallring"),
    "hold:set": gettext_lazy("Bestämde att dina uppgifter inte får gallras"),
    "hold:read": gettext_lazy("Läste varför dina uppgifter inte får gallras"),
    "hold:lift": gettext_lazy("Hävde ett stopp för gallring av dina uppgifter"),
    "destruction:search": gettext_lazy("Sökte fram vilka program du har, efter ett myndighetsbeslut"),
    "destruction:prepare_ordered": gettext_lazy("Förberedde att förstöra uppgifter efter ett myndighetsbeslut"),
    "destruction:approve": gettext_lazy("Beslutade att förstöra uppgifter efter ett myndighetsbeslut"),
    "destruction:withdraw": gettext_lazy("Återkallade ett beslut att förstöra uppgifter"),
    "record:destroy": gettext_lazy("Förstörde ett program med alla svar, efter beslut"),
    "patient:destroy": gettext_lazy("Tog bort namn och nummer, efter beslut"),
    "person:destroy": gettext_lazy("Tog bort namn och nummer, efter beslut"),
    "draft:destroy": gettext_lazy("Tog bort det som aldrig skickades, efter beslut"),
    "record:search": gettext_lazy("Sökte fram dig för ett registerutdrag"),
    "record:extract": gettext_lazy("Tog ut ett registerutdrag: allt som står om dig hos vårdgivaren"),
    "own_record:print": gettext_lazy("Sparade allt som står om en själv"),
    "part:strike": gettext_lazy("Markerade en uppgift som fel"),
    "part:restore": gettext_lazy("Tog tillbaka en markering om att en uppgift var fel"),
    "part:dissent": gettext_lazy("Antecknade att invånaren inte håller med om en uppgift"),
    "information:seen": gettext_lazy("Fick information om hur dina uppgifter hanteras"),
    "objection:note": gettext_lazy("Antecknade en invändning"),
    "objection:take_back": gettext_lazy("Tog tillbaka en invändning"),
    "objection:decide": gettext_lazy("Avgjorde en invändning"),
    "disclosure:record": gettext_lazy("Antecknade att handlingar ur journalen har begärts eller lämnats ut"),
    "log:search": gettext_lazy("Sökte i loggen, för att granska vem som har läst"),
    "log:see_patient": gettext_lazy("Granskade loggen och såg vem en öppning gällde"),
}

_ACTIVITIES: dict[str, str | Promise] = {
    Activity.READ: gettext_lazy("Läste uppgifter"),
    Activity.WRITE: gettext_lazy("Ändrade uppgifter"),
    Activity.SIGN: gettext_lazy("Signerade"),
    Activity.PRINT: gettext_lazy("Skrev ut eller sparade"),
    Activity.ATTEST: gettext_lazy("Vidimerade"),
    Activity.DELETE: gettext_lazy("Tog bort uppgifter"),
    Activity.EMERGENCY: gettext_lazy("Nödöppnade"),
}


def said(act: str, activity: str) -> str:
    """An act in words; one without words of its own by what kind it was."""
    return str(ACTS.get(act) or _ACTIVITIES.get(activity) or activity)


@cache
def _reasons() -> dict[str, str | Promise]:
    return {in_the_log(each): each.label for each in OpeningReason}


def why(reason: str) -> str:
    """The reason that was chosen when a record was opened; empty for what else an entry may hold there."""
    return str(_reasons().get(reason, ""))


def purpose(of: str) -> str:
    """A purpose, or what stands where there is none."""
    return str(Purpose(of).label) if of in Purpose.values else of or _("Inte angivet")


def who(account_id: str, name: str, hat: str, *, named: bool) -> str:
    """Who it was: a member of staff by name only where the provider shows names."""
    if account_id.startswith("system:"):
        return _("Tjänsten själv")
    if hat.startswith("resident: "):
        # A guardian or a helper: the hat names the one whom it is for, and the one who acted is always shown.
        return _("%(name)s, som ombud eller hjälpare") % {"name": name}
    if hat.startswith("resident"):
        return _("Invånaren")
    return name if named else _("Personal")
