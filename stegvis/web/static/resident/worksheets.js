/* Exercises are saved while somebody writes. Without this file the buttons do the same. */
(() => {
  "use strict";
  document.querySelectorAll("form[data-worksheet]").forEach((form) => {
    const words = form.dataset, status = form.querySelector("[data-status]");
    let timer, busy = false, dirty = false, stopped = false, leaving = false, wait = 3000, queued;
    const soon = (delay) => { clearTimeout(timer); timer = setTimeout(save, delay); };
    async function save() {
      if (busy || stopped || leaving || !dirty) return;
      busy = true;
      dirty = false;
      try {
        const answer = await fetch(form.action, {
          method: "POST", body: new URLSearchParams(new FormData(form)),
          headers: { "X-Autosave": "1" }, redirect: "manual", keepalive: document.hidden,
        });
        if (answer.ok) {
          form.elements.revision.value = (await answer.json()).revision;
          status.textContent = words.saved;
          wait = 3000;
          if (dirty) soon(500);
        } else {
          // Another tab, a new sign-in, or a closed step: the button shows what to do about it.
          stopped = answer.status !== 500;
          dirty = true;
          status.textContent = answer.status === 409 ? words.conflict : words.unsaved;
        }
      } catch (_) {
        dirty = true;
        status.textContent = words.unsaved;
        soon(wait);
        wait = Math.min(wait * 2, 60000);
      }
      busy = false;
      if (queued !== undefined) form.requestSubmit(queued);
    }
    form.addEventListener("input", () => {
      dirty = true;
      if (stopped) return;
      status.textContent = words.saving;
      soon(1500);
    });
    form.addEventListener("submit", (event) => {
      // A save under way would make this revision an old one: let it end first.
      if (busy && queued === undefined) {
        event.preventDefault();
        delete form.dataset.sent;
        queued = event.submitter;
        return;
      }
      leaving = true;
      clearTimeout(timer);
    });
    document.addEventListener("visibilitychange", () => { if (document.hidden) save(); });
    window.addEventListener("beforeunload", (event) => { if (!leaving && dirty) event.preventDefault(); });
  });
})();
