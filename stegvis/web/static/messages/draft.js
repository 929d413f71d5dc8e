/* Keeps what is being written, for the writer alone. The button "Spara utkast" does the same without this file. */
(() => {
  "use strict";
  const form = document.querySelector("form[data-draft]");
  if (!form || !window.fetch) return;
  const box = form.querySelector("textarea"), status = form.querySelector("[data-draft-status]");
  let timer, busy = false, leaving = false, kept = box.value;
  const say = (text, bad) => {
    status.textContent = text;
    status.classList.toggle("field-error", Boolean(bad));
  };
  async function keep() {
    if (busy || leaving || box.value === kept) return;
    busy = true;
    const now = box.value;
    try {
      const reply = await fetch(form.action || location.href, {
        method: "POST", body: new URLSearchParams(new FormData(form)), headers: { "X-Autosave": "1" },
        redirect: "manual", keepalive: document.hidden && now.length < 20000,
      });
      if (!reply.ok) throw new Error(reply.status);
      kept = now;
      say(form.dataset.saved);
    } catch (_) {
      say(form.dataset.unsaved, true);
    }
    busy = false;
    if (box.value !== kept) timer = setTimeout(keep, 8000);
  }
  box.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(keep, 1500);
  });
  document.addEventListener("visibilitychange", () => { if (document.hidden) keep(); });
  form.addEventListener("submit", () => { leaving = true; clearTimeout(timer); });
  window.addEventListener("beforeunload", (event) => {
    if (!leaving && box.value !== kept && box.value.trim()) event.preventDefault();
  });
})();
