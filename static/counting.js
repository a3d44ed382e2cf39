/* Tells while one types how many characters are left in a field with a limit.
   Without this script the limit stands beside the field; what is too long is refused, and given back. */
"use strict";

(() => {
  const count = (field) => {
    const counter = field.closest(".field, .item").querySelector("[data-counter]");
    const left = Number(field.dataset.limit) - [...field.value.normalize("NFC").trim()].length;
    const words = left >= 0 ? counter.dataset.left : counter.dataset.over;
    counter.textContent = words.replace("{n}", Math.abs(left));
  };

  document.addEventListener("input", (event) => {
    if (event.target.matches("[data-limit]")) count(event.target);
  });
  document.querySelectorAll("[data-limit]").forEach(count);
})();
