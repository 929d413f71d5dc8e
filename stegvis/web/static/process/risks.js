/* Small comforts; every page works the same without this file.
   - places to lean on are filtered while one types
   - the meeting's board is fetched anew now and then; what somebody is writing is never touched */
(function () {
  "use strict";

  document.querySelectorAll("[data-filter]").forEach(function (holder) {
    var input = holder.querySelector("input");
    var list = document.querySelector(input.dataset.filters);
    if (!list) return;
    holder.hidden = false;
    input.addEventListener("input", function () {
      var words = input.value.toLowerCase().split(/\s+/).filter(Boolean);
      list.querySelectorAll("details").forEach(function (group) {
        var some = false;
        group.querySelectorAll(".choice").forEach(function (choice) {
          var said = (group.querySelector("summary").textContent + " " + choice.textContent).toLowerCase();
          var found = words.every(function (word) { return said.indexOf(word) >= 0; });
          var kept = found || choice.querySelector("input").checked;
          choice.hidden = !kept;
          some = some || kept;
        });
        group.hidden = !some;
        if (words.length) group.open = some;
      });
    });
    // Enter in the search box is not a save.
    input.addEventListener("keydown", function (event) {
      if (event.key === "Enter") event.preventDefault();
    });
  });

  var board = document.querySelector("[data-live]");
  if (!board || !window.fetch || !window.DOMParser) return;
  var status = document.querySelector("[data-live-status]");
  var link = document.querySelector("[data-live-link]");
  var wait = 5000;

  function later() { setTimeout(look, document.hidden ? wait * 6 : wait); }

  function look() {
    if (document.hidden || board.contains(document.activeElement)) { later(); return; }
    fetch(board.dataset.live, { credentials: "same-origin", redirect: "error" })
      .then(function (answer) { return answer.ok ? answer.text() : Promise.reject(); })
      .then(function (html) {
        wait = 5000;
        var fresh = new DOMParser().parseFromString(html, "text/html").querySelector("[data-live]");
        if (fresh && fresh.dataset.mark !== board.dataset.mark) {
          board.dataset.mark = fresh.dataset.mark;
          board.replaceChildren.apply(board, Array.prototype.slice.call(fresh.childNodes));
          if (status) status.textContent = status.dataset.new;
        }
        if (link) link.hidden = true;
      })
      .catch(function () {
        // Signed out or offline: the link is there, and tries are fewer.
        wait = Math.min(wait * 2, 60000);
        if (link) link.hidden = false;
      })
      .then(later);
  }
  later();
})();
