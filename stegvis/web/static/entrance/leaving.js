/* Signed out here: on to the provider by itself, once. Coming back by the browser's own button, one presses. */
(function () {
  "use strict";
  var form = document.querySelector("form[data-leave]");
  var way = performance.getEntriesByType("navigation")[0];
  if (form && !(way && way.type === "back_forward")) form.submit();
})();
