// Whatever a desk sends is sent once: a second click, or a key again, would do the same while the first is being done.
(() => {
  "use strict";
  const SAME = 10000; // milliseconds; who still waits then may have stopped the first
  let sent = -SAME;
  // On the window, after everything that may yet hold a form back.
  addEventListener("submit", (event) => {
    if (event.defaultPrevented || event.target.method !== "post") return;
    if (performance.now() - sent < SAME) event.preventDefault();
    else sent = performance.now();
  });
  addEventListener("pageshow", () => {
    sent = -SAME;
  });
})();
