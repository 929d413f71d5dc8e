/* Two comforts; every page works without them.
   - "Tyck till" opens its form where it stands, instead of on a page of its own
   - the page that follows a meeting looks every few seconds whether the meeting has moved on */
(function () {
  "use strict";

  document.addEventListener("click", function (event) {
    var link = event.target.closest && event.target.closest("a[data-pin]");
    if (link && !event.ctrlKey && !event.metaKey && !event.shiftKey) {
      event.preventDefault();
      open(link);
      return;
    }
    var cancel = event.target.closest && event.target.closest("[data-pin-cancel]");
    var place = cancel && cancel.closest(".pin-place");
    if (place) {
      event.preventDefault();
      cancel.closest("form").remove();
      place.querySelector("a[data-pin]").focus();
    }
  });

  function open(link) {
    var place = link.closest(".pin-place");
    var known = place.querySelector(".pin-form textarea");
    if (known) { known.focus(); return; }
    fetch(link.href, { headers: { "X-In-Place": "1" }, credentials: "same-origin" }).then(function (reply) {
      if (!reply.ok || reply.redirected) throw new Error("not here");
      return reply.text();
    }).then(function (html) {
      // Our own page's part, from our own address.
      var part = new DOMParser().parseFromString(html, "text/html").querySelector("form.pin-form");
      if (!part) throw new Error("no form");
      place.appendChild(document.importNode(part, true));
      place.querySelector(".pin-form textarea").focus();
    }).catch(function () { location.assign(link.href); });
  }

  var follows = document.querySelector("[data-follow]");
  if (follows && window.fetch) {
    setInterval(function () {
      if (document.hidden) return;
      fetch(follows.dataset.follow, { credentials: "same-origin" }).then(function (reply) {
        return reply.ok && !reply.redirected ? reply.json() : null;
      }).then(function (state) {
        if (state && state.at !== follows.dataset.at) location.reload();
      }).catch(function () { /* The next look may reach it. */ });
    }, 4000);
  }
})();
