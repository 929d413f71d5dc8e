"""The region's whole way, told from an idea to a resident's first step. Nothing goes past the pages, nothing is skipped."""

import re
from datetime import timedelta

import pytest

from stegvis.demo.content import people
from stegvis.lib.clock import local_day, utc_now
from tests.journeys.designing import builds_the_first_module, describes_it, describes_the_picture
from tests.journeys.editor import Editor
from tests.journeys.on_the_unit import starts_it, ticks_the_start_checklist, writes_the_units_routine
from tests.journeys.person import PHONE, Person

TITLE = "Ro i väntan"
ELIAS = next(each for each in people.residents() if each["slug"] == "elias-norberg")
STEP = "Varför blir jag orolig?"
ROUTINE = {
    "Vem startar programmet": "Behandlaren, efter första samtalet.",
    "Vilka ska ha programmet": "Vuxna med lindrig oro.",
    "Vem läser vad, och när": "Behandlaren läser övningarna varje torsdag.",
    "Svarstid som vi lovar": "Inom två vardagar.",
    "När en prioriterad flagga kommer": "Den som har bakjour ringer samma dag.",
    "När någon är borta": "Ersättaren i schemat tar över.",
    "När mottagningen är stängd": "Invånaren hänvisas till 1177 och 112.",
    "Avslut och uppföljning": "Behandlaren avslutar vid sista samtalet.",
}
ANSWERS = {
    "Vad är målet?": "Invånaren har tre egna sätt att möta oro.",
    "Vilken nytta väntar ni er?": "Kortare väntan. Färre samtal om samma sak.",
    "Varför passar den här plattformen?": "Någon ska kunna läsa och svara.",
    "Åldrar": "Från 18 år",
    "Ungefär hur många invånare om året?": "80",
    "Var i vården kommer programmet in?": "Efter första samtalet, innan behandlingen börjar.",
    "Arbetsgrupp": "Johan Berg",
    "Timmar i veckan för arbetsgruppen": "4",
    "Hur ska programmet utvärderas?": "GAD-7 före och efter. Mottagningens chef läser resultatet.",
    "Vem håller innehållet aktuellt?": "Ägaren läser igenom allt en gång om året.",
}
CHOICES = {
    "Vilken sorts program är det?": "Behandlingsprogram",
    "Hur ska programmet startas?": "Guidat",
    "Ska invånaren kunna skriva meddelanden?": "Ja",
    "Kan invånaren svara något som behöver hjälp samma dag?": "Nej",
    "Rör programmet barn eller personer som har svårt att själva be om hjälp?": "Nej",
    "Kan det vara farligt om ingen ser ett svar på några dagar?": "Nej",
}
GROUP = {
    "Johan Berg": "Vårdpersonal på enheten",
    "Amina Farah": "Medicinskt ansvarig granskare",
    "Stefan Brolin": "Patientsäkerhet",
    "Rolf Edström": "Informationssäkerhet",
}


@pytest.fixture
def region(empty_region):
    return empty_region


def test_from_idea_to_first_step(somebody, region, faults):
    def sits_down(slug, **more):
        return somebody(region, slug, **more).signs_in()

    has_an_idea(sits_down("ebba-nordin"))
    assesses_it_first(sits_down("vera-nystrom"))
    manager = sits_down("leila-haddad")
    approves_it(manager)

    owner = sits_down("mikael-sandberg")
    nominates_it(owner)
    says_what_they_think(sits_down("kerstin-ahlgren"))
    coordinator = sits_down("ingrid-palm")
    approves_the_nomination(coordinator)

    designer = sits_down("maja-lindgren")
    makes_the_draft(designer)
    invites_the_group(designer)
    builds_it(designer)
    shows_it_to_the_group(designer)
    nurse = sits_down("johan-berg", size=PHONE)
    pins_what_is_unclear(nurse)
    mends_and_answers(designer)
    writes_the_routine(owner)

    freezes_it(designer)
    begins_the_risk_analysis(owner)
    writes_a_risk(nurse)
    asks_for_signatures(owner)
    medical, safety, security = (sits_down(slug) for slug in ("amina-farah", "stefan-brolin", "rolf-edstrom"))
    for person in (nurse, medical, safety, security):
        signs(person)
    approves_the_risks(coordinator)

    ticks_off(medical, "Medicinskt ansvarig har granskat innehållet")
    ticks_off(nurse, "Hela programmet är genomgånget på en mobil", "Varje flagga är utlöst i ett test")
    ticks_off(owner, "Varje rolls vyer är genomgångna")
    ticks_off(designer, "Text i bilder går att läsa")
    fills_in_the_entry(coordinator)
    sees_that_nothing_stops_it(designer)

    asks_for_the_final_review(designer)
    reviews_it(sits_down("jonas-westman"))
    publishes_it(owner)
    distributes_it(coordinator)

    writes_the_units_routine(manager, TITLE, "När någon är borta", "Sofia tar över. Listan hänger i fikarummet.")
    ticks_the_start_checklist(manager, TITLE)
    starts_it(sits_down("anna-lindqvist"), TITLE, ELIAS["identity_number"], "Elias Norberg")
    takes_the_first_step(somebody(region, "elias-norberg", size=PHONE))


