/* Saves every answer the moment it is given. Without this script the page's own buttons save the same fields. */
"use strict";

(() => {
  const form = document.querySelector("form[data-answers]");
  const status = form.querySelector("[data-status]");
  const attempt = bop.place.dataset.attempt;
  const token = form.querySelector("[name=csrf_token]").value;
  const RETRY_MS = [1000, 2000, 4000, 8000, 15000];
  const TYPING_MS = 1200;
  const tries = new Map(); // item -> number of failed tries
  const retries = new Map(); // item -> timer of the next try
  const busy = new Set();
  const again = new Set(); // changed while being saved
  const typing = new Map(); // item -> timer that saves when the typing stops
  const unsaved = new Map(); // item -> why what stands on the screen was not acknowledged

  let pressed = null; // the button that was pressed last: Safari 15 does not tell who submits
  let leaving = null; // the button that waits until everything is saved
  let submitting = false;
  const chosenWay = document.createElement("input"); // which button leaves the page
  chosenWay.type = "hidden";
  chosenWay.value = "1";

  const text = form.dataset; // every sentence stands in the page
  const reasons = status.dataset;

  const say = (words, failed) => {
    status.textContent = words;
    status.classList.toggle("failed", Boolean(failed));
  };
  const sayCause = (state) => {
    say(reasons[state], true);
    form.querySelector("[data-return]").hidden = state !== "session";
  };

  const seenField = (box) => form.querySelector(`[name="seen.${box.dataset.item}"]`);
  const controls = (box) => [...box.querySelectorAll("input:not([type=hidden]), textarea")];
  const ticks = (input) => input.type === "radio" || input.type === "checkbox";

  const fields = (box) => {
    const { item } = box.dataset;
    const data = new URLSearchParams({ part: form.dataset.part, item });
    const seen = seenField(box);
    data.set(seen.name, seen.value);
    for (const input of controls(box)) {
      if (!ticks(input) || input.checked) data.append(input.name, input.value);
    }
    // Nothing chosen any more takes the answer back.
    if (!controls(box).some((input) => data.has(input.name))) data.append(item, "");
    return data.toString();
  };

  const show = (box, kept) => {
    const data = new URLSearchParams(kept);
    for (const input of controls(box)) {
      if (ticks(input)) input.checked = data.getAll(input.name).includes(input.value);
      else input.value = data.get(input.name) ?? "";
    }
    seenField(box).value = data.get(seenField(box).name) ?? "";
    form.dispatchEvent(new Event("bop:shown"));
  };

  const keep = (box, tried) => {
    const { item } = box.dataset;
    const earlier = bop.get(attempt, item)?.tried ?? [];
    bop.put(attempt, item, {
      part: form.dataset.part, page: location.pathname, fields: fields(box), tried: tried ?? earlier,
    });
    unsaved.set(box, unsaved.get(box) ?? "waiting");
  };

  // What is sent may be kept while its answer gets lost, so it is remembered until one comes.
  const noteSent = (box, sent) => {
    const { item } = box.dataset;
    const tried = bop.get(attempt, item)?.tried ?? [];
    const value = bop.sentText(sent, item);
    if (!tried.includes(value)) keep(box, [...tried, value]);
  };

  const retryLater = (box) => {
    const count = tries.get(box) || 0;
    tries.set(box, count + 1);
    clearTimeout(retries.get(box));
    retries.set(box, setTimeout(save, RETRY_MS[Math.min(count, RETRY_MS.length - 1)], box));
  };

  const saved = (box, answer, sent) => {
    tries.delete(box);
    seenField(box).value = answer.revision;
    if (fields(box) === bop.withSeen(sent, box.dataset.item, answer.revision)) {
      bop.drop(attempt, box.dataset.item);
      unsaved.delete(box);
    } else {
      keep(box, []);
    }
    form.querySelector("[data-return]").hidden = true;
    const left = [...unsaved.keys()].some((other) => other !== box && !busy.has(other));
    say(left ? `${answer.message}${text.textNotAll}` : answer.message, left);
  };

  const failed = (box, state) => {
    unsaved.set(box, state);
    sayCause(state);
    leaving = null;
    retryLater(box);
  };

  const changed = (box, answer) => {
    const { item } = box.dataset;
    if (bop.get(attempt, item)?.tried.includes(bop.keptText(answer.stored))) {
      seenField(box).value = answer.revision; // no other window: the answer to our own request got lost
      keep(box, []);
      again.add(box);
      return;
    }
    bop.put(attempt, item, { ...bop.get(attempt, item), conflict: true });
    unsaved.set(box, "changed");
    say(answer.message, true);
  };

  const save = async (box) => {
    clearTimeout(typing.get(box));
    typing.delete(box);
    keep(box);
    if (busy.has(box)) {
      again.add(box);
      return;
    }
    busy.add(box);
    const sent = fields(box);
    noteSent(box, sent);
    const { state, answer } = await bop.sendAnswer(form.dataset.save, sent, token);
    busy.delete(box);
    if (state === "saved") saved(box, answer, sent);
    else if (state === "changed") changed(box, answer);
    else if (state === "server" || state === "network") failed(box, state);
    else {
      unsaved.set(box, state);
      if (state === "refused") say(answer.message, true);
      else sayCause(state);
    }
    if (again.delete(box)) save(box);
    else leaveWhenSaved();
  };

  const leave = (button) => {
    submitting = true;
    chosenWay.name = button?.name || "next";
    form.append(chosenWay);
    form.submit();
  };

  // What the server refused, the page's own button sends once more: then the page tells why.
  const leaveWhenSaved = () => {
    if (leaving === null || busy.size || again.size) return;
    const button = leaving.button;
    leaving = null;
    leave(button);
  };

  const keepExclusive = (changedBox, input) => {
    if (input.type !== "checkbox" || !input.checked) return;
    for (const other of controls(changedBox)) {
      const excludes = "exclusive" in input.dataset || "exclusive" in other.dataset;
      if (other !== input && excludes) other.checked = false;
    }
  };

  form.addEventListener("change", (event) => {
    const box = event.target.closest("[data-item]");
    if (!box) return;
    keepExclusive(box, event.target);
    save(box);
  });

  form.addEventListener("input", (event) => {
    if (!event.target.matches("textarea")) return;
    const box = event.target.closest("[data-item]");
    keep(box);
    clearTimeout(typing.get(box));
    typing.set(box, setTimeout(save, TYPING_MS, box));
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

  form.addEventListener("click", (event) => {
    const button = event.target.closest("button");
    if (!button) return;
    pressed = button;
    if (button.name !== "clear") return;
    event.preventDefault();
    const box = button.closest("[data-item]");
    const chosen = controls(box).filter((input) => input.checked);
    chosen.forEach((input) => { input.checked = false; });
    form.dispatchEvent(new Event("bop:shown"));
    controls(box)[0].focus();
    if (chosen.length) save(box);
  });

  // First everything is saved; the page is left only when that worked.
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    if (submitting) return;
    leaving = { button: event.submitter ?? pressed };
    [...unsaved].forEach(([box, why]) => {
      if (["waiting", "server", "network"].includes(why) && !busy.has(box)) save(box);
    });
    if (busy.size && !status.textContent) say(text.textBusy);
    leaveWhenSaved();
  });

  // Leaving with something unsaved: the browser asks.
  window.addEventListener("beforeunload", (event) => {
    if (submitting || !unsaved.size) return;
    event.preventDefault();
    event.returnValue = "";
  });

  // A page that comes back by the button Back may be left again.
  window.addEventListener("pageshow", () => {
    submitting = false;
    chosenWay.remove();
  });

  // On a phone another app may be the end of this page, without a question.
  document.addEventListener("visibilitychange", () => {
    if (document.hidden) typing.forEach((_, box) => save(box));
  });

  window.addEventListener("online", () => [...tries.keys()].forEach(save));

  // The page was shown again: it holds what was posted. What another window changed is kept with the
  // revision that was seen before, so that no page can put it over the newer answer by itself.
  const keepShown = (box, entry) => {
    const { item } = box.dataset;
    const before = new URLSearchParams(entry.fields).get(seenField(box).name);
    keep(box, []);
    if (!box.querySelector(".conflict")) return;
    bop.put(attempt, item, {
      ...bop.get(attempt, item), fields: bop.withSeen(fields(box), item, before), conflict: true,
    });
    unsaved.set(box, "changed");
  };

  // Two windows gave two answers and nobody chose: the newer one stands, a text is shown beside it.
  const showConflict = async (box, entry) => {
    const { item } = box.dataset;
    await bop.sendWaiting(item); // it may have been saved since
    const area = box.querySelector("textarea");
    if (!area || !bop.get(attempt, item)) return;
    const note = document.createElement("p");
    note.className = "conflict";
    note.textContent = `${text.textElsewhere} ${new URLSearchParams(entry.fields).get(item)}`;
    area.before(note);
  };

  // What an earlier page could not save comes back, and is saved now.
  for (const box of form.querySelectorAll("[data-item]")) {
    const entry = bop.get(attempt, box.dataset.item);
    if (entry && "shownAgain" in form.dataset) keepShown(box, entry);
    else if (entry?.conflict) showConflict(box, entry);
    else if (entry) {
      show(box, entry.fields);
      save(box);
    }
  }
})();
