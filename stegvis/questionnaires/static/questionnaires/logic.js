/* What the answers so far call for: the engine's settling.py, expressions.py and reading.py again, for the browser.
   Pure: data in, data out, no page. Numbers are exact fractions of BigInts, so that nothing is rounded on the way.
   A test runs both on the same answers and finds no difference. */
(() => {
  "use strict";
  const MOST_ROWS = 50, LARGEST = 10n ** 12n, DAY = 1440;
  const SPACES = "[\\t-\\r\\x1c-\\x20\\x85\\xa0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000]";
  const EDGES = new RegExp(`^${SPACES}+|${SPACES}+$`, "g");
  const WHOLE = new Set(["scale", "slider", "integer"]);

  /* ---- Fractions ---- */
  const gcd = (a, b) => { while (b) [a, b] = [b, a % b]; return a < 0n ? -a : a; };
  const over = (n, d) => {
    if (d < 0n) [n, d] = [-n, -d];
    const common = gcd(n, d) || 1n;
    return { n: n / common, d: d / common };
  };
  const fraction = (text) => {
    const [whole, part = ""] = String(text).split(".");
    return over(BigInt(whole + part), 10n ** BigInt(part.length));
  };
  const sign = (a, b) => { const left = a.n * b.d, right = b.n * a.d; return left > right ? 1 : left < right ? -1 : 0; };
  const plus = (a, b) => over(a.n * b.d + b.n * a.d, a.d * b.d);
  const halfUp = (value, decimals) => {
    const scale = 10n ** BigInt(decimals), size = value.n < 0n ? -value.n : value.n;
    const whole = (size * scale * 2n + value.d) / (value.d * 2n);
    return over(value.n < 0n ? -whole : whole, scale);
  };
  const written = (value, decimals) => {
    const scaled = (value.n * 10n ** BigInt(decimals)) / value.d, size = scaled < 0n ? -scaled : scaled;
    const digits = size.toString().padStart(decimals + 1, "0"), minus = scaled < 0n ? "-" : "";
    if (!decimals) return minus + digits;
    return minus + `${digits.slice(0, -decimals)}.${digits.slice(-decimals)}`.replace(/0+$/, "").replace(/\.$/, "");
  };

  /* ---- Dates and times ---- */
  const monthDays = (year, month) =>
    month === 2 ? (year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28) : [4, 6, 9, 11].includes(month) ? 30 : 31;
  const readDate = (text) => {
    const found = /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?$/.exec(text);
    if (!found) return null;
    const [year, month, day] = found.slice(1).map((part) => (part === undefined ? null : Number(part)));
    if (year < 1 || (month !== null && (month < 1 || month > 12))) return null;
    if (day !== null && (day < 1 || day > monthDays(year, month))) return null;
    return { year, month, day };
  };
  const edge = (date, last) => {
    const month = date.month ?? (last ? 12 : 1);
    return date.year * 10000 + month * 100 + (date.day ?? (last ? monthDays(date.year, month) : 1));
  };
  const dateSign = (a, b) => {
    if (edge(a, true) < edge(b, false)) return -1;
    if (edge(a, false) > edge(b, true)) return 1;
    return a.year === b.year && a.month === b.month && a.day === b.day ? 0 : null;
  };
  const readTime = (text) => {
    const found = /^(\d{2}):(\d{2})$/.exec(text);
    return found && Number(found[1]) < 24 && Number(found[2]) < 60 ? Number(found[1]) * 60 + Number(found[2]) : null;
  };
  const dayNumber = (year, month, day) => {
    const y = month > 2 ? year : year - 1, m = (month + 9) % 12;
    return 365 * y + Math.floor(y / 4) - Math.floor(y / 100) + Math.floor(y / 400) + Math.floor((m * 306 + 5) / 10) + day;
  };
  const readMoment = (text) => {
    const [first, second, ...more] = text.split("T");
    const date = second === undefined || more.length ? null : readDate(first), time = date ? readTime(second) : null;
    return date && date.day !== null && time !== null ? dayNumber(date.year, date.month, date.day) * DAY + time : null;
  };

  /* ---- Reading: { kind, value }, or null for what is no answer ---- */
  const trimmed = (text) => text.replace(EDGES, "");
  const answered = (value) =>
    typeof value === "string" ? trimmed(value) !== "" : value !== null && value !== undefined && !(Array.isArray(value) && !value.length);
  const mayBeChosen = (item, code) => {
    if (item.options && Object.hasOwn(item.options, code)) return true;
    const own = item.open && code.startsWith(":") ? [...trimmed(code.slice(1))].length : 0;
    return own > 0 && own <= 1000;
  };
  const readCodes = (item, value) => {
    const given = Array.isArray(value) ? value : [value];
    const known = given.every((code) => typeof code === "string" && mayBeChosen(item, code));
    if (!known || new Set(given).size < given.length || Array.isArray(value) !== Boolean(item.multiple)) return null;
    return { kind: "codes", value: given };
  };
  const readNumber = (value, whole) => {
    if (typeof value === "number") {
      return Number.isInteger(value) && Math.abs(value) < 1e12 ? { kind: "number", value: over(BigInt(value), 1n) } : null;
    }
    if (whole || typeof value !== "string" || !/^-?\d{1,12}(\.\d{1,9})?$/.test(value)) return null;
    return { kind: "number", value: fraction(value) };
  };
  const kept = (kind, value) => (value === null ? null : { kind, value });
  const read = (item, value) => {
    if (!answered(value) || ["group", "matrix", "display"].includes(item.type)) return null;
    if (item.type === "choice") return readCodes(item, value);
    if (item.type === "boolean") return typeof value === "boolean" ? { kind: "yes", value } : null;
    if (item.type === "decimal" || WHOLE.has(item.type)) return readNumber(value, item.type !== "decimal");
    if (typeof value !== "string") return null;
    if (item.type === "date") {
      const date = readDate(value);
      return date && (item.partial || date.day !== null) ? { kind: "date", value: date } : null;
    }
    if (item.type === "time") return kept("time", readTime(value));
    if (item.type === "date-time") return kept("moment", readMoment(value));
    return { kind: "text", value };
  };
  const worth = (item, value) => {
    const found = read(item, value);
    if (!found || found.kind === "text" || found.kind === "date") return null;
    if (found.kind === "yes") return { kind: "number", value: over(found.value ? 1n : 0n, 1n) };
    if (found.kind !== "codes") return found;
    let total = over(0n, 1n);
    for (const code of found.value) {
      const points = Object.hasOwn(item.options, code) ? item.options[code] : null;
      if (points === null) return null;
      total = plus(total, fraction(points));
    }
    return { kind: "number", value: total };
  };

  /* ---- Conditions ---- */
  const wantedAs = (item, value) => {
    if (typeof value === "boolean" || item.type === "choice") return value;
    if (item.type === "decimal" || WHOLE.has(item.type)) return fraction(value);
    if (item.type === "date") return readDate(value);
    if (item.type === "time") return readTime(value);
    return item.type === "date-time" ? readMoment(value) : value;
  };
  const signOf = (given, wanted) => {
    if (given.kind === "number") return sign(given.value, wanted);
    if (given.kind === "date") return dateSign(given.value, wanted);
    if (given.kind === "time" || given.kind === "moment") return Math.sign(given.value - wanted);
    return null;
  };
  const equal = (given, wanted) => {
    if (given.kind === "codes") return given.value.includes(wanted);
    return given.kind === "yes" || given.kind === "text" ? given.value === wanted : signOf(given, wanted) === 0;
  };
  const HOLDS = { ">": [1], "<": [-1], ">=": [0, 1], "<=": [-1, 0] };

  /* ---- Places ---- */
  const rowKeys = (answers) => {
    const rows = new Map();
    for (const key of Object.keys(answers)) {
      const parts = key.split("#");
      for (let end = 1; end < parts.length - 1; end += 2) {
        if (!/^(0|[1-9]\d?)$/.test(parts[end]) || Number(parts[end]) >= MOST_ROWS) break;
        const group = parts.slice(0, end).join("#");
        rows.set(group, Math.max(rows.get(group) || 0, Number(parts[end]) + 1));
      }
    }
    return rows;
  };
  const rowsIn = (item, counted, key) => Math.max(counted.get(key) || 0, item.least || 1);
  const places = (items, counted, parent = "", prefix = "", found = []) => {
    for (const item of items) {
      const key = prefix + item.id;
      found.push({ key, item, parent });
      const rows = item.repeats ? rowsIn(item, counted, key) : 1;
      for (let row = 0; row < rows && item.items; row += 1) {
        places(item.items, counted, key, item.repeats ? `${key}#${row}#` : prefix, found);
      }
    }
    return found;
  };
  const instances = (index, id, from, counted) => {
    let prefixes = [""];
    for (const group of index.get(id).rows || []) {
      prefixes = prefixes.flatMap((prefix) => {
        const base = `${prefix}${group}#`;
        if (from.startsWith(base)) return [`${base}${from.slice(base.length).split("#")[0]}#`];
        return Array.from({ length: rowsIn(index.get(group), counted, prefix + group) }, (_, row) => `${base}${row}#`);
      });
    }
    return prefixes.map((prefix) => prefix + id);
  };

  /* ---- Calculations ---- */
  const calculate = (tree, look) => {
    const [kind, ...parts] = tree;
    if (kind === "number") return fraction(parts[0]);
    if (kind === "reference") {
      const found = look(parts[0]);
      return found.length === 1 && found[0].kind === "number" ? found[0].value : null;
    }
    if (kind === "negated") {
      const value = calculate(parts[0], look);
      return value && over(-value.n, value.d);
    }
    if (["+", "-", "*", "/"].includes(kind)) {
      const a = calculate(parts[0], look), b = calculate(parts[1], look);
      if (!a || !b || (kind === "/" && !b.n)) return null;
      if (kind === "+") return plus(a, b);
      if (kind === "-") return plus(a, over(-b.n, b.d));
      return kind === "*" ? over(a.n * b.n, a.d * b.d) : over(a.n * b.d, a.d * b.n);
    }
    if (kind === "hours") {
      const [start, end, ...more] = parts.flatMap((part) => { const found = look(part[1]); return found.length === 1 ? found : [null]; });
      if (more.length || !start || !end || start.kind !== end.kind || start.kind === "number") return null;
      const between = end.value - start.value;
      return over(BigInt(start.kind === "time" ? (between + DAY) % DAY : between), 60n);
    }
    if (kind === "round") {
      const value = calculate(parts[0], look);
      return value && halfUp(value, Number(parts[1][1]));
    }
    let values = [];
    for (const part of parts) {
      if (part[0] === "reference") values.push(...look(part[1]));
      else {
        const value = calculate(part, look);
        if (value) values.push({ kind: "number", value });
      }
    }
    if (kind === "count") return over(BigInt(values.length), 1n);
    values = values.filter((each) => each.kind === "number").map((each) => each.value);
    if (!values.length) return null;
    if (kind === "min" || kind === "max") return values.reduce((a, b) => (sign(b, a) === (kind === "max" ? 1 : -1) ? b : a));
    const total = values.reduce(plus);
    return kind === "sum" ? total : over(total.n, total.d * BigInt(values.length));
  };

  /* ---- All of it ---- */
  const settle = (logic, given) => {
    const answers = { ...given }, on = new Set(), index = new Map(), standing = new Map();
    const counted = rowKeys(answers), all = places(logic.items, counted);
    const list = (items) => items.forEach((item) => { index.set(item.id, item); list(item.items || []); });
    list(logic.items);
    all.forEach((place) => standing.set(place.item.id, [...(standing.get(place.item.id) || []), place]));
    const asked = (place, id) => instances(index, id, place.key, counted).filter((key) => on.has(key)).map((key) => answers[key]);
    const met = (place, [id, operator, value]) => {
      const item = index.get(id), found = asked(place, id).map((each) => read(item, each)).filter(Boolean);
      if (operator === "exists") return Boolean(found.length) === value;
      const wanted = wantedAs(item, value);
      if (operator === "=" || operator === "!=") return found.some((each) => equal(each, wanted)) === (operator === "=");
      return found.some((each) => HOLDS[operator].includes(signOf(each, wanted)));
    };
    const holds = (place) => {
      const when = place.item.when;
      return !when || (place.item.any ? when.some((one) => met(place, one)) : when.every((one) => met(place, one)));
    };
    const fill = (place) => {
      delete answers[place.key];
      if (!on.has(place.key)) return;
      const look = (id) => asked(place, id).map((value) => worth(index.get(id), value)).filter(Boolean);
      const value = calculate(place.item.calculated, look);
      if (!value) return;
      const decimals = place.item.type === "decimal" ? place.item.decimals : 0, rounded = halfUp(value, decimals);
      if ((rounded.n < 0n ? -rounded.n : rounded.n) >= LARGEST * rounded.d) return;
      answers[place.key] = place.item.type === "decimal" ? written(rounded, decimals) : Number(rounded.n);
    };
    for (const id of logic.order) {
      for (const place of standing.get(id) || []) {
        if ((!place.parent || on.has(place.parent)) && holds(place)) on.add(place.key);
        if (place.item.calculated) fill(place);
      }
    }
    return { on, answers, places: all };
  };

  /* Whether a number lies outside what is usual: asked about, never refused. */
  const doubtful = (item, value) => {
    const found = read(item, value);
    if (!found || found.kind !== "number") return false;
    return (item.low !== undefined && sign(found.value, fraction(item.low)) < 0) ||
      (item.high !== undefined && sign(found.value, fraction(item.high)) > 0);
  };

  /* Whether a text is written as it should be. What a browser could not try safely, the server tries. */
  const fits = (item, value) => {
    const found = item.pattern && read(item, value);
    return !found || new RegExp(item.pattern, "u").test(trimmed(found.value));
  };

  globalThis.stegvisLogic = { settle, read, doubtful, fits };
})();
