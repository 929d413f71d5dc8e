"""Signed out in another tab while a questionnaire is built: what is typed is saved when one has signed in again."""

from playwright.sync_api import expect


def test_what_is_typed_while_signed_out_is_saved_after_signing_in(somebody, empty_region, faults):
    designer = somebody(empty_region, "maja-lindgren").signs_in()
    designer.opens("/studio/formular/nytt/").page.locator("main input[type=text]").first.fill("Hur har du det?")
    designer.page.locator("main form button[type=submit]").first.click()
    designer.presses("Lägg till efter den som är öppen")
    builder, question = designer.page, designer.page.locator('main [name="text.sv.text"]').first
    status = builder.locator("[data-status]")

    designer.new_window()
    designer.opens("/studio/").presses("Logga ut")
    with designer.expecting(401, 403):
        question.fill("Hur mår du i dag?")
        expect(status).to_have_text("Inte sparat. Logga in i en ny flik och kom sedan tillbaka hit, så sparas det.")
        designer.signs_in()
        builder.bring_to_front()
        builder.evaluate("window.dispatchEvent(new Event('focus'))")
        expect(status).to_have_text("Sparat")
    builder.reload()
    expect(question).to_have_value("Hur mår du i dag?")
