/* Keeps what is typed in a form of the plan in this browser until it is saved, and leaves only after that worked.
   Without this script the button of the form saves the same fields. */
"use strict";

(() => {
  const form = document.querySelector("form[data-draft]");
  const status = form.querySelector("[data-status]");
  const { attempt } = bop.place.dataset;
  const { draft } = form.dataset;
  const restored = document.querySelector("[data-restored]");
  let changed = false;
  let sending = false;

  const token = form.querySelector("[name=csrf_token]").value;
  const controls = () => [...form.elements].filter((one) => one.name && one.name !== "csrf_token");
  const ticks = (input) => input.type === "radio" || input.type === "checkbox";

  const fields = () => {
    const data = new URLSearchParams();
    controls().forEach((input) => {
      if (!ticks(input) || input.checked) data.append(input.name, input.value);
    });
    return data.toString();
  };
  const opened = fields();
  const withoutRevision = (text) => {
    const data = new URLSearchParams(text);
    data.delete("revision");
    return data.toString();
  };

  // An action that is not offered any more is a line of one's own.
  const show = (kept) => {
    const data = new URLSearchParams(kept);
    controls().forEach((input) => {
      if (ticks(input)) input.checked = data.getAll(input.name).includes(input.value);
      else if (data.has(input.name)) input.value = data.get(input.name);
    });
    const offered = new Set(controls().filter((input) => input.name === "actions").map((input) => input.value));
    const lines = data.getAll("actions").filter((action) => !offered.has(action));
    const own = form.elements.own_actions;
    if (own && lines.length) own.value = [own.value, ...lines].filter(Boolean).join("\n");
  };

  const keep = () => {
    changed = true;
    bop.put(attempt, draft, { page: location.pathname + location.search, fields: fields() });
  };

  const say = (state) => {
    status.textContent = status.dataset[state];
    status.classList.add("failed");
    form.querySelector("[data-return]").hidden = state !== "session";
  };

  const submit = async () => {
    sending = true;
    if (changed || fields() !== opened) keep(); // of a form that was left as it was, nothing can be lost
    const data = new URLSearchParams(fields());
    data.set("csrf_token", token);
    const state = await bop.sendForm(form.getAttribute("action") || location.href, data, token);
    sending = false;
    if (state === "saved") {
      bop.drop(attempt, draft);
      changed = false;
      location.assign(form.dataset.after);
    } else if (state === "refused") {
      changed = false; // the page that comes shows why, with the same text
      form.submit();
    } else {
      say(state === "closed" ? "session" : state);
    }
  };

  form.addEventListener("input", keep);
  form.addEventListener("change", keep);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    if (!sending) submit();
  });

  const discard = () => {
    bop.drop(attempt, draft);
    changed = false;
  };
  document.querySelectorAll("[data-discard]").forEach((link) => link.addEventListener("click", discard));
  restored?.querySelector("button").addEventListener("click", () => {
    discard();
    location.reload();
  });

  // Where this browser can keep nothing, it asks before the page is left.
  window.addEventListener("beforeunload", (event) => {
    if (!changed || bop.get(attempt, draft)) return;
    event.preventDefault();
    event.returnValue = "";
  });

  const entry = bop.get(attempt, draft);
  if (entry && "shownAgain" in form.dataset) keep();
  else if (entry && withoutRevision(entry.fields) === withoutRevision(fields())) discard();
  else if (entry) {
    show(entry.fields);
    keep();
    restored.hidden = false;
  }
})();
