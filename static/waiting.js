/* Looks whether what is made is ready, tells how far it is where that is known, and shows the page again when it is, or says so when that would lose what was typed. */
"use strict";

(() => {
  const place = document.querySelector("[data-waiting]");
  if (!place) return;
  const touched = () =>
    [...document.querySelectorAll("main input")].some(
      (one) => one.value !== one.defaultValue || one.checked !== one.defaultChecked,
    );
  let pause = 700;
  const look = async () => {
    try {
      const response = await fetch(place.dataset.waiting);
      const gone = response.status === 404; // deleted, or closed in another window
      const told = response.ok ? await response.json() : { state: "queued" };
      const bar = document.querySelector("[data-progress]");
      if (bar && told.progress) {
        bar.value = told.progress;
        bar.setAttribute("aria-label", bar.getAttribute("aria-label").replace(/\d+/, told.progress));
      }
      if (gone || told.state !== "queued") {
        if (touched()) place.textContent = place.dataset.done;
        else location.reload();
        return;
      }
      if (told.told && told.told !== place.textContent) place.textContent = told.told;
    } catch {
      // No connection: look again later.
    }
    pause = Math.min(pause * 1.2, 10000);
    setTimeout(look, pause);
  };
  setTimeout(look, pause);
})();
