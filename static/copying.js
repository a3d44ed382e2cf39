/* Gives the return code a button that copies it. Without this script the button is not there. */
"use strict";

(() => {
  const button = document.querySelector("[data-copy]");
  const line = button.parentElement;
  line.hidden = false;
  button.addEventListener("click", async () => {
    const said = line.querySelector("[role=status]");
    const text = document.getElementById(button.dataset.copy).textContent;
    try {
      await navigator.clipboard.writeText(text);
      said.textContent = button.dataset.copied;
    } catch {
      said.textContent = button.dataset.not;
    }
  });
})();
