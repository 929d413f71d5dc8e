/* Saving a questionnaire as it is answered. Without this file each page is saved by its POST. */
(() => {
  "use strict";
  const form = document.querySelector("form[data-q-form]");
  if (!form || !window.fetch) return;
  // A correction is not saved before it is sent: then the script only asks whether help is called for.
  const asks = form.dataset.qForm === "asks", words = form.dataset, status = form.querySelector("[data-q-status]");
  const slot = form.querySelector("[data-danger-slot]"), revision = form.elements.revision;
  let dirty = false, busy = false, stopped = false, leaving = false, wait = 2000, timer, queued, dangerous, shown = "";
  const say = (text, bad, link) => {
    if (status.dataset.said === text) return;
    status.dataset.said = text;
    status.textContent = text;
    status.classList.toggle("is-unsaved", Boolean(bad));
    if (!link) return;
    const way = document.createElement("a");
    way.href = location.href;
    way.textContent = link;
    way.target = "_blank"; // what is typed here stays
    status.append(" ", way);
  };
  const soon = (delay) => { clearTimeout(timer); timer = setTimeout(save, delay); };
  const warn = (html) => {
    if (!html || html === shown) return;
    shown = html;
    if (dangerous) dangerous.append(slot);
    slot.innerHTML = html;
  };
  const settle = async (answer) => {
    if (answer.status === 409) {
      stopped = true;
      say(words.conflict, true, words.reload);
      warn((await answer.json()).danger);
    } else if (answer.type === "opaqueredirect" || [401, 403, 404].includes(answer.status)) {
      say(words.out, true, words.signin);
    } else if (answer.ok) {
      const told = await answer.json();
      revision.value = told.revision;
      warn(told.danger);
      wait = 2000;
      return true;
    } else throw new Error(answer.status);
    return false;
  };
  async function save() {
    // Nothing is saved in a stopped tab, but a dangerous answer still brings help at once.
    if ((stopped && !dangerous) || busy || leaving || !dirty) return;
    busy = true;
    dirty = false;
    const body = new URLSearchParams(new FormData(form)), abort = new AbortController();
    const limit = setTimeout(() => abort.abort(), 15000);
    try {
      const kept = await settle(await fetch(form.getAttribute("action") || location.href, {
        method: "POST", body, headers: { "X-Autosave": "1" }, redirect: "manual", signal: abort.signal,
        keepalive: document.hidden && String(body).length < 60000,
      }));
      if (asks && dirty) soon(500);
      if (!kept || asks) dirty = true;
      else if (dirty) soon(500);
      else say(words.saved);
    } catch (_) {
      dirty = true;
      say(words.unsaved, true);
      soon(wait);
      wait = Math.min(wait * 2, 60000);
    }
    clearTimeout(limit);
    busy = false;
    if (queued !== undefined) form.requestSubmit(queued);
  }
  const touched = (event, delay) => {
    const box = event.target.closest("[data-q]");
    if (!box || !event.target.name) return;
    if ("danger" in box.dataset) dangerous = box;
    dirty = true;
    if (stopped && dangerous === box) soon(delay);
    else if (!stopped) {
      if (!asks && !status.classList.contains("is-unsaved")) say(words.saving);
      soon(delay);
    }
  };
  form.addEventListener("change", (event) => touched(event, 300));
  form.addEventListener("input", (event) => touched(event, 1200));
  window.addEventListener("online", () => soon(0));
  document.addEventListener("visibilitychange", () => { if (document.hidden) save(); });
  form.addEventListener("submit", (event) => {
    // A save under way would make this revision an old one: let it end first.
    if (busy && queued === undefined) {
      event.preventDefault();
      queued = event.submitter;
      return;
    }
    leaving = true;
    clearTimeout(timer);
  });
  window.addEventListener("beforeunload", (event) => { if (!leaving && (dirty || busy)) event.preventDefault(); });
  window.addEventListener("pageshow", (event) => { if (event.persisted && leaving) location.reload(); });
})();