def takes_up(person: Person, what: str) -> Person:
    """What waits for them among their tasks, whatever page they are on."""
    return person.opens("/utveckling/").presses(re.compile(f"^{what}"), inside="main")


def goes_to(person: Person, part: str) -> Person:
    """A part of the work, from what they take part in."""
    person.opens("/utveckling/tavla/").presses(TITLE, inside="main")
    return person.presses(part, inside="nav[aria-label='Delar av sidan']")


# --- The idea -----------------------------------------------------------------------------------


def has_an_idea(opener: Person) -> None:
    opener.is_at("/utveckling/").sees("Har du en idé?").presses("Lämna en idé")
    opener.ticks("Nej, vi vill mer än så").writes("Titel", TITLE)
    opener.writes("Vad går idén ut på?", "Korta steg om oro som man kan ta hemma.")
    opener.writes("Vem är den till för?", "Vuxna som väntar på samtal. Ungefär 80 om året.")
    opener.writes("Varför behövs den?", "I dag väntar många i åtta veckor utan något att göra.")
    opener.chooses("Vårdenhet", "Psykiatrimottagningen Norr").writes("Chef som godkänner", "Leila Haddad")
    opener.presses("Lämna idén").sees("Idén är lämnad.", "Väntar på Vera Nyström")


def assesses_it_first(contact: Person) -> None:
    takes_up(contact, "Gör en första bedömning").sees("Korta steg om oro", "Är det här rätt plattform?")
    contact.writes("Motivering", "Invånaren ska läsa, öva och få svar av någon. Det passar här.")
    contact.presses("Plattformen passar").sees("Sparat. Den som har nästa drag får veta det.")


def approves_it(manager: Person) -> None:
    takes_up(manager, "Godkänn idén som chef").sees("Ditt beslut som chef", "Invånaren ska läsa, öva")
    manager.writes("Ägare", "Mikael Sandberg").writes("Ersättare", "Sofia Nilsson")
    manager.presses("Godkänn idén").sees("Leila Haddad sade ja")


# --- The nomination -----------------------------------------------------------------------------


def nominates_it(owner: Person) -> None:
    takes_up(owner, "Fyll i nomineringen").sees("Inget är sparat än")
    owner.presses("Lämna nomineringen").sees("Nomineringen är sparad men inte lämnad.", "Svara på frågan.")
    for question, answer in ANSWERS.items():
        owner.writes(question, answer)
    for question, choice in CHOICES.items():
        owner.ticks(choice, of=question)
    owner.presses("Lämna nomineringen").sees("Nomineringen är lämnad")


def says_what_they_think(councillor: Person) -> None:
    takes_up(councillor, "Säg vad du tycker om nomineringen").sees("Samordningsrådet")
    councillor.ticks("För", of="Ska programmet göras?").writes("Varför?", "Fler mottagningar har samma väntan.")
    councillor.presses("Spara vad jag tycker").sees("Fler mottagningar har samma väntan.")


def approves_the_nomination(coordinator: Person) -> None:
    takes_up(coordinator, "Bedöm nomineringen").sees("Kerstin Ahlgren", "Fler mottagningar har samma väntan.")
    coordinator.writes("Motivering", "Behovet är tydligt och gruppen är på plats.")
    coordinator.chooses("Designer", re.compile("Maja Lindgren")).presses("Godkänn", inside="#beslut-form")
    coordinator.sees("Nomineringen är godkänd", re.compile("Designer: Maja Lindgren"))


