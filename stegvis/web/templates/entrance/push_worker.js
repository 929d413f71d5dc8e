{% load i18n %}{% translate "Det finns något nytt till dig. Logga in när det passar dig." as neutral %}/* Shows a notice that the browser's push service has brought, and opens the service when it is pressed.
   It keeps nothing, and reads no page: there is no fetch here. */
(function () {
  "use strict";

  var NEUTRAL = "{{ neutral|escapejs }}";

  self.addEventListener("install", function () { self.skipWaiting(); });

  self.addEventListener("push", function (event) {
    var title = "Stegvis";
    var body = NEUTRAL;
    try {
      var told = event.data.json();
      title = String(told.title || title);
      // The address is of use in a text message; here the whole notice is the way in.
      body = String(told.body || body).replace(/\s*https?:\S+$/, "");
    } catch (unreadable) { /* The neutral words say enough. */ }
    // One at a time: a repeat, or the next, takes the place of the one that is shown.
    event.waitUntil(self.registration.showNotification(title, { body: body, tag: "stegvis", renotify: true }));
  });

  self.addEventListener("notificationclick", function (event) {
    event.notification.close();
    // Always the first page of our own origin, whatever was in the message.
    event.waitUntil(self.clients.openWindow("/"));
  });
})();
