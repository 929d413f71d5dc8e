/* Building questionnaires. Every operation is a form that works without this file; here they are
   sent in the background, what is typed is saved as it is left, and questions can be dragged. */
(() => {
  "use strict";
  const TOKEN = "csrfmiddlewaretoken";
  const root = () => document.getElementById("redigerare");
  if (!root() || !window.fetch || !window.DOMParser) return;
  let pending = Promise.resolve(), timer = null;

  const say = (words, bad) => {
    const status = root().querySelector("[data-status]");
    if (!status) return;
    status.textContent = words;
    status.classList.toggle("is-bad", Boolean(bad));
  };

  /* ---- Saving what is typed ---- */
  const revise = (revision) => document.querySelectorAll('input[name="revision"]').forEach((field) => {
    field.value = revision;
    field.defaultValue = revision;
  });
  const lineOf = (form) => {
    const open = root().querySelector('.ed-list a[aria-current] .ed-words');
    return open && form.matches(".ed-form") ? open : null;
  };
  const post = (form) => {
    const body = new URLSearchParams(new FormData(form));
    body.set("do", "save");
    return fetch(form.action, { method: "POST", body, headers: { "X-Autosave": "1" }, redirect: "manual" });
  };
  const isOut = (answer) => answer.type === "opaqueredirect" || answer.status === 401 || answer.status === 403;
  /* After a new sign-in in another tab this page's token is an old one, and every save would be refused: fetch a new. */
  const renew = async () => {
    const answer = await fetch(location.pathname + location.search, { redirect: "manual", cache: "no-store" });
    if (!answer.ok) return false;
    const fresh = new DOMParser().parseFromString(await answer.text(), "text/html").querySelector(`#redigerare [name=${TOKEN}]`);
    if (fresh) document.querySelectorAll(`[name=${TOKEN}]`).forEach((field) => { field.value = fresh.value; });
    return Boolean(fresh);
  };
  const keep = async (form) => {
    if (!document.contains(form) || !form.dataset.dirty) return;
    delete form.dataset.dirty;
    say(root().dataset.saving);
    try {
      let answer = await post(form);
      if (isOut(answer) && await renew()) answer = await post(form);
      if (answer.status === 409) { form.submit(); return; }
      // Signed out: the page stays with what is typed in it, and the words say what to do.
      if (isOut(answer)) { form.dataset.dirty = "1"; say(root().dataset.out, true); return; }
      if (!answer.ok) throw new Error(answer.status);
      const told = await answer.json();
      revise(told.revision);
      const line = lineOf(form);
      if (line && told.said) line.textContent = told.said;
      if (!form.dataset.dirty) say(root().dataset.saved); // more may have been typed meanwhile
    } catch (_error) {
      form.dataset.dirty = "1";
      say(root().dataset.failed, true);
    }
  };
  const soon = (form) => {
    form.dataset.dirty = "1";
    clearTimeout(timer);
    timer = setTimeout(() => { pending = pending.then(() => keep(form)); }, 700);
  };
  const noticed = (event) => {
    const form = event.target.closest && event.target.closest("form[data-autosave]");
    if (!form || "quiet" in event.target.dataset || event.target.closest("[data-quiet]")) return;
    say(""); // what is typed now is not saved yet
    soon(form);
  };
  document.addEventListener("input", noticed);
  // Back from signing in, or from wherever: what is not saved is tried again.
  window.addEventListener("focus", () => root().querySelectorAll("form[data-dirty]").forEach(soon));
  // Sliders and rows in an example say that they have changed, and nobody has typed.
  document.addEventListener("change", (event) => { if (event.target.closest && event.target.closest(".q-form")) noticed(event); });
  window.addEventListener("beforeunload", (event) => {
    if (root().querySelector("form[data-dirty]")) event.preventDefault();
  });

  /* ---- Sending in the background and putting the new page in place ---- */
  const place = (html, url, focus) => {
    const fresh = new DOMParser().parseFromString(html, "text/html");
    const next = fresh.getElementById("redigerare");
    if (!next) return false;
    const scrolled = {};
    root().querySelectorAll("[data-keep-scroll]").forEach((box) => { scrolled[box.dataset.keepScroll] = box.scrollTop; });
    const folds = new Set([...root().querySelectorAll("details[data-fold][open]")].map((fold) => fold.dataset.fold));
    document.title = fresh.title;
    root().replaceWith(document.adoptNode(next));
    root().querySelectorAll("details[data-fold]").forEach((fold) => { if (folds.has(fold.dataset.fold)) fold.open = true; });
    root().querySelectorAll("[data-keep-scroll]").forEach((box) => { box.scrollTop = scrolled[box.dataset.keepScroll] || 0; });
    if (url && url !== location.href) history.pushState({ editor: true }, "", url);
    ready();
    document.dispatchEvent(new Event("stegvis:drawn"));
    const target = focus && (document.getElementById(focus) || root().querySelector(focus.startsWith("[") ? focus : "#none"));
    if (target && !target.disabled) target.focus({ preventScroll: false });
    else { const main = document.getElementById("innehall"); if (main) main.focus({ preventScroll: true }); }
    const open = root().querySelector(".ed-list a[aria-current]");
    if (open) open.scrollIntoView({ block: "nearest" });
    return true;
  };
  const message = (html) => {
    const fresh = new DOMParser().parseFromString(html, "text/html");
    const told = fresh.querySelector(".notices"), old = document.querySelector(".notices");
    if (old) old.remove();
    if (told) root().before(document.adoptNode(told));
  };
  /* What was typed, ticked or chosen while the answer was on its way stands in the new page too, and is saved from there. */
  const fieldsOf = (form) => [...form.querySelectorAll("textarea, select, input:not([type=hidden])")].filter((field) => field.name);
  const called = (field) => (["radio", "checkbox"].includes(field.type) ? `${field.name}=${field.value}` : field.name);
  const standing = (field) => (["radio", "checkbox"].includes(field.type) ? field.checked : field.value);
  const snapshot = (form) => new Map(fieldsOf(form).map((field) => [called(field), standing(field)]));
  const changedSince = (form, before) => fieldsOf(form).filter((field) => before.get(called(field)) !== standing(field))
    .map((field) => [called(field), standing(field)]);
  const whose = (form) => ["item", "rule"].map((name) => (form.querySelector(`input[name="${name}"]`) || {}).value).join();
  const carry = (late, owner) => {
    const form = root().querySelector("form[data-autosave]");
    if (!form || whose(form) !== owner) return;
    const fields = new Map(fieldsOf(form).map((field) => [called(field), field]));
    late.forEach(([name, value]) => {
      const field = fields.get(name);
      if (!field || standing(field) === value) return;
      if (typeof value === "boolean") field.checked = value;
      else field.value = value;
    });
    say("");
    soon(form);
  };
  const send = async (form, submitter, focus) => {
    clearTimeout(timer);
    const body = new URLSearchParams(new FormData(form));
    if (submitter && submitter.name) body.set(submitter.name, submitter.value);
    say(root().dataset.saving);
    const before = snapshot(form), saving = submitter && submitter.value === "save";
    try {
      const answer = await fetch(form.action, { method: "POST", body });
      const html = await answer.text();
      const late = changedSince(form, before), owner = whose(form);
      // A question to answer first (a removal, a conflict) is a page of its own.
      if (!answer.redirected || !place(html, answer.url, focus)) {
        delete form.dataset.dirty;
        const kept = document.createElement("input");
        kept.type = "hidden";
        if (submitter && submitter.name) { kept.name = submitter.name; kept.value = submitter.value; form.append(kept); }
        form.submit();
        return;
      }
      message(html);
      if (saving && late.length) carry(late, owner);
      else say(root().dataset.saved);
    } catch (_error) {
      say(root().dataset.failed, true);
    }
  };
  document.addEventListener("submit", (event) => {
    const form = event.target, submitter = event.submitter;
    if (!root().contains(form) || !submitter || !("swap" in submitter.dataset)) return;
    event.preventDefault();
    let focus = submitter.id || "";
    if (submitter.value === "add") focus = form.elements.kind ? "f-text-sv-text" : "f-name";
    pending = pending.then(() => send(form, submitter, focus));
  });
  /* A choice that decides which fields there are: the form is drawn anew. */
  document.addEventListener("change", (event) => {
    const field = event.target;
    if (!("again" in field.dataset)) return;
    const form = field.closest("form[data-autosave]");
    const button = form && form.querySelector('button[name="do"][value="save"]');
    if (button) pending = pending.then(() => send(form, button, field.id));
  });
  document.addEventListener("click", (event) => {
    const link = event.target.closest && event.target.closest(".ed-list a");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
    event.preventDefault();
    clearTimeout(timer);
    const form = root().querySelector("form[data-autosave]");
    const goes = link.closest("[data-link]") ? `[data-link="${CSS.escape(link.closest("[data-link]").dataset.link)}"] a` : "";
    pending = pending.then(() => form && keep(form)).then(async () => {
      if (root().querySelector("form[data-dirty]")) return;
      try {
        const answer = await fetch(link.href);
        if (!answer.ok || !place(await answer.text(), link.href, goes)) location.assign(link.href);
      } catch (_error) { location.assign(link.href); }
    });
  });
  window.addEventListener("popstate", () => location.reload());

  /* ---- Moving: by the keys, and by dragging ---- */
  const move = (link, what, other, where) => {
    const form = document.getElementById("flytta");
    if (!form) return;
    // By name: `elements.item` is a method.
    const put = (name, value) => { form.querySelector(`[name="${name}"]`).value = value; };
    put("item", link);
    put("do", what);
    put("other", other || "");
    put("where", where || "");
    const open = root().querySelector("form[data-autosave]");
    pending = pending.then(() => open && keep(open)).then(() => send(form, null, `[data-link="${CSS.escape(link)}"] a`));
  };
  document.addEventListener("keydown", (event) => {
    const line = event.target.closest && event.target.closest("[data-outline] [data-link]");
    if (!line || !event.altKey || !["ArrowUp", "ArrowDown", "ArrowLeft", "ArrowRight"].includes(event.key)) return;
    event.preventDefault();
    move(line.dataset.link, { ArrowUp: "up", ArrowDown: "down", ArrowLeft: "out", ArrowRight: "in" }[event.key]);
  });
  let dragged = null;
  const clear = () => root().querySelectorAll(".is-over, .is-over-in, .is-over-after").forEach((line) => {
    line.classList.remove("is-over", "is-over-in", "is-over-after");
  });
  const zone = (line, y) => {
    const box = line.getBoundingClientRect(), part = (y - box.top) / box.height;
    if (line.dataset.kind === "group" && part > 0.3 && part < 0.7) return "inside";
    return part < 0.5 ? "before" : "after";
  };
  document.addEventListener("dragstart", (event) => {
    const line = event.target.closest && event.target.closest("[data-outline] [data-link]");
    if (!line) return;
    dragged = line.dataset.link;
    event.dataTransfer.effectAllowed = "move";
    event.dataTransfer.setData("text/plain", line.textContent.trim());
    line.classList.add("is-dragged");
  });
  document.addEventListener("dragover", (event) => {
    const line = dragged && event.target.closest && event.target.closest("[data-outline] [data-link]");
    if (!line) return;
    event.preventDefault();
    clear();
    if (line.dataset.link !== dragged) {
      line.classList.add({ before: "is-over", inside: "is-over-in", after: "is-over-after" }[zone(line, event.clientY)]);
    }
  });
  document.addEventListener("drop", (event) => {
    const line = dragged && event.target.closest && event.target.closest("[data-outline] [data-link]");
    if (!line) return;
    event.preventDefault();
    const moved = dragged;
    dragged = null;
    clear();
    if (line.dataset.link !== moved) move(moved, "place", line.dataset.link, zone(line, event.clientY));
  });
  document.addEventListener("dragend", () => {
    dragged = null;
    clear();
    root().querySelectorAll(".is-dragged").forEach((line) => line.classList.remove("is-dragged"));
  });

  /* ---- Trying: the score while somebody answers ---- */
  const count = async (form) => {
    try {
      const answer = await fetch(form.action, {
        method: "POST", body: new URLSearchParams(new FormData(form)), headers: { "X-Live": "1" }, redirect: "manual",
      });
      const slot = form.querySelector("[data-live-results]");
      if (answer.ok && slot) slot.innerHTML = await answer.text();
    } catch (_error) { /* The button counts as well, and says what went wrong. */ }
  };
  let counting = null;
  const live = (event) => {
    const form = event.target.closest && event.target.closest("form[data-live]");
    if (!form) return;
    clearTimeout(counting);
    counting = setTimeout(() => count(form), 250);
  };
  document.addEventListener("input", live);
  document.addEventListener("change", live);

  function ready() {
    root().querySelectorAll("[data-outline] [data-link]").forEach((line) => { line.draggable = true; });
    root().querySelectorAll("[data-outline] a").forEach((link) => { link.draggable = false; });
    root().querySelectorAll("[data-with-script]").forEach((part) => { part.hidden = false; });
  }
  ready();
})();
