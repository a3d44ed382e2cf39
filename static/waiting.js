/* Looks whether the PDF is ready and shows the page again when it is. */
"use strict";

(() => {
  const place = document.querySelector("[data-waiting]");
  if (!place) return;
  let pause = 700;
  const look = async () => {
    try {
      const response = await fetch(place.dataset.waiting);
      const gone = response.status === 404; // deleted, or closed in another window
      if (gone || (response.ok && (await response.json()).state !== "queued")) {
        location.reload();
        return;
      }
    } catch {
      // No connection: look again later.
    }
    pause = Math.min(pause * 1.2, 10000);
    setTimeout(look, pause);
  };
  setTimeout(look, pause);
})();
