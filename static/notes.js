/* Saves the private notes of a coach while they are typed. Without this script the button saves the same field.
   Nothing of them is kept in the browser: who may not read somebody any more has no notes left either. */
"use strict";

(() => {
  const form = document.querySelector("form[data-notes]");
  if (!form) return;
  const area = form.querySelector("textarea");
  const seen = form.querySelector("[name=seen]");
  const status = form.querySelector("[data-status]");
  const token = form.querySelector("[name=csrf_token]").value;
  const TYPING_MS = 1200;
  const RETRY_MS = 4000;
  let kept = area.value;
  let timer = 0;
  let busy = false;
  let over = false; // nothing can be saved any more from this page

  const say = (words, failed) => {
    status.textContent = words;
    status.classList.toggle("failed", failed);
  };
  const later = (pause) => {
    clearTimeout(timer);
    timer = setTimeout(save, pause);
  };

  const read = async (response, sent) => {
    const json = (response.headers.get("Content-Type") || "").includes("json");
    const answer = json ? await response.json() : {};
    if (response.status === 201) {
      kept = sent;
      seen.value = answer.seen;
      say(answer.message, false);
    } else if (response.status === 404) {
      over = true;
      area.value = "";
      area.disabled = true;
      kept = "";
      say(status.dataset.ended, true);
    } else if (response.status === 409 || response.status === 422) {
      over = response.status === 409 && json; // the button shows both texts
      say(answer.message || status.dataset.server, true);
    } else {
      say(response.status >= 500 ? status.dataset.server : status.dataset.session, true);
      later(RETRY_MS);
    }
  };

  async function save() {
    clearTimeout(timer);
    if (busy || over || area.value === kept) return;
    busy = true;
    const sent = area.value;
    try {
      const response = await fetch(form.dataset.notes, {
        method: "POST",
        body: new URLSearchParams({ note: sent, seen: seen.value }),
        headers: { "X-CSRFToken": token },
        keepalive: sent.length < 15000,
      });
      await read(response, sent);
    } catch {
      say(status.dataset.network, true);
      later(RETRY_MS);
    }
    busy = false;
    if (!over && !status.classList.contains("failed") && area.value !== kept) later(TYPING_MS);
  }

  area.addEventListener("input", () => { if (!over) later(TYPING_MS); });
  area.addEventListener("blur", save);
  form.addEventListener("submit", () => { kept = area.value; });
  document.addEventListener("visibilitychange", () => {
    if (document.hidden) save();
  });
  window.addEventListener("online", save);
  window.addEventListener("beforeunload", (event) => {
    if (area.value === kept) return;
    save();
    event.preventDefault();
    event.returnValue = "";
  });
})();
