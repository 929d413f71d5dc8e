/* Connects this browser to notices, on the page for it and nowhere else. Nothing is asked before the button is pressed. */
(function () {
  "use strict";

  var page = document.querySelector("[data-push]");
  if (!page) return;
  var form = page.querySelector("[data-push-form]");
  var removal = page.querySelector("[data-push-removal]");

  function show(name, is) {
    page.querySelectorAll('[data-push-when="' + name + '"]').forEach(function (part) { part.hidden = !is; });
  }

  if (!("serviceWorker" in navigator) || !("PushManager" in window) || !("Notification" in window)) {
    show("unsupported", true);
    return;
  }

  function bytes(text) {
    var plain = atob(text.replace(/-/g, "+").replace(/_/g, "/"));
    return Uint8Array.from(plain, function (sign) { return sign.charCodeAt(0); });
  }

  function found() {
    return navigator.serviceWorker.getRegistration(page.dataset.scope).then(function (worker) {
      return worker ? worker.pushManager.getSubscription() : null;
    });
  }

  // A hash of its address is all that the page knows of the browser that is connected.
  function isKnown(subscription) {
    if (!subscription || !page.dataset.known) return Promise.resolve(false);
    return crypto.subtle.digest("SHA-256", new TextEncoder().encode(subscription.endpoint)).then(function (hash) {
      var hex = Array.from(new Uint8Array(hash), function (byte) { return byte.toString(16).padStart(2, "0"); });
      return hex.join("") === page.dataset.known;
    });
  }

  function look() {
    return found().then(isKnown).then(function (known) {
      var denied = Notification.permission === "denied";
      show("this", known);
      show("another", !known);
      show("denied", denied);
      show("connect", !denied && !known);
    });
  }

  function active(worker) {
    if (worker.active) return worker;
    var coming = worker.installing || worker.waiting;
    return new Promise(function (done, failed) {
      coming.addEventListener("statechange", function () {
        if (coming.state === "activated") done(worker);
        if (coming.state === "redundant") failed(new Error("redundant"));
      });
    });
  }

  function subscribe() {
    return navigator.serviceWorker
      .register(page.dataset.worker, { scope: page.dataset.scope, updateViaCache: "none" })
      .then(active)
      .then(function (worker) {
        return worker.pushManager.getSubscription().then(function (old) {
          // What somebody else connected here before is ended, so that theirs is never shown to this person.
          return old ? old.unsubscribe() : null;
        }).then(function () {
          return worker.pushManager.subscribe({
            userVisibleOnly: true,
            applicationServerKey: bytes(page.dataset.key)
          });
        });
      });
  }

  form.addEventListener("submit", function (event) {
    event.preventDefault();
    show("failed", false);
    Notification.requestPermission().then(function (said) {
      if (said !== "granted") return look();
      return subscribe().then(function (subscription) {
        form.elements.subscription.value = JSON.stringify(subscription);
        form.submit();
      });
    }).catch(function () { show("failed", true); });
  });

  if (removal) {
    removal.addEventListener("submit", function (event) {
      event.preventDefault();
      function leave() { removal.submit(); }
      found().then(function (subscription) {
        return isKnown(subscription).then(function (known) { return known ? subscription.unsubscribe() : null; });
      }).then(leave, leave);
    });
  }

  look().catch(function () { show("connect", true); });
})();
