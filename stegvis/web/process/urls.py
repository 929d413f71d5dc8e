"""Addresses below /utveckling/."""

from django.urls import include, path

from stegvis.web.process import (
    board,
    candidate_urls,
    deputies,
    group,
    home,
    initiative,
    meetings,
    own,
    routine,
    verification,
)
from stegvis.web.process.prototypes.addresses import of_staff
from stegvis.web.process.review import acts as review_acts
from stegvis.web.process.review import page as review_page

app_name = "process"

urlpatterns = [
    path("", include("stegvis.web.process.begin_urls")),
    path("", home.home, name="home"),
    path("tavla/", board.board, name="board"),
    path("uppgift/<int:pk>/", home.task, name="task"),
    path("kontaktpersoner/", own.contacts, name="contacts"),
    path("brev/", own.letters, name="letters"),
    path("ersattare/", deputies.deputies, name="deputies"),
    path("ersattare/<int:pk>/avsluta/", deputies.end, name="end_deputy"),
    path("arbeten/<uuid:pk>/", initiative.initiative, name="initiative"),
    path("arbeten/<uuid:pk>/egen-kontroll/", verification.verification, name="verification"),
    path("arbeten/<uuid:pk>/egen-kontroll/beslut/", verification.record, name="record_decision"),
    path("arbeten/<uuid:pk>/egen-kontroll/godkann/", verification.approve, name="verify"),
    path("arbeten/<uuid:pk>/egen-kontroll/avsta/", verification.decline, name="decline_verification"),
    *candidate_urls.urlpatterns,
    path("arbeten/<uuid:pk>/dra-tillbaka/", initiative.withdraw, name="withdraw"),
    path("arbeten/<uuid:pk>/ta-upp/", initiative.take_up, name="take_up"),
    path("arbeten/<uuid:pk>/planera/", initiative.plan, name="plan"),
    path("arbeten/<uuid:pk>/personer/", initiative.people, name="people"),
    path("arbeten/<uuid:pk>/personer/utse/", initiative.appoint, name="appoint"),
    path("arbeten/<uuid:pk>/arbetsgrupp/", group.group, name="group"),
    path("arbeten/<uuid:pk>/arbetsgrupp/bjud-in/", group.invite, name="invite"),
    path("arbeten/<uuid:pk>/arbetsgrupp/<int:member>/ta-bort/", group.leave, name="leave_group"),
    path("arbeten/<uuid:pk>/plan/", group.add_milestone, name="add_milestone"),
    path("arbeten/<uuid:pk>/plan/<uuid:milestone>/", group.change_milestone, name="milestone"),
    path("arbeten/<uuid:pk>/moten/nytt/", meetings.new, name="new_meeting"),
    path("arbeten/<uuid:pk>/moten/<uuid:meeting>/", meetings.one, name="meeting"),
    path("arbeten/<uuid:pk>/moten/<uuid:meeting>/andra/", meetings.change, name="change_meeting"),
    path("arbeten/<uuid:pk>/moten/<uuid:meeting>/kalender/", meetings.calendar, name="meeting_calendar"),
    path("arbeten/<uuid:pk>/moten/<uuid:meeting>/svara/", meetings.answer, name="answer_meeting"),
    path("arbeten/<uuid:pk>/moten/<uuid:meeting>/stall-in/", meetings.cancel, name="cancel_meeting"),
    path("arbeten/<uuid:pk>/moten/<uuid:meeting>/anteckna/", meetings.notes, name="meeting_notes"),
    path("arbeten/<uuid:pk>/moten/<uuid:meeting>/besluta/", meetings.decide, name="decide"),
    path("arbeten/<uuid:pk>/beslut/<uuid:decision>/ta-tillbaka/", meetings.take_back, name="take_back_decision"),
    path("arbeten/<uuid:pk>/rutin/", routine.routine, name="routine"),
    path("arbeten/<uuid:pk>/rutin/spara/", routine.save, name="save_routine"),
    path("arbeten/<uuid:pk>/riskanalys/", include("stegvis.web.process.risk_urls")),
    path("arbeten/<uuid:pk>/granskning/", review_page.review, name="review"),
    path("arbeten/<uuid:pk>/lagg-fram/", review_acts.propose, name="propose"),
    path("arbeten/<uuid:pk>/granskning/be-om/", review_acts.ask, name="ask_review"),
    path("arbeten/<uuid:pk>/granskning/anmark/", review_acts.remark, name="remark"),
    path("arbeten/<uuid:pk>/granskning/anmarkningar/<int:remark>/", review_acts.answer, name="answer_remark"),
    path("arbeten/<uuid:pk>/granskning/lamna-tillbaka/", review_acts.return_to_design, name="return_review"),
    path("arbeten/<uuid:pk>/granskning/godkann/", review_acts.approve, name="approve_review"),
    path("arbeten/<uuid:pk>/granskning/slapp-fram/", review_acts.clear_urgent, name="clear_urgent"),
    path("arbeten/<uuid:pk>/granskning/ta-upp/", review_acts.reopen, name="reopen_review"),
    path("arbeten/<uuid:pk>/granskning/i-efterhand/", review_acts.after_review, name="after_review"),
    path("arbeten/<uuid:pk>/publicera/", review_acts.publish, name="publish"),
    path("arbeten/<uuid:pk>/publicera/delegera/", review_acts.delegate, name="delegate"),
    path("arbeten/<uuid:pk>/publicera/ta-tillbaka/", review_acts.keep, name="keep_publishing"),
    *of_staff(),
]
