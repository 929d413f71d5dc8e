/* Answering a questionnaire: conditions as engine/conditions.py, sliders, saving as you go.
   The form works the same without this file. */
(() => {
  "use strict";
  const form = document.querySelector("form[data-q-form]");
  const root = form || document.querySelector(".q-form");
  if (!root) return;
  const items = new Map();
  root.querySelectorAll("[data-q]").forEach((box) => items.set(box.dataset.q, box));

  /* ---- Conditions ---- */
  const toNumber = (text, whole) => {
    const plain = text.replace(/\s/g, "").replace("\u2212", "-").replace(",", ".");
    return (whole ? /^-?\d{1,12}$/ : /^-?\d{1,12}(\.\d{1,9})?$/).test(plain) ? Number(plain) : null;
  };
  const own = (box) => [...box.querySelectorAll("[name]")].filter((f) => f.closest("[data-q]") === box);
  const read = (box) => {
    const kind = box.dataset.type, fields = own(box);
    if (!fields.length) return null;
    if (["choice", "boolean", "scale"].includes(kind)) {
      const chosen = fields.filter((f) => f.checked).map((f) => f.value);
      if (!chosen.length) return null;
      return kind === "choice" ? chosen : kind === "boolean" ? chosen[0] === "true" : Number(chosen[0]);
    }
    const text = fields[0].value;
    if (kind === "decimal" || kind === "integer" || kind === "slider") return toNumber(text, kind !== "decimal");
    return text.trim() ? text : null;
  };
  const met = (given, operator, value) => {
    if (operator === "exists") return (given !== null) === value;
    const wanted = typeof given === "number" ? Number(value) : value;
    const equal = given !== null && (Array.isArray(given) ? given.includes(wanted) : given === wanted);
    if (operator === "=") return equal;
    if (operator === "!=") return !equal;
    if (given === null) return false;
    return { ">": given > wanted, "<": given < wanted, ">=": given >= wanted, "<=": given <= wanted }[operator];
  };
  const conditional = root.querySelector("[data-when]");
  const show = () => {
    if (!conditional) return;
    const known = new Map();
    const on = (box) => {
      if (!known.has(box)) {
        const above = box.parentElement.closest("[data-q]");
        const rules = box.dataset.when ? JSON.parse(box.dataset.when) : [];
        const holds = ([question, operator, value]) => {
          const asked = items.get(question);
          return met(asked && on(asked) ? read(asked) : null, operator, value);
        };
        known.set(box, (!above || on(above)) &&
          (!rules.length || ("any" in box.dataset ? rules.some(holds) : rules.every(holds))));
      }
      return known.get(box);
    };
    items.forEach((box) => { box.hidden = !on(box); });
  };

  /* ---- Sliders: a number field with buttons, and a range that follows it ---- */
  const changed = (field) => field.dispatchEvent(new Event("change", { bubbles: true }));
  root.querySelectorAll("[data-slider]").forEach((box) => {
    const field = box.querySelector(".q-number"), range = box.querySelector(".q-range");
    const follow = () => {
      const number = toNumber(field.value, true);
      box.classList.toggle("is-unset", number === null);
      if (number !== null) range.value = number;
    };
    const take = () => { field.value = range.value; follow(); changed(field); };
    box.querySelectorAll("[hidden]").forEach((part) => { part.hidden = false; });
    box.previousElementSibling.classList.add("visually-hidden"); // the ends say the same beside the range
    ["input", "click"].forEach((kind) => range.addEventListener(kind, () => {
      if (field.value !== range.value) take();
    }));
    box.querySelectorAll("[data-nudge]").forEach((button) => button.addEventListener("click", () => {
      if (toNumber(field.value, true) !== null) range.value = Number(range.value) + button.dataset.nudge * range.step;
      take();
    }));
    field.addEventListener("input", follow);
    follow();
  });
  root.addEventListener("input", show);
  root.addEventListener("change", show);
  show();

  /* ---- Saving as you go ---- */
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
