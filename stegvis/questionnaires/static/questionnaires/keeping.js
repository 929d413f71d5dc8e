/* Keeping what somebody writes: saved to the server as it is written, and sealed in the browser until it is.
   Serves questionnaires, exercises and messages. Without this file the buttons do the same.

   A form "saves" as one goes, or "asks": a correction is not saved before it is sent.
   The seal is AES-GCM under keys that the page brings and that are stored nowhere. What is sealed lies in
   sessionStorage, and in localStorage only where the resident has said that the device is their own. */
(() => {
  "use strict";
  const TOKEN = "csrfmiddlewaretoken", MARK = "stegvis.kept.", TOLD = "stegvis.told", LONGEST = 14 * 86400000;
  const NO_ANSWERS = [TOKEN, "revision", "once", "do", "live", "stammer"];
  const page = document.querySelector("[data-kept]");
  const quietly = (act) => { try { return act(); } catch (_) { return null; } };
  const hex = (bytes) => Array.from(new Uint8Array(bytes), (byte) => byte.toString(16).padStart(2, "0")).join("");
  const random = () => hex(crypto.getRandomValues(new Uint8Array(8)));
  const toText = (bytes) => { let text = ""; bytes.forEach((byte) => { text += String.fromCharCode(byte); }); return btoa(text); };
  const toBytes = (text) => Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));

  /* ---- The sealed store. None without keys, a secure context or storage: then saving goes on as usual. ---- */
  const makeStore = () => {
    const session = quietly(() => window.sessionStorage), lasting = quietly(() => window.localStorage);
    if (!page || !page.dataset.kept || !window.crypto || !crypto.subtle || !session) return null;
    const { name, keys } = JSON.parse(page.dataset.kept), imported = {};
    const own = "own" in page.dataset && lasting && navigator.locks, store = own ? lasting : session;
    const tab = session.getItem("stegvis.tab") || random(), here = `${tab}.${random()}`;
    quietly(() => session.setItem("stegvis.tab", tab));
    let shut = false;
    // Text of another window that is open is that window's business; this says which are.
    if (navigator.locks) navigator.locks.request(MARK + here, () => new Promise(() => {})).catch(() => {});
    const key = (id) => {
      const found = keys.find((each) => each[0] === id);
      imported[id] = imported[id] || (found
        ? crypto.subtle.importKey("raw", toBytes(found[1]), "AES-GCM", false, ["encrypt", "decrypt"])
        : Promise.reject(new Error(id)));
      return imported[id];
    };
    const prefix = async (path) => {
      const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(name + path));
      return `${MARK}${hex(digest).slice(0, 32)}.`;
    };
    const bound = (start) => new TextEncoder().encode(start);
    const each = (place, act) => quietly(() => Object.keys(place).filter((at) => at.startsWith(MARK)).forEach(act));
    const wipe = () => {
      shut = true;
      [session, lasting].forEach((place) => place && each(place, (at) => place.removeItem(at)));
    };
    const told = quietly(() => new BroadcastChannel("stegvis"));
    if (told) told.onmessage = (event) => { if (event.data === "wiped") wipe(); };
    [session, lasting].forEach((place) => place && each(place, (at) => {
      const sealed = quietly(() => JSON.parse(place.getItem(at)));
      if (!sealed || !(Date.now() - sealed.at < LONGEST)) place.removeItem(at);
    }));
    return {
      async put(path, what, still) {
        const start = await prefix(path), id = keys[0][0], iv = crypto.getRandomValues(new Uint8Array(12));
        const plain = new TextEncoder().encode(JSON.stringify(what));
        const sealed = await crypto.subtle.encrypt({ name: "AES-GCM", iv, additionalData: bound(start) }, await key(id), plain);
        const text = JSON.stringify({ at: Date.now(), id, iv: toText(iv), text: toText(new Uint8Array(sealed)) });
        if (!shut && still()) quietly(() => store.setItem(start + here, text));
      },
      async drop(path) {
        const at = (await prefix(path)) + here;
        quietly(() => { session.removeItem(at); if (lasting) lasting.removeItem(at); });
      },
      /* What earlier pages left behind, oldest first: this tab's, and that of windows that are closed. */
      async find(path) {
        const start = await prefix(path), found = [];
        const open = navigator.locks ? (await navigator.locks.query()).held.map((lock) => lock.name) : [];
        for (const place of [session, lasting]) {
          for (const at of (place && quietly(() => Object.keys(place))) || []) {
            if (!at.startsWith(start) || at === start + here) continue;
            const whose = at.slice(start.length);
            if (place === lasting && !whose.startsWith(`${tab}.`) && open.includes(MARK + whose)) continue;
            const drop = () => quietly(() => place.removeItem(at));
            try {
              const sealed = JSON.parse(place.getItem(at));
              const how = { name: "AES-GCM", iv: toBytes(sealed.iv), additionalData: bound(start) };
              const plain = await crypto.subtle.decrypt(how, await key(sealed.id), toBytes(sealed.text));
              found.push({ ...JSON.parse(new TextDecoder().decode(plain)), at: sealed.at, path, drop });
            } catch (_) { drop(); }
          }
        }
        return found.sort((a, b) => a.at - b.at);
      },
    };
  };
  const store = makeStore();

  const notice = (kind) => page && page.querySelector(`[data-kept-${kind}]`);
  const showAgain = (entry) => {
    // As if sent from the form: the server answers with both texts, or with what was typed.
    const again = document.createElement("form"), token = document.querySelector(`[name=${TOKEN}]`);
    const field = (name, value) => {
      const hidden = document.createElement("input");
      Object.assign(hidden, { type: "hidden", name, value });
      again.append(hidden);
    };
    Object.assign(again, { method: "post", action: entry.path });
    new URLSearchParams(entry.body).forEach((value, name) => field(name, value));
    field(TOKEN, token.value);
    field("do", entry.asks ? "show" : "draft"); // never sends
    document.body.append(again);
    again.submit();
  };
  const offer = (entry, before) => {
    const box = notice("offer");
    if (!box) return;
    const shown = box.cloneNode(true);
    shown.hidden = false;
    shown.removeAttribute("data-kept-offer");
    shown.querySelector("[data-show]").addEventListener("click", () => { before(); showAgain(entry); });
    shown.querySelector("[data-throw]").addEventListener("click", () => { entry.drop(); shown.remove(); });
    page.append(shown);
    page.hidden = false;
  };

  /* ---- One form ---- */
  const keep = (form) => {
    const words = form.dataset, asks = (words.keep || words.qForm) === "asks";
    const status = form.querySelector("[data-q-status], [data-status]"), slot = form.querySelector("[data-danger-slot]");
    const revision = form.elements.revision, path = form.getAttribute("action") || location.pathname;
    let dirty = false, busy = false, stopped = false, leaving = false, out = false, renewed = false;
    let wait = 2000, turn = 0, tried = "", timer, queued, dangerous, shown = "";

    const say = (text, bad, link) => {
      if (status.dataset.said === text) return;
      status.dataset.said = text;
      status.textContent = text || "";
      status.classList.toggle("is-unsaved", Boolean(bad));
      if (!link) return;
      const way = document.createElement("a");
      way.href = location.href;
      way.textContent = link;
      way.target = "_blank"; // what is typed here stays
      status.append(" ", way);
    };
    const word = (name) => words[name] || (page && page.dataset[name]) || words.unsaved;
    const soon = (delay) => { clearTimeout(timer); timer = setTimeout(save, delay); };
    const warn = (html) => {
      if (!slot || !html || html === shown) return;
      shown = html;
      if (dangerous) dangerous.append(slot);
      slot.innerHTML = html;
    };

    const written = () => {
      const data = new FormData(form);
      data.delete(TOKEN);
      return String(new URLSearchParams(data));
    };
    const served = () => {
      const said = new URLSearchParams();
      for (const field of form.elements) {
        if (!field.name || field.disabled || field.type === "submit" || field.type === "button") continue;
        if (field.type === "radio" || field.type === "checkbox") {
          if (field.defaultChecked) said.append(field.name, field.value);
        } else if (field.options) {
          for (const option of field.options) if (option.defaultSelected) said.append(field.name, option.value);
        } else said.append(field.name, field.defaultValue);
      }
      return String(said);
    };
    const same = (one, other) => {
      const plain = (body) => [...new URLSearchParams(body)]
        .filter(([name, value]) => value && !NO_ANSWERS.includes(name))
        .map(([name, value]) => `${name}=${value.replace(/\r\n/g, "\n")}`).sort().join("&");
      return plain(one) === plain(other);
    };
    const remember = (left) => {
      const mine = ++turn;
      return store ? store.put(path, { body: written(), tried, asks, left }, () => mine === turn).catch(() => {}) : null;
    };
    const forget = () => { turn += 1; if (store) store.drop(path); };

    const post = (body) => {
      const abort = new AbortController(), limit = setTimeout(() => abort.abort(), 15000);
      const data = `${body}&${TOKEN}=${form.elements[TOKEN].value}`;
      return fetch(path, {
        method: "POST", body: new URLSearchParams(data), headers: { "X-Autosave": "1" }, redirect: "manual",
        signal: abort.signal, keepalive: document.hidden && data.length < 60000,
      }).finally(() => clearTimeout(limit));
    };
    /* After a new sign-in, in another tab perhaps, this page's token is an old one: fetch a new. */
    const renew = async () => {
      const reply = await fetch(location.pathname + location.search, { redirect: "manual", cache: "no-store" });
      if (!reply.ok) return false;
      const fresh = new DOMParser().parseFromString(await reply.text(), "text/html").querySelector(`[name=${TOKEN}]`);
      document.querySelectorAll(`[name=${TOKEN}]`).forEach((field) => { field.value = fresh.value; });
      out = false;
      return true;
    };
    const comeIn = async () => { if (out && await renew().catch(() => false)) soon(0); };
    const turnedAway = async () => {
      out = true;
      if (!renewed && await renew().catch(() => false)) {
        renewed = true;
        soon(0);
      } else say(word("out"), true, words.signin || (page && page.dataset.signin));
    };
    const settle = async (answer) => {
      if (answer.ok) {
        const told = await answer.json();
        revision.value = told.revision;
        warn(told.danger);
        wait = 2000;
        renewed = false;
        return true;
      }
      if (answer.status === 409) {
        stopped = true;
        say(words.conflict, true, words.reload);
        warn((await answer.json()).danger);
      } else if (answer.status === 410) {
        stopped = true;
        say(word("gone"), true);
        warn((await answer.json()).danger);
      } else if (answer.type === "opaqueredirect" || [401, 403, 404].includes(answer.status)) await turnedAway();
      else if (answer.status < 500) {
        stopped = true;
        say(words.unsaved, true);
      } else throw new Error(answer.status);
      return false;
    };
    async function save() {
      // Nothing is saved in a stopped tab, but a dangerous answer still brings help at once.
      if ((stopped && !dangerous) || busy || leaving || !(dirty || tried)) return;
      busy = true;
      // What got no answer may have arrived all the same. It is said again as it was: then it is no conflict.
      const body = tried || written();
      if (body !== tried) dirty = false;
      if (!asks) tried = body;
      try {
        const kept = await settle(await post(body));
        tried = "";
        if (!asks) dirty = !kept || !same(body, written());
        if (asks ? dirty : kept && dirty) soon(500);
        if (asks) dirty = true;
        else if (kept && dirty) remember();
        else if (kept) {
          forget();
          say(words.saved);
        }
      } catch (_) {
        dirty = true;
        say(words.unsaved, true);
        soon(wait);
        wait = Math.min(wait * 2, 60000);
      }
      busy = false;
      if (queued !== undefined) form.requestSubmit(queued);
    }
    const touched = (event, delay) => {
      if (!event.target.name) return;
      const box = event.target.closest("[data-q]");
      if (box && "danger" in box.dataset) dangerous = box;
      dirty = true;
      remember();
      if (stopped && !(dangerous && dangerous === box)) return;
      if (!stopped && !asks && !status.classList.contains("is-unsaved")) say(words.saving);
      soon(delay);
    };

    /* What an earlier page could not save. The server judges: it saves it, or shows both. */
    const comeBack = async () => {
      let saved = false;
      busy = true;
      for (const entry of await store.find(path)) {
        if (same(entry.body, served())) {
          // It stands here again. From now on it is this page's, and follows what is changed in it.
          if (asks) await remember(entry.left);
          entry.drop();
        } else if (asks) offer(entry, () => { leaving = true; });
        else {
          try {
            let body = entry.body;
            if (entry.tried && entry.tried !== body) {
              const first = await post(entry.tried);
              if (first.ok) {
                const newer = new URLSearchParams(body);
                newer.set("revision", (await first.json()).revision);
                body = String(newer);
              }
            }
            const reply = await post(body);
            if (reply.ok) {
              const told = await reply.json();
              // The same revision: everything had arrived after all.
              saved = saved || (!told.sent && String(told.revision) !== revision.value);
              entry.drop();
            } else if (reply.status === 409) offer(entry, () => { leaving = true; });
          } catch (_) { /* It stays where it is until the next time. */ }
        }
      }
      busy = false;
      if (saved && !dirty) {
        leaving = true;
        quietly(() => sessionStorage.setItem(TOLD, path));
        location.replace(location.pathname + location.search);
      } else if (dirty) soon(0);
      if (queued !== undefined) form.requestSubmit(queued);
    };

    form.addEventListener("change", (event) => touched(event, 300));
    form.addEventListener("input", (event) => touched(event, 1200));
    window.addEventListener("online", () => soon(0));
    window.addEventListener("focus", comeIn);
    document.addEventListener("visibilitychange", () => { if (document.hidden) save(); else comeIn(); });
    form.addEventListener("submit", (event) => {
      // A save under way would make this revision an old one: let it end first.
      if (busy && queued === undefined) {
        event.preventDefault();
        queued = event.submitter;
        return;
      }
      if (!navigator.onLine) {
        // The browser's own page for a lost connection would stand in the way of what is typed here.
        event.preventDefault();
        queued = undefined;
        say(words.unsaved, true);
        return;
      }
      leaving = true;
      clearTimeout(timer);
      remember(true);
    });
    window.addEventListener("beforeunload", (event) => { if (!leaving && (dirty || busy)) event.preventDefault(); });
    window.addEventListener("pageshow", (event) => { if (event.persisted && leaving) location.reload(); });
    if (store) comeBack().catch(() => { busy = false; });
    if (quietly(() => sessionStorage.getItem(TOLD)) === path) {
      quietly(() => sessionStorage.removeItem(TOLD));
      if (notice("restored")) page.hidden = notice("restored").hidden = false;
    }
  };
  if (window.fetch) document.querySelectorAll("form[data-q-form], form[data-keep]").forEach(keep);
  if (!store) return;

  /* Where something was sent: what was sent from here is done with; anything else is shown, not dropped. */
  document.querySelectorAll("[data-kept-sent]").forEach((box) => box.dataset.keptSent.split(" ").forEach(async (path) => {
    const found = await store.find(path), sent = found.some((entry) => entry.left);
    found.forEach((entry) => { if (sent) entry.drop(); else offer(entry, () => {}); });
  }));
  /* Where both were shown and the resident chose, or has read what could not be saved. */
  document.querySelectorAll("a[data-kept-drop]").forEach(async (way) => {
    const found = await store.find(way.dataset.keptDrop);
    way.addEventListener("click", () => found.forEach((entry) => entry.drop()));
  });
})();
