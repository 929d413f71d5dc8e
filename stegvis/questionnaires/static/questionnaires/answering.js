/* Answering a questionnaire: conditions as in the engine, sliders. Saving is keeping.js.
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
})();
