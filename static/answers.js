/* Saves every answer the moment it is given. Without this script the page's own buttons save the same fields. */
"use strict";

(() => {
  const form = document.querySelector("form[data-answers]");
  const status = form.querySelector("[data-status]");
  const token = form.querySelector("[name=csrf_token]").value;
  const RETRY_MS = [1000, 2000, 4000, 8000, 15000];
  const PATIENCE_MS = 15000;
  const waiting = new Map(); // item -> number of failed tries
  const busy = new Set();
  const again = new Set(); // changed while being saved
  const typing = new Map(); // item -> timer that saves when the typing stops
  const unsaved = new Set(); // what stands on the screen and was not acknowledged
  const unsure = new Map(); // item -> what was sent without an answer: it may have been kept

  let leaving = null; // the button that waits until everything is saved
  let submitting = false;

  const text = form.dataset; // every sentence stands in the page

  const say = (words, failed) => {
    status.textContent = words;
    status.classList.toggle("failed", Boolean(failed));
  };

  const seenField = (box) => form.querySelector(`[name="seen.${box.dataset.item}"]`);

  const fields = (box) => {
    const data = new URLSearchParams({ part: form.dataset.part, item: box.dataset.item });
    const seen = seenField(box);
    data.set(seen.name, seen.value);
    for (const input of box.querySelectorAll("input:not([type=hidden]), textarea")) {
      if (input.type === "radio" || input.type === "checkbox") {
        if (input.checked) data.append(input.name, input.value);
      } else {
        data.append(input.name, input.value);
      }
    }
    return data;
  };

  // An answer as one text: as it was sent, and as the server says that it is kept.
  const sent = (data, item) => (data.has(`${item}.best`)
    ? `${data.get(`${item}.best`)} ${data.get(`${item}.worst`)}`
    : data.getAll(item).join(",").normalize("NFC").trim());
  const kept = (value) => (value?.best ? `${value.best} ${value.worst}` : String(value ?? ""));

  const retryLater = (box) => {
    const tries = waiting.get(box) || 0;
    waiting.set(box, tries + 1);
    setTimeout(() => save(box), RETRY_MS[Math.min(tries, RETRY_MS.length - 1)]);
  };

  const save = async (box) => {
    clearTimeout(typing.get(box));
    typing.delete(box);
    if (busy.has(box)) {
      again.add(box);
      return;
    }
    busy.add(box);
    unsaved.add(box);
    const data = fields(box);
    try {
      const response = await fetch(form.dataset.save, {
        method: "POST",
        body: data,
        headers: { "X-CSRFToken": token },
        keepalive: true, // goes on when the page is left
        signal: AbortSignal.timeout(PATIENCE_MS),
      });
      if (response.status >= 500) throw new Error(String(response.status));
      if (!(response.headers.get("Content-Type") || "").includes("json")) {
        say(text.textRefused, true);
        return;
      }
      const answer = await response.json();
      if (response.status === 201) {
        waiting.delete(box);
        unsure.delete(box);
        if (!typing.has(box)) unsaved.delete(box);
        seenField(box).value = answer.revision;
        const left = [...unsaved].some((other) => other !== box && !busy.has(other));
        say(left ? `${answer.message}${text.textNotAll}` : answer.message, left);
      } else if (response.status === 409 && unsure.get(box)?.has(kept(answer.stored))) {
        unsure.delete(box); // no other window: the answer to our own request got lost
        seenField(box).value = answer.revision;
        again.add(box);
      } else {
        waiting.delete(box);
        say(answer.message, true);
      }
    } catch {
      leaving = null;
      unsure.set(box, (unsure.get(box) ?? new Set()).add(sent(data, box.dataset.item)));
      say(text.textOffline, true);
      retryLater(box);
    } finally {
      busy.delete(box);
      if (again.delete(box)) save(box);
      else if (leaving && !busy.size) form.requestSubmit(leaving);
    }
  };

  const complete = (box) => {
    if (!("set" in box.dataset)) return true;
    const best = box.querySelector("[name$='.best']:checked");
    const worst = box.querySelector("[name$='.worst']:checked");
    if (best && worst && best.value === worst.value) {
      unsaved.add(box);
      say(text.textSame, true);
      return false;
    }
    return Boolean(best && worst);
  };

  const count = (area) => {
    const counter = area.closest(".item").querySelector("[data-counter]");
    const left = Number(area.dataset.limit) - area.value.length;
    counter.textContent = (left >= 0 ? text.textLeft : text.textOver).replace("{n}", Math.abs(left));
  };

  form.addEventListener("change", (event) => {
    const box = event.target.closest("[data-item]");
    if (box && complete(box)) save(box);
  });

  form.addEventListener("input", (event) => {
    if (!event.target.matches("textarea")) return;
    count(event.target);
    const box = event.target.closest("[data-item]");
    unsaved.add(box);
    clearTimeout(typing.get(box));
    typing.set(box, setTimeout(save, 1200, box));
  });

  // Number keys choose inside the scale that has the focus; elsewhere they do nothing.
  form.addEventListener("keydown", (event) => {
    const box = event.target.closest("[data-keys]");
    if (!box || event.ctrlKey || event.altKey || event.metaKey || !/^[1-9]$/.test(event.key)) return;
    const radio = box.querySelectorAll("input[type=radio]")[Number(event.key) - 1];
    if (!radio || radio.checked) return;
    event.preventDefault();
    radio.checked = true;
    radio.focus();
    radio.dispatchEvent(new Event("change", { bubbles: true }));
  });

  // The page's own buttons save everything, after what is still being saved; offline they would lose the page.
  form.addEventListener("submit", (event) => {
    typing.forEach((timer) => clearTimeout(timer));
    if (navigator.onLine && !busy.size) {
      submitting = true;
      return;
    }
    event.preventDefault();
    if (navigator.onLine) leaving = event.submitter;
    else say(text.textOffline, true);
  });

  // Leaving with something unsaved: the browser asks.
  window.addEventListener("beforeunload", (event) => {
    if (!submitting && unsaved.size) event.preventDefault();
  });

  // On a phone another app may be the end of this page, without a question.
  document.addEventListener("visibilitychange", () => {
    if (document.hidden) typing.forEach((_, box) => save(box));
  });

  window.addEventListener("online", () => [...waiting.keys()].forEach(save));

  document.querySelectorAll("textarea[data-limit]").forEach(count);
  const summary = document.querySelector(".error-summary");
  if (summary) summary.focus();
})();
