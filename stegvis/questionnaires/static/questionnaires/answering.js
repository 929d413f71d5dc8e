/* Answering a questionnaire: what the answers call for (logic.js), what they come to, sliders, rows, answers that
   go alone. Saving is keeping.js. The form works the same without this file, a page at a time. */
((answering) => {
  answering();
  // The editor puts a form that is drawn anew in place without loading the page.
  document.addEventListener("stegvis:drawn", answering);
})(() => {
  "use strict";
  const root = document.querySelector("form[data-q-form], .q-form"), logic = globalThis.stegvisLogic;
  if (!root || !logic) return;
  const given = (name) => JSON.parse(document.querySelector(`script[${name}]`)?.textContent || "{}");
  const asked = given("data-q-logic"), elsewhere = given("data-q-elsewhere");
  const live = root.querySelector("[data-live]");
  if (live) live.value = "1";
  const changed = (field) => field.dispatchEvent(new Event("change", { bubbles: true }));

  /* ---- What is typed, read as the server reads it (answering/written.py) ---- */
  const two = (text) => text.padStart(2, "0");
  const plain = (text) => text.replace(/\s/g, "").replace("\u2212", "-").replace(",", ".");
  const day = (text, partial) => {
    const found = /^(\d{4})[-/. ](\d{1,2})[-/. ](\d{1,2})$/.exec(text) || /^(\d{4})(\d{2})(\d{2})$/.exec(text);
    const turned = /^(\d{1,2})\/(\d{1,2})[ -](\d{4})$/.exec(text);
    const month = partial && /^(\d{4})[-/. ](\d{1,2})$/.exec(text);
    const parts = found ? found.slice(1) : turned ? turned.slice(1).reverse() : month ? month.slice(1) : null;
    return parts ? parts.map(two).join("-") : text;
  };
  const clock = (text) => {
    const found = /^(?:kl\.? ?)?(\d{1,2})(?:[:., ]?(\d{2}))?(?::00)?$/i.exec(text);
    return found ? `${two(found[1])}:${found[2] || "00"}` : text;
  };
  const READ = {
    boolean: (text) => text === "true",
    scale: Number,
    slider: (text) => (/^-?\d{1,12}$/.test(plain(text)) ? Number(plain(text)) : text),
    decimal: (text) => (/^-?\d+(\.\d+)?$/.test(plain(text)) ? plain(text) : text),
    date: (text) => day(text.trim(), true),
    time: (text) => clock(text.trim()),
  };
  READ.integer = READ.slider;
  const TICKED = new Set(["choice", "boolean", "scale"]);
  const readBox = (key, type, named) => {
    const value = (part) => named.get(`q.${key}:${part}`)?.[0].value.trim() || "", fields = named.get(`q.${key}`) || [];
    if (type === "date-time") return value("time") ? `${day(value("date"))}T${clock(value("time"))}` : day(value("date"));
    if (!TICKED.has(type)) return fields.length ? (READ[type] || String)(fields[0].value) : undefined;
    const ticked = fields.filter((field) => field.checked).map((field) => field.value);
    if (type !== "choice") return ticked.length ? READ[type](ticked[0]) : undefined;
    const words = value("own"), chosen = ticked.length || !words ? ticked : [":"];
    const codes = chosen.map((code) => (code === ":" ? `:${words}` : code));
    return fields[0]?.type === "checkbox" ? codes : codes[0];
  };
  const readAll = () => {
    const named = new Map(), answers = { ...elsewhere };
    root.querySelectorAll("[name^='q.']").forEach((field) => named.set(field.name, [...(named.get(field.name) || []), field]));
    named.forEach((_, name) => { if (name.endsWith("#")) answers[name.slice(2)] = ""; });
    root.querySelectorAll("[data-q]").forEach((box) => {
      const value = readBox(box.dataset.q, box.dataset.type, named);
      if (value !== undefined && value !== "" && !(Array.isArray(value) && !value.length)) answers[box.dataset.q] = value;
    });
    return answers;
  };

  /* ---- Showing what follows ---- */
  const words = (value) => (value === undefined ? root.dataset.waiting : String(value).replace(".", root.dataset.sign));
  const bar = root.querySelector("[data-done][data-words]");
  const count = (settled) => {
    const wanted = settled.places.filter(({ key, item }) => settled.on.has(key) && !item.calculated && !item.hidden &&
      !["group", "matrix", "display"].includes(item.type));
    const done = wanted.filter(({ key }) => settled.answers[key] !== undefined).length;
    const said = bar.dataset.words.replace("%(done)s", done).replace("%(total)s", wanted.length);
    bar.max = wanted.length;
    bar.value = done;
    bar.setAttribute("aria-label", said);
    bar.nextElementSibling.textContent = said;
  };
  const show = (event) => {
    const settled = logic.settle(asked, readAll()), items = new Map(settled.places.map(({ key, item }) => [key, item]));
    const done = event?.type !== "input"; // nobody is told off while writing
    root.querySelectorAll("[data-q]").forEach((box) => {
      const key = box.dataset.q, off = !settled.on.has(key), item = items.get(key);
      if (box.hidden !== off) box.hidden = off;
      if (!item) return;
      const own = (what) => [...box.querySelectorAll(what)].find((each) => each.closest("[data-q]") === box);
      if (item.calculated) own("[data-calculated]").textContent = words(settled.answers[key]);
      if (item.pattern) {
        const wrong = own(".q-wrong"), right = logic.fits(item, settled.answers[key]);
        if (wrong && (done || right)) wrong.hidden = right || Boolean(own(".field-error"));
      }
      if (item.low === undefined && item.high === undefined) return;
      const doubt = own(".q-doubt"), sure = !logic.doubtful(item, settled.answers[key]);
      if (doubt && doubt.hidden !== sure) doubt.hidden = sure;
    });
    if (bar) count(settled);
  };

  /* ---- Answers that go alone, and own words ---- */
  root.addEventListener("change", ({ target }) => {
    if (target.type !== "checkbox" || !target.checked) return;
    root.querySelectorAll("input[type=checkbox]").forEach((other) => {
      const rival = other !== target && other.name === target.name;
      if (rival && ("alone" in target.dataset || "alone" in other.dataset)) other.checked = false;
    });
  });
  root.addEventListener("input", ({ target }) => {
    if (!target.name?.endsWith(":own") || !target.value.trim()) return;
    const mark = target.closest("[data-q]").querySelector('input[value=":"]');
    if (mark) mark.checked = true;
  });

  /* ---- Sliders: a number field with buttons, and a range that follows it ---- */
  const slider = (box) => {
    const field = box.querySelector(".q-number"), range = box.querySelector(".q-range");
    const number = () => READ.slider(field.value);
    const follow = () => {
      const found = field.value.trim() ? number() : "";
      box.classList.toggle("is-unset", typeof found !== "number");
      if (typeof found === "number") range.value = found;
    };
    const take = () => { field.value = range.value; follow(); changed(field); };
    box.querySelectorAll("[hidden]").forEach((part) => { part.hidden = false; });
    box.previousElementSibling.classList.add("visually-hidden"); // the ends say the same beside the range
    ["input", "click"].forEach((kind) => range.addEventListener(kind, () => {
      if (field.value !== range.value) take();
    }));
    box.querySelectorAll("[data-nudge]").forEach((button) => button.addEventListener("click", () => {
      if (field.value.trim() && typeof number() === "number") range.value = Number(range.value) + button.dataset.nudge * range.step;
      take();
    }));
    field.addEventListener("input", follow);
    follow();
  };

  /* ---- Rows: one more, one less. What their fields are called begins with the group and the row. ---- */
  const rowsOf = (group) => [...group.querySelectorAll(":scope > .q-row")];
  const CALLED = ["id", "for", "name", "value", "data-q", "data-rows", "data-id", "aria-labelledby", "aria-describedby"];
  const renumber = (row, group, from, to) => {
    const { rows: key, id } = group.dataset;
    const renamed = (word) => {
      for (const [old, now, ends] of [[`${id}r${from}`, `${id}r${to}`, ["", "-"]], [`${key}#${from}`, `${key}#${to}`, ["", "#"]]]) {
        for (const before of ["", "q.", "add:", "remove:"]) {
          const rest = word.startsWith(before + old) ? word.slice((before + old).length) : null;
          if (rest !== null && (rest === "" || ends.includes(rest[0]))) return before + now + rest;
        }
      }
      return word;
    };
    [row, ...row.querySelectorAll("*")].forEach((each) => CALLED.forEach((name) => {
      if (name === "value" && each.tagName !== "BUTTON") return;
      const old = each.getAttribute(name), now = old && old.split(" ").map(renamed).join(" ");
      if (old !== now) each.setAttribute(name, now);
    }));
    row.querySelectorAll("[data-number]").forEach((each) => { if (each.closest(".q-row") === row) each.textContent = to + 1; });
  };
  const empty = (row) => {
    row.querySelectorAll(".q-rows").forEach((group) => rowsOf(group).slice(1).forEach((each) => each.remove()));
    row.querySelectorAll(".field-error").forEach((each) => each.parentElement.remove());
    row.querySelectorAll(".is-invalid").forEach((each) => each.classList.remove("is-invalid"));
    row.querySelectorAll("[aria-invalid]").forEach((each) => each.removeAttribute("aria-invalid"));
    row.querySelectorAll("input, textarea").forEach((field) => {
      if (["radio", "checkbox"].includes(field.type)) field.checked = false;
      else if (field.type !== "hidden" && field.type !== "range") field.value = "";
    });
  };
  const fresh = (row) => {
    const copy = row.cloneNode(true);
    copy.querySelectorAll("[data-slider]").forEach((box) => box.previousElementSibling.classList.remove("visually-hidden"));
    empty(copy);
    return copy;
  };
  const fit = (group) => {
    const full = rowsOf(group).length >= Number(group.dataset.most);
    [...group.querySelectorAll("[data-add]")].filter((each) => each.closest(".q-rows") === group)
      .forEach((button) => { button.hidden = full; });
  };
  const add = (group) => {
    const rows = rowsOf(group), row = fresh(rows.at(-1));
    renumber(row, group, rows.length - 1, rows.length);
    rows.at(-1).after(row);
    row.querySelectorAll("[data-slider]").forEach(slider);
    row.focus();
    return row;
  };
  const remove = (group, row) => {
    const rows = rowsOf(group), gone = rows.indexOf(row);
    if (rows.length === 1) empty(row);
    else {
      row.remove();
      rows.slice(gone + 1).forEach((each, number) => renumber(each, group, gone + 1 + number, gone + number));
    }
    (rowsOf(group)[Math.min(gone, rows.length - 2)] || rowsOf(group)[0]).focus();
  };
  root.addEventListener("click", (event) => {
    const button = event.target.closest("[data-add], [data-remove]");
    if (!button) return;
    event.preventDefault();
    const group = button.closest(".q-rows");
    if ("add" in button.dataset) add(group);
    else remove(group, button.closest(".q-row"));
    fit(group);
    changed(group.querySelector("input[type=hidden]"));
  });

  root.querySelectorAll("[data-slider]").forEach(slider);
  root.querySelectorAll(".q-rows").forEach(fit);
  root.addEventListener("input", show);
  root.addEventListener("change", show);
  show();
});