# --- The working group and the draft ------------------------------------------------------------


def makes_the_draft(designer: Person) -> None:
    takes_up(designer, "Bygg programmet").presses("Program", inside="main")
    designer.presses("Skapa utkastet").sees("Utkastet hör nu till arbetet.")


def invites_the_group(designer: Person) -> None:
    designer.presses("Arbetsgrupp och möten")
    for name, brings in GROUP.items():
        designer.unfolds("Bjud in någon").writes("Vem?", name).chooses("Vad bidrar personen med?", brings)
        designer.presses("Bjud in").sees(f"{name} är med i arbetsgruppen och får ett brev.")


def builds_it(designer: Person) -> None:
    designer.presses("Program", inside="main").presses("Öppna utkastet").sees("Inga moduler än")
    builds_the_first_module(designer, "vagen.webp")
    designer.presses("Redigera programmet")
    describes_it(designer).saves().goes_back().sees("1 sak fattas")
    describes_the_picture(designer).sees("Inget fattas.")


# --- Prototype ----------------------------------------------------------------------------------


def shows_it_to_the_group(designer: Person) -> None:
    goes_to(designer, "Prototyper")
    designer.writes("Vad ska gruppen titta på?", "Allt är med. Läs som om du vore patienten.")
    designer.presses("Frys och visa för gruppen").sees(f"Prova {TITLE}")


def pins_what_is_unclear(nurse: Person) -> None:
    """On the phone, as the resident will see it."""
    takes_up(nurse, "Prova prototypen och tyck till")
    nurse.sees("Läs som om du vore patienten.").presses("Börja som invånare")
    nurse.sees("Välkommen! Här får du prova dig fram").presses("Jag har läst – börja").takes_picture("prova")
    nurse.presses(re.compile("Vad är oro"), inside="main").sees("Oro är kroppens larm")
    nurse.presses("Tyck till om hela steget", inside="main").ticks("Oklart")
    nurse.writes("Skriv vad du tycker", "Rubriken låter som en lektion. Skriv den som patienten tänker.")
    nurse.takes_picture("synpunkt").presses("Spara synpunkten").sees("Tack, synpunkten är sparad.")
    nurse.presses("Till omgången").presses("Klar med min genomgång").sees("Du är klar med din genomgång")


def mends_and_answers(designer: Person) -> None:
    designer.opens("/studio/").presses(re.compile(TITLE)).presses("Att förstå oro")
    editor = Editor(designer)
    editor.writes("body-0-value-steps-0-value-title", STEP).saves().goes_back()
    takes_up(designer, "Svara på synpunkterna").presses(re.compile("Rubriken låter som en lektion"))
    designer.writes("Svar", "Nu heter steget: Varför blir jag orolig?").presses("Åtgärdat").sees("Svaret är sparat.")


# --- The routine --------------------------------------------------------------------------------


def writes_the_routine(owner: Person) -> None:
    takes_up(owner, "Skriv rutinen").presses("Skriv rutinen")
    for heading, words in ROUTINE.items():
        owner.writes(re.compile(f"^{heading}"), words)
    owner.presses("Fastställ").sees("Rutinen är fastställd.")


# --- The candidate and its risks ----------------------------------------------------------------


def freezes_it(designer: Person) -> None:
    designer.opens("/studio/").presses(re.compile(TITLE))
    designer.writes("Vad är nytt?", "Det första programmet om oro.").presses("Frys och lägg fram")
    designer.sees("Programmet är fryst och ligger framme.")


def begins_the_risk_analysis(owner: Person) -> None:
    goes_to(owner, "Riskanalys").presses("Börja riskanalysen").sees("Riskanalysen är påbörjad.")


def writes_a_risk(nurse: Person) -> None:
    takes_up(nurse, "Bidra till riskanalysen").presses("Ny rad")
    nurse.writes("Vad kan hända?", "Oron blir värre av att skriva om den.")
    nurse.ticks(re.compile("Måttlig"), of="Konsekvens").ticks(re.compile("Liten"), of="Sannolikhet")
    nurse.writes("Skydd som redan finns", "Behandlaren läser övningen varje torsdag.")
    nurse.unfolds("Att förstå oro").ticks(re.compile(re.escape(STEP))).presses("Spara raden")
    nurse.sees("Rad 1 är sparad.", STEP)


