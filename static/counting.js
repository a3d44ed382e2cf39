/* Tells while one types how many characters are left in a field with a limit; what is too much is read out as well.
   Without this script the limit stands beside the field; what is too long is refused, and given back. */
"use strict";

(() => {
  const QUIET_MS = 1000;
  const telling = new Map(); // field -> timer that tells what does not fit, once the typing stops

  const lineOf = (field) => {
    const box = field.closest(".field, .item");
    const line = box.querySelector("[data-too-long]") ?? document.createElement("p");
    if (!line.isConnected) {
      line.className = "visually-hidden";
      line.setAttribute("aria-live", "polite");
      line.dataset.tooLong = "";
      box.append(line);
    }
    return line;
  };
  const tell = (field, words) => {
    const line = lineOf(field);
    clearTimeout(telling.get(field));
    telling.set(field, setTimeout(() => { line.textContent = words; }, QUIET_MS));
  };

  const count = (field) => {
    const counter = field.closest(".field, .item").querySelector("[data-counter]");
    const left = Number(field.dataset.limit) - [...field.value.normalize("NFC").trim()].length;
    const words = left >= 0 ? counter.dataset.left : counter.dataset.over;
    counter.textContent = words.replace("{n}", Math.abs(left));
    tell(field, left < 0 ? counter.textContent : "");
  };

  document.addEventListener("input", (event) => {
    if (event.target.matches("[data-limit]")) count(event.target);
  });
  document.querySelectorAll("[data-limit]").forEach(count);
})();
