/* Says in good time that one is about to be signed out, and covers the page when one has been. Nothing on it is lost. */
(function () {
  "use strict";
  var box = document.querySelector("dialog[data-session]");
  if (!box || !box.showModal || !window.fetch) return;
  var SOON = 180, began = Date.now();
  var idle = Number(box.dataset.idle), longest = Number(box.dataset.longest), token = null, over = false;
  var part = function (name) { return box.querySelector("[data-" + name + "]"); };

  function left(seconds) { return seconds - (Date.now() - began) / 1000; }

  function told(time) {
    if (!time || typeof time.idle !== "number") return false;
    idle = time.idle; longest = time.longest; began = Date.now();
    return true;
  }

  // What another tab did counts too: asked before anything is said. An answer without a time is nobody signed in.
  function ask(method) {
    var options = { method: method, credentials: "same-origin", headers: { Accept: "application/json" }, redirect: "manual" };
    if (method === "POST") {
      token = token || (document.querySelector("input[name=csrfmiddlewaretoken]") || {}).value;
      options.headers["X-CSRFToken"] = token;
    }
    return fetch(box.dataset.ask, options).then(function (answer) {
      return answer.ok ? answer.json().then(told) : false;
    });
  }

  function show(name) {
    over = name === "over";
    part("soon").hidden = over;
    part("over").hidden = !over;
    box.classList.toggle("is-over", over);
    box.setAttribute("aria-label", (over ? part("over") : part("soon")).querySelector("h2").textContent);
    box.removeAttribute("aria-labelledby");
    if (!box.open) box.showModal();
  }

  function hide() { over = false; box.classList.remove("is-over"); if (box.open) box.close(); }

  function look() {
    var ends = Math.min(left(idle), left(longest)), byLongest = longest <= idle;
    if (over) return;
    if (ends > SOON) { if (box.open) hide(); return; }
    part("by-idle").hidden = byLongest;
    part("by-longest").hidden = !byLongest;
    part("stay").hidden = byLongest;
    var minutes = Math.floor(ends / 60), line = part("left");
    var text = minutes > 1 ? minutes + " " + line.dataset.minutes : line.dataset.minute;
    if (line.textContent !== text) line.textContent = text;
    if (!box.open && ends > 0) {
      ask("GET").then(function (known) {
        if (!known) show("over");
        else if (Math.min(left(idle), left(longest)) <= SOON) show("soon");
      }).catch(function () { show("soon"); });
    } else if (ends <= 0) {
      ask("GET").then(function (known) { if (!known || left(idle) <= 0) show("over"); }).catch(function () { show("over"); });
    }
  }

  part("stay").addEventListener("click", function () {
    ask("POST").then(function (known) { if (known) hide(); else show("over"); }).catch(function () {});
  });
  part("back").addEventListener("click", function () {
    ask("GET").then(function (known) { if (known && left(idle) > 0) hide(); }).catch(function () {});
  });
  box.addEventListener("cancel", function (event) { event.preventDefault(); if (!over) part("stay").click(); });
  setInterval(look, 5000);
  document.addEventListener("visibilitychange", function () { if (!document.hidden) look(); });
  window.addEventListener("pageshow", look);
})();
