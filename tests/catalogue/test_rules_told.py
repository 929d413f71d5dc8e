"""The rules in time as sentences, as differences, and in the order that they happen."""

from dataclasses import replace

import pytest

from stegvis.catalogue import telling
from stegvis.catalogue.differing import changes_between
from stegvis.catalogue.timeline import timeline
from stegvis.program.document import Condition, FlagRule, Measurement, Module, Opening, PhaseRule, Reminder, Settings
from stegvis.program.kinds import (
    Comparison,
    ConditionKind,
    FlagWhen,
    MeasurementWhen,
    OpeningRule,
    Phase,
    PhaseWhen,
    ReminderWhen,
)
from tests.catalogue.making import PHQ, document

URL = PHQ["url"]
LATE = "Räknas som sen efter 7 dagar."
SCORE = Condition(ConditionKind.SCORE, questionnaire=URL, score="total", value="10")
EXERCISE = Condition(ConditionKind.EXERCISE_SENT, exercise="e")


def opens(*conditions):
    return telling.opening_words(document(), Module("m", opening=Opening(OpeningRule.WHEN_ALL, 0, conditions)))


@pytest.mark.parametrize(
    ("condition", "words"),
    [
        (SCORE, "Summa PHQ-9 är minst 10"),
        (replace(SCORE, comparison=Comparison.BELOW, value="4.5"), "Summa PHQ-9 är mindre än 4,5"),
        (replace(SCORE, score="okänt"), "ett resultat som inte finns i programmet är minst 10"),
        (EXERCISE, "övningen ”Veckan som gick” är inskickad"),
        (replace(EXERCISE, exercise="borta"), "övningen ”okänd övning” är inskickad"),
        (Condition(ConditionKind.MODULE_DONE), "modulen före är klar"),
        (Condition(ConditionKind.MODULE_DONE, module="m2"), "modulen ”Gå vidare” är klar"),
        (Condition(ConditionKind.DAYS_AFTER_START, days=1), "1 dag har gått sedan starten"),
        (Condition(ConditionKind.DAYS_AFTER_PREVIOUS_OPENED, days=3), "3 dagar har gått sedan modulen före öppnades"),
        (
            Condition(
                ConditionKind.ANSWER, questionnaire=URL, item="2", comparison=Comparison.EQUALS, value="LA6569-3"
            ),
            "svaret på ”Känt dig nedstämd, deprimerad eller känt att framtiden ser hopplös ut” i PHQ-9 är ”Flera dagar”",
        ),
        (
            Condition(
                ConditionKind.ANSWER, questionnaire=URL, item="1", comparison=Comparison.DIFFERS, value="LA6568-5"
            ),
            "svaret på ”Lite intresse eller glädje i att göra saker” i PHQ-9 är något annat än ”Inte alls”",
        ),
        (
            Condition(ConditionKind.ANSWER, questionnaire=URL, item="1", value="5"),
            "svaret på ”Lite intresse eller glädje i att göra saker” i PHQ-9 är minst 5",
        ),
    ],
)
def test_each_condition(condition, words):
    assert telling.condition_words(document(), condition) == words


@pytest.mark.parametrize("kind", list(ConditionKind))
def test_a_condition_that_says_nothing_is_told_all_the_same(kind):
    assert telling.condition_words(document(questionnaires={}), Condition(kind))


def test_several_conditions_are_one_sentence():
    assert opens(SCORE) == "Öppnas när Summa PHQ-9 är minst 10"
    assert opens(SCORE, EXERCISE) == ("Öppnas när Summa PHQ-9 är minst 10 och övningen ”Veckan som gick” är inskickad")
    assert opens(SCORE, Condition(ConditionKind.MODULE_DONE), EXERCISE).count(", ") == 1
    assert opens() == "Öppnas när en lista har hänt, men listan är tom"


