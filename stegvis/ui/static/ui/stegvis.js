/* Small comforts. Every page works the same without this file.
   - a form is sent once, even if the button is pressed twice
   - a menu closes on Escape and on a press outside it
   - the summary of errors gets focus when a form comes back
   - a strip of links that is wider than a phone starts at the page one is on
   - print buttons appear where printing is possible
   - signing out takes along what keeping.js had sealed in the browser */
(function () {
  "use strict";

  function release(form) {
    delete form.dataset.sent;
    form.querySelectorAll('[aria-disabled="true"][data-held]').forEach(function (button) {
      button.removeAttribute("aria-disabled");
      delete button.dataset.held;
    });
  }

  document.addEventListener("submit", function (event) {
    var form = event.target;
    if (event.defaultPrevented || "repeatable" in form.dataset) return;
    if ((form.method || "get").toLowerCase() !== "post") return;
    if (form.dataset.sent) {
      event.preventDefault();
      return;
    }
    form.dataset.sent = "1";
    var button = event.submitter;
    if (button) {
      // After the browser has read the form: a held button keeps its own name and value.
      setTimeout(function () {
        button.dataset.held = "1";
        button.setAttribute("aria-disabled", "true");
      }, 0);
    }
    // A lost connection must not lock the form for good.
    setTimeout(function () { release(form); }, 8000);
  });

  window.addEventListener("pageshow", function (event) {
    if (event.persisted) document.querySelectorAll("form[data-sent]").forEach(release);
  });

  document.addEventListener("click", function (event) {
    document.querySelectorAll("details.menu[open]").forEach(function (menu) {
      if (!menu.contains(event.target)) menu.open = false;
    });
    var printer = event.target.closest && event.target.closest("[data-print]");
    if (printer) window.print();
  });

  document.addEventListener("keydown", function (event) {
    if (event.key !== "Escape") return;
    document.querySelectorAll("details.menu[open]").forEach(function (menu) {
      menu.open = false;
      if (menu.contains(document.activeElement)) menu.querySelector("summary").focus();
    });
  });

  document.querySelectorAll("[data-print][hidden]").forEach(function (button) {
    button.hidden = false;
  });

  // Signing out, or saying that a device is not one's own: what the browser kept of unsaved text goes, in every tab.
  document.addEventListener("submit", function (event) {
    if (!event.target.matches("[data-wipes]") && !/\/in\/ut\/$/.test(event.target.action)) return;
    try {
      [sessionStorage, localStorage].forEach(function (place) {
        Object.keys(place).forEach(function (name) {
          if (name.indexOf("stegvis.kept.") === 0) place.removeItem(name);
        });
      });
      new BroadcastChannel("stegvis").postMessage("wiped");
    } catch (_) { /* Storage is shut: then nothing was kept. */ }
  });

  document.querySelectorAll(".tabs ul, .nav-main ul").forEach(function (strip) {
    var here = strip.querySelector('[aria-current="page"]');
    if (!here || strip.scrollWidth <= strip.clientWidth) return;
    var box = strip.getBoundingClientRect(), link = here.getBoundingClientRect();
    strip.scrollLeft += link.left - box.left - (box.width - link.width) / 2;
  });

  var summary = document.querySelector(".error-summary");
  // The gallery shows a broken form without being one.
  if (summary && !summary.closest("[data-still]")) summary.focus();
})();
