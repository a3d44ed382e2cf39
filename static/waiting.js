/* Looks whether the PDF is ready and shows the page again when it is. */
"use strict";

(() => {
  const place = document.querySelector("[data-waiting]");
  if (!place) return;
  const look = async () => {
    try {
      const response = await fetch(place.dataset.waiting);
      if (response.ok && (await response.json()).state !== "queued") {
        location.reload();
        return;
      }
    } catch {
      // No connection: look again later.
    }
    setTimeout(look, 700);
  };
  setTimeout(look, 700);
})();