@pytest.mark.parametrize(
    ("planned", "words"),
    [
        ({"when": MeasurementWhen.ON_DAYS, "on_days": (3, 10, 17)}, f"3, 10 och 17 dagar efter starten. {LATE}"),
        ({"when": MeasurementWhen.ON_DAYS}, f"På bestämda dagar, men inga är valda. {LATE}"),
        (
            {"when": MeasurementWhen.WEEKDAYS, "weekdays": (1, 4), "times": 6},
            f"Varje måndag och torsdag, 6 gånger. {LATE}",
        ),
        ({"when": MeasurementWhen.AFTER_MODULE_OPENED, "module": "m2"}, f"När modulen ”Gå vidare” öppnas. {LATE}"),
        (
            {"when": MeasurementWhen.AFTER_MODULE_DONE, "module": "m2", "days": 3},
            f"3 dagar efter att modulen ”Gå vidare” blev klar. {LATE}",
        ),
        ({"when": MeasurementWhen.AFTER_MODULE_DONE}, f"När modulen ”okänd modul” är klar. {LATE}"),
        ({"when": MeasurementWhen.AT_END, "days": 90}, f"90 dagar efter programmets slut. {LATE}"),
        (
            {"when": MeasurementWhen.EVERY, "days": 1, "times": 5, "within_days": 3, "between_hours": (8, 20)},
            (
                "Varje dag, 5 gånger. Slumpas till en av 3 dagar, räknat från den dagen. "
                f"På en slumpad tid mellan klockan 8 och 20. {LATE}"
            ),
        ),
        (
            {"when": MeasurementWhen.EVERY, "days": 7, "times": 5, "stop": (SCORE, EXERCISE), "stop_after_missed": 3},
            (
                f"Varje vecka, 5 gånger. {LATE} Slutar när Summa PHQ-9 är minst 10 eller övningen ”Veckan som gick” är "
                "inskickad. Slutar efter 3 obesvarade i rad."
            ),
        ),
    ],
)
def test_each_way_to_plan_a_questionnaire(planned, words):
    assert telling.measurement_words(document(), Measurement("p", questionnaire="digest", **planned)) == words


@pytest.mark.parametrize("when", list(ReminderWhen))
def test_a_reminder_has_words_of_its_own_or_ours(when):
    own, ours = Reminder("r1", when), Reminder("r2", when)
    made = document(texts={"r1.text": "Hej igen!"})
    assert telling.reminder_text(made, own) == "Hej igen!"
    assert telling.reminder_text(made, ours).endswith(".")
    assert telling.reminder_words(made, own).endswith("Texten är: ”Hej igen!”")
    assert "högst 2 gånger" in telling.reminder_words(made, ours)
    assert telling.reminder_words(made, replace(ours, most=1)).endswith("En gång.")


@pytest.mark.parametrize("when", list(FlagWhen))
def test_every_flag_is_told(when):
    assert telling.flag_words(FlagRule("f", when, 4)).startswith("Personalen får veta")
    assert "%(" not in telling.flag_words(FlagRule("f", when, 1))


@pytest.mark.parametrize("when", list(PhaseWhen))
def test_every_change_of_phase_is_told(when):
    assert "avslutas" in telling.phase_words(PhaseRule("p", Phase.CLOSED, when, 30))


@pytest.mark.parametrize("when", [PhaseWhen.PROGRAM_DONE, PhaseWhen.DAYS_AFTER_START])
def test_going_over_to_maintenance_is_told(when):
    assert "går över till vidmakthållande" in telling.phase_words(PhaseRule("p", Phase.MAINTENANCE, when, 30))


def with_rules():
    return document(
        texts={"r1.text": "Hej igen!"},
        reminders=(Reminder("r1", ReminderWhen.INACTIVE, after_days=5),),
        flags=(FlagRule("f1", FlagWhen.INACTIVE, 14),),
        phases=(PhaseRule("ph1", Phase.MAINTENANCE, PhaseWhen.DAYS_AFTER_START, 56),),
        settings=replace(document().settings, length_days=56),
    )


def told(old, new):
    return {part.name: part.lines for part in changes_between(old, new)}


