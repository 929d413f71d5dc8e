"""A resident connects a real Chromium; a process of its own, since playwright's loop and Django's database do not mix.

Reads what it needs as JSON from standard input, and writes what it saw to standard output.
"""

import json
import sys
from pathlib import Path
from typing import Any

from playwright.sync_api import Page, sync_playwright

PAGE = "/min/aviseringar/webblasare/"
SHOWN = """async () => {
  const worker = await navigator.serviceWorker.getRegistration('/min/aviseringar/');
  for (let n = 0; n < 60; n++) {
    const all = await worker.getNotifications();
    if (all.length) {
      const told = all.map(each => [each.title, each.body]);
      all.forEach(each => each.close());
      return told;
    }
    await new Promise(done => setTimeout(done, 50));
  }
  return [];
}"""
# The maker's push service is another machine: here it gives a subscription that the test has made.
PLAYED = """(keys) => {
  let held = null;
  const make = () => ({
    endpoint: 'https://fcm.googleapis.com/fcm/send/played',
    unsubscribe: async () => { held = null; sessionStorage.removeItem('held'); return true; },
    toJSON() { return {endpoint: this.endpoint, expirationTime: null, keys}; },
  });
  PushManager.prototype.subscribe = async function (options) {
    if (options.applicationServerKey.byteLength !== 65) throw new Error('key');
    sessionStorage.setItem('held', '1');
    return (held = make());
  };
  PushManager.prototype.getSubscription = async function () {
    return sessionStorage.getItem('held') ? (held = held || make()) : null;
  };
}"""


def picture(page: Page, folder: str, name: str) -> None:
    """Both sizes, both themes, when somebody asks."""
    if not folder:
        return
    for width in (360, 1280):
        for theme in ("light", "dark"):
            page.set_viewport_size({"width": width, "height": 800})
            page.emulate_media(color_scheme=theme)  # type: ignore[arg-type]
            page.screenshot(path=str(Path(folder) / f"{name}-{width}-{theme}.png"), full_page=True)


def main(told: dict[str, Any]) -> dict[str, Any]:
    """The whole story. What the browser complains of is in `faults`."""
    saw: dict[str, Any] = {"faults": []}
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=told["chromium"], args=["--no-sandbox"])
        context = browser.new_context(base_url=told["url"], viewport={"width": 360, "height": 800})
        context.grant_permissions(["notifications"], origin=told["url"])
        context.add_cookies([{"name": n, "value": v, "url": told["url"]} for n, v in told["cookies"].items()])
        page = context.new_page()
        page.on("pageerror", lambda error: saw["faults"].append(str(error)))
        page.on("console", lambda line: saw["faults"].append(line.text) if "Content Security" in line.text else None)
        page.goto("/min/aviseringar/")
        picture(page, told["pictures"], "choices")
        page.get_by_role("link", name="I den här webbläsaren").click()
        connect = page.get_by_role("button", name="Anslut den här webbläsaren")
        connect.wait_for()
        picture(page, told["pictures"], "connect")
        # First with the browser's own push service, which cannot be reached here.
        connect.click()
        after = page.get_by_text("Det gick inte att ansluta webbläsaren.").or_(page.get_by_text("Klart. Välj nu"))
        after.wait_for(timeout=60_000)
        saw["alone"] = "failed" if "webblasare" in page.url else "connected"
        picture(page, told["pictures"], "failed")
        page.goto(PAGE)
        saw |= page.evaluate(
            """async () => { const worker = await navigator.serviceWorker.getRegistration('/min/aviseringar/');
            return {scope: worker.scope, worker: worker.active.scriptURL}; }"""
        )
        door = context.new_cdp_session(page)
        ids: list[str] = []
        door.on(
            "ServiceWorker.workerRegistrationUpdated",
            lambda event: ids.extend(each["registrationId"] for each in event["registrations"]),
        )
        door.send("ServiceWorker.enable")
        while not ids:
            page.wait_for_timeout(50)
        for name, data in (("shown", told["message"]), ("unread", "not json")):
            push = {"origin": told["url"], "registrationId": ids[0], "data": data}
            saw[name] = []
            # The browser may let a message go while it is busy with starting the worker, and says nothing of it.
            # A repeat takes the place of the one that is shown, so there is never more than one.
            for _ in range(10):
                door.send("ServiceWorker.deliverPushMessage", push)
                saw[name] = page.evaluate(SHOWN)
                if saw[name]:
                    break
        context.add_init_script(f"({PLAYED})({json.dumps(told['keys'])})")
        page.goto(PAGE)
        page.get_by_role("button", name="Anslut den här webbläsaren").click()
        page.get_by_text("Klart. Välj nu vad du vill veta.").wait_for()
        saw["connected"] = page.get_by_text("Ansluten", exact=True).is_visible()
        picture(page, told["pictures"], "chosen")
        page.goto(PAGE)
        page.get_by_text("Det är den här.").wait_for()
        saw["this"] = not page.get_by_role("button", name="Anslut den här webbläsaren").is_visible()
        picture(page, told["pictures"], "connected")
        page.locator("summary", has_text="Ta bort webbläsaren").click()
        page.get_by_role("button", name="Ta bort webbläsaren").click()
        page.get_by_text("Borttaget.").wait_for()
        saw["removed"] = page.evaluate("sessionStorage.getItem('held')") is None
        browser.close()
    return saw


if __name__ == "__main__":
    sys.stdout.write(json.dumps(main(json.load(sys.stdin))))