def asks_for_signatures(owner: Person) -> None:
    owner.page.reload()
    owner.looks().presses("Be dem som saknas skriva under").sees("De som ska skriva under har fått en uppgift.")


def signs(person: Person) -> None:
    takes_up(person, "Skriv under riskanalysen").sees("Oron blir värre av att skriva om den.")
    person.presses("Skriv under").sees("Du har skrivit under riskanalysen.")


def approves_the_risks(coordinator: Person) -> None:
    takes_up(coordinator, "Godkänn riskanalysen").presses("Godkänn riskanalysen")
    coordinator.sees("Riskanalysen är godkänd för just den här kandidaten.")


# --- Checklist and catalogue --------------------------------------------------------------------


def ticks_off(person: Person, *lines: str) -> None:
    """Lines of the checklist, each with the person's name on it."""
    goes_to(person, "Checklista")
    for line in lines:
        person.page.locator(".check-row").filter(has_text=line).get_by_role("button", name="Kryssa").click()
        person.looks().sees("Punkten är kryssad med ditt namn.")


def fills_in_the_entry(coordinator: Person) -> None:
    goes_to(coordinator, "Checklista").presses(re.compile("^Fyll i uppgifterna"))
    coordinator.ticks("Inte en medicinteknisk produkt").writes(
        "Varför den statusen", "Läsa och öva, ingen beräkning styr."
    )
    coordinator.writes("Målgrupp", "Vuxna med lindrig oro.").writes("Kontaktperson", "Mikael Sandberg")
    coordinator.writes("Telefon eller e-post", "mikael-sandberg@vanersund.example")
    coordinator.writes("Ses över senast", f"{local_day(utc_now()) + timedelta(days=500)}").presses("Spara")
    coordinator.sees("Uppgifterna är sparade.")


def sees_that_nothing_stops_it(designer: Person) -> None:
    goes_to(designer, "Kontroller").sees("Inget stoppar publiceringen")
    goes_to(designer, "Checklista").sees("Allt är klart")


# --- Final review and publication ---------------------------------------------------------------


def asks_for_the_final_review(designer: Person) -> None:
    goes_to(designer, "Slutgranskning").sees("Inget hindrar").presses("Be om slutgranskning")
    designer.sees("Regionens samordnare har fått programmet för slutgranskning.")


def reviews_it(reviewer: Person) -> None:
    takes_up(reviewer, "Slutgranska").sees("Inget hindrar", "Maja Lindgren som designer")
    reviewer.presses("Visa som invånare").sees(TITLE, "Välkommen! Här får du prova dig fram")
    takes_up(reviewer, "Slutgranska").writes("Anteckning", "Genomgånget från början till slut.")
    reviewer.presses("Godkänn", inside="main").sees("Programmet är godkänt. Ägaren kan publicera det.")


def publishes_it(owner: Person) -> None:
    takes_up(owner, "Publicera").presses("Publicera i katalogen")
    owner.sees("Programmet är publicerat i katalogen.", "Version 1 publicerades")


def distributes_it(coordinator: Person) -> None:
    takes_up(coordinator, "Dela ut till enheterna").sees("0 enheter har versionen")
    coordinator.presses("Skriv rättslig grund").sees("Hälso- och sjukvård: patientdatalagen").presses("Spara")
    coordinator.ticks(re.compile("Psykiatrimottagningen Norr")).presses("Dela ut till de ikryssade")
    coordinator.sees("1 enhet har versionen")


# --- The resident -------------------------------------------------------------------------------


def takes_the_first_step(resident: Person) -> None:
    resident.opens("/p/psyk-norr/ro-i-vantan/").sees(TITLE, "Logga in för att börja")
    resident.presses("Logga in", inside="main")
    resident.page.locator(f'button[value="{resident.slug}"]').click()
    resident.looks().is_at("/min/").sees("Välkommen! Här får du prova dig fram").presses(re.compile("Jag har läst"))
    resident.presses(re.compile("Börja|Öppna"), inside="main").sees(STEP, "Oro är kroppens larm")
    resident.writes("Din oro", "Att inte hinna.").presses("Skicka in").sees("Inskickad").takes_picture("forsta-steget")
    resident.presses("Klar, nästa").sees("Hur orolig är du?")