def test_new_rules_are_told_and_so_are_those_that_are_gone():
    said = told(document(), with_rules())
    assert said == {
        "Programmet": ["Aktiv del: 8 veckor"],
        "Påminnelser": [
            (
                "Ny: Invånaren påminns efter 5 dagar utan att ha varit inne. Sedan med 3 dagars mellanrum, högst 2 gånger "
                "sammanlagt. Texten är: ”Hej igen!”"
            )
        ],
        "Flaggor till personalen": ["Ny: Personalen får veta när invånaren inte har varit inne på 14 dagar."],
        "Faser": ["Ny: Programmet går över till vidmakthållande 56 dagar efter starten."],
    }
    gone = told(with_rules(), document())
    assert all(line.startswith("Borttagen: ") for part in ("Påminnelser", "Faser") for line in gone[part])


def test_changed_rules_are_told_as_they_are_now():
    old = with_rules()
    new = replace(
        old,
        modules=(old.modules[0], replace(old.modules[1], opening=Opening(OpeningRule.WHEN_ALL, 0, (SCORE,)))),
        measurements=(replace(old.measurements[0], stop_after_missed=2),),
        reminders=(replace(old.reminders[0], most=1),),
        texts={"sv": {**old.texts["sv"], "r1.text": "Kom tillbaka när du vill."}},
        phases=(replace(old.phases[0], to=Phase.CLOSED),),
    )
    said = told(old, new)
    assert said["Gå vidare"] == ["Öppning: Öppnas när Summa PHQ-9 är minst 10"]
    assert said["Mätningar"] == [f"Ändrad: PHQ-9. Varje vecka, 8 gånger. {LATE} Slutar efter 2 obesvarade i rad."]
    assert said["Påminnelser"] == [
        (
            "Ändrad: Invånaren påminns efter 5 dagar utan att ha varit inne. En gång. "
            "Texten är: ”Kom tillbaka när du vill.”"
        )
    ]
    assert said["Faser"] == ["Ändrad: Programmet avslutas 56 dagar efter starten."]


def test_what_happens_stands_in_the_order_that_it_happens():
    made = with_rules()
    third = Module("m3", opening=Opening(OpeningRule.DAYS_AFTER_PREVIOUS_OPENED, 7))
    made = replace(
        made,
        modules=(*made.modules, third),
        texts={"sv": {**made.texts["sv"], "m3.title": "Sist"}},
        measurements=(
            Measurement("end", "digest", MeasurementWhen.AT_END),
            Measurement("asked", "digest", MeasurementWhen.BY_STAFF),
            Measurement("before", "digest", MeasurementWhen.BEFORE_MODULE, module="m3"),
            Measurement("days", "digest", MeasurementWhen.ON_DAYS, on_days=(10, 20)),
            Measurement("done", "digest", MeasurementWhen.AFTER_MODULE_DONE, module="m2", days=2),
            Measurement("start", "digest", MeasurementWhen.AT_START),
        ),
    )
    order = {part.name: [each.node_id for each in part.happenings] for part in timeline(made)}
    assert order == {
        "Vid starten": ["start", "m1"],
        "Efter hand": ["m2", "done", "days", "before", "m3"],
        "Mot slutet": ["ph1", "end"],
        "När behandlaren väljer det": ["asked"],
        "Hela tiden": ["r1", "f1"],
    }


def test_a_program_with_nothing_in_it_has_no_parts():
    assert timeline(document(modules=(), measurements=())) == []


def test_the_length_is_said_in_weeks_where_it_is_whole_weeks():
    for days, words in ((0, "Inte bestämd"), (7, "1 vecka"), (56, "8 veckor"), (30, "30 dagar")):
        assert telling.length_words(document(settings=Settings(length_days=days))) == words


def test_a_preview_tells_no_limit_that_the_resident_is_never_told():
    module = Module("m", opening=Opening(OpeningRule.WHEN_ALL, 0, (SCORE,)))
    assert "10" in telling.opening_words(document(), module)
    assert telling.shown_opening_words(document(), module) == "Öppnas om den är till hjälp för dig"
    plain = Module("m", opening=Opening(OpeningRule.AT_START))
    assert telling.shown_opening_words(document(), plain) == telling.opening_words(document(), plain)
