"""Addresses below /min/."""

from django.urls import path

from stegvis.web.access_log import own, own_blocks
from stegvis.web.records import giving
from stegvis.web.resident import acting, device, dissenting, home, letting_in, messages, plans, program, resuming
from stegvis.web.resident.notices import addresses as notice_addresses
from stegvis.web.resident.notices import browser as notice_browser
from stegvis.web.resident.notices import choosing, news
from stegvis.web.resident.undone import shows_what_was_typed
from stegvis.web.resident.walks import walk_or_404
from stegvis.web.walking.pages import addresses

app_name = "resident"


urlpatterns = [
    path("", home.home, name="home"),
    path("for/", acting.act, name="act"),
    path("hjalpare/", letting_in.helpers, name="helpers"),
    path("hjalpare/<uuid:helper>/avsluta/", letting_in.end, name="helper_end"),
    path("enhet/", device.device, name="device"),
    path("atertag/", resuming.resume, name="resume"),
    path("nytt/", news.news, name="news"),
    path("logg/", own.log, name="log"),
    path("logg/pdf/", own.log_pdf, name="log_pdf"),
    path("logg/json/", own.log_json, name="log_json"),
    path("uppgifter/", giving.own, name="own_record"),
    path("uppgifter/pdf/", giving.own_pdf, name="own_record_pdf"),
    path("uppgifter/fhir/", giving.own_fhir, name="own_record_fhir"),
    path("sparr/", own_blocks.blocks, name="blocks"),
    path("sparr/<uuid:pk>/ta-bort/", own_blocks.take_back, name="block_take_back"),
    path("aviseringar/", choosing.notices, name="notices"),
    path("aviseringar/webblasare/", notice_browser.browser, name="notice_browser"),
    path("aviseringar/<slug:kind>/", notice_addresses.address, name="notice_address"),
    path("plan/", plans.plans, name="plans"),
    path("plan/kalender.ics", plans.calendars, name="calendars"),
    path("<uuid:pk>/", program.program, name="program"),
    path("<uuid:pk>/valkommen/", program.read_welcome, name="read_welcome"),
    path("<uuid:pk>/om/", program.about, name="about"),
    path("<uuid:pk>/meddelanden/", messages.messages, name="messages"),
    path("<uuid:pk>/meddelanden/klar/", messages.read, name="messages_read"),
    path("<uuid:pk>/formular/<key:occasion>/stammer-inte/", dissenting.dissent, name="dissent"),
    *addresses(walk_or_404, shows_what_was_typed),
]
