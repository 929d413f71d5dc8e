/* Saves a nomination while it is written. Without this file the page is saved with its button.
   A save from an old page is refused by the service: then nothing more is saved here, and the button shows both. */
(function () {
  "use strict";
  var form = document.querySelector("form[data-autosave]");
  if (!form || !window.fetch) return;
  var status = form.querySelector("[data-autosave-status]");
  var similar = document.querySelector("[data-similar]");
  var waiting = null, busy = false, again = false, stopped = false;

  function say(text) { if (status && text) status.textContent = text; }

  function save() {
    waiting = null;
    if (stopped) return;
    if (busy) { again = true; return; }
    busy = true;
    fetch(form.action || location.href, {
      method: "POST",
      body: new FormData(form),
      headers: { "X-Autosave": "1" },
      credentials: "same-origin"
    }).then(function (answer) {
      return answer.json().then(function (said) {
        if (answer.status === 409) stopped = true;
        if (answer.ok && said.revision !== undefined) form.elements.revision.value = said.revision;
        if (answer.ok && said.similar !== undefined && similar) similar.innerHTML = said.similar;
        say(said.said);
      });
    }).catch(function () { /* No connection: the button says so. */ }).then(function () {
      busy = false;
      if (again) { again = false; save(); }
    });
  }

  form.addEventListener("input", function (event) {
    // Names are looked up when the form is saved with its button: half a name is nobody.
    if (event.target.getAttribute("autocomplete") === "off") return;
    clearTimeout(waiting);
    waiting = setTimeout(save, 2500);
  });
  form.addEventListener("submit", function () { clearTimeout(waiting); stopped = true; });
})();
