/* What was chosen or typed stays in this browser, per attempt, until the server says that it keeps it.
   This file is on every page of an attempt, and on the start page: it keeps, sends and forgets. */
"use strict";

window.bop = (() => {
  const PREFIX = "bop:";
  const PATIENCE_MS = 15000;
  const OLDEST_MS = 60 * 24 * 60 * 60 * 1000; // as long as the cookie that opens the attempt

  // A browser may refuse to keep anything: then only the page itself remembers.
  const attempted = (work, otherwise) => {
    try {
      return work();
    } catch {
      return otherwise;
    }
  };
  const key = (attempt, name) => `${PREFIX}${attempt}:${name}`;
  const get = (attempt, name) => attempted(() => JSON.parse(localStorage.getItem(key(attempt, name))), null);
  const put = (attempt, name, entry) => attempted(
    () => localStorage.setItem(key(attempt, name), JSON.stringify({ ...entry, at: Date.now() })),
  );
  const drop = (attempt, name) => attempted(() => localStorage.removeItem(key(attempt, name)));
  const names = (attempt) => attempted(() => Object.keys(localStorage), [])
    .filter((name) => name.startsWith(`${PREFIX}${attempt}:`))
    .map((name) => name.slice(key(attempt, "").length));
  const forget = (attempt) => names(attempt).forEach((name) => drop(attempt, name));

  // Drops what was sent, unless something newer was kept meanwhile.
  const acknowledge = (attempt, name, fields) => {
    if (get(attempt, name)?.fields === fields) drop(attempt, name);
  };

  const dropOld = () => attempted(() => Object.keys(localStorage), []).forEach((name) => {
    if (!name.startsWith(PREFIX)) return;
    const at = attempted(() => JSON.parse(localStorage.getItem(name)).at, 0);
    if (!(Date.now() - at < OLDEST_MS)) attempted(() => localStorage.removeItem(name));
  });

  // Safari 15 has no AbortSignal.timeout.
  const ask = async (address, fields, token, options) => {
    const patience = new AbortController();
    const timer = setTimeout(() => patience.abort(), PATIENCE_MS);
    try {
      const response = await fetch(address, {
        method: "POST",
        body: new URLSearchParams(fields),
        headers: { "X-CSRFToken": token },
        signal: patience.signal,
        ...options,
      });
      const json = (response.headers.get("Content-Type") || "").includes("json");
      return { response, answer: json ? await response.json() : null };
    } finally {
      clearTimeout(timer);
    }
  };

  // Why a request was refused by something that is no answer of ours, as the name of a sentence.
  const cause = ({ status, redirected }) => {
    if (status >= 500 || status === 429) return "server";
    if (status === 409) return "closed";
    if (status >= 400 && !redirected) return "session";
    return "network"; // another page than ours: the sign-in page of a wireless network
  };

  // Sends one answer; tells what became of it: saved, changed, refused, or a cause.
  const sendAnswer = async (address, fields, token) => {
    try {
      // Goes on when the page is left.
      const { response, answer } = await ask(address, fields, token, { keepalive: true });
      if (!answer || response.status >= 500) return { state: cause(response) };
      const state = { 201: "saved", 409: "changed" }[response.status] ?? "refused";
      return { state, answer };
    } catch {
      return { state: "network" };
    }
  };

  // Sends a whole form; the server answers what it kept with a redirect.
  const sendForm = async (address, fields, token) => {
    try {
      const { response } = await ask(address, fields, token, { redirect: "manual" });
      if (response.type === "opaqueredirect") return "saved";
      return [409, 422].includes(response.status) ? "refused" : cause(response);
    } catch {
      return "network";
    }
  };

  // An answer as one text: as it was sent, and as the server says that it is kept.
  const sentText = (fields, item) => {
    const data = new URLSearchParams(fields);
    return data.has(`${item}.best`) || data.has(`${item}.worst`)
      ? `${data.get(`${item}.best`) ?? ""} ${data.get(`${item}.worst`) ?? ""}`
      : data.getAll(item).join(",").normalize("NFC").trim();
  };
  const keptText = (value) => (value?.best || value?.worst
    ? `${value.best ?? ""} ${value.worst ?? ""}` : String(value ?? ""));

  const withSeen = (fields, item, revision) => {
    const data = new URLSearchParams(fields);
    data.set(`seen.${item}`, revision);
    return data.toString();
  };

  const place = document.querySelector("[data-attempt]");

  // Sends what an earlier page could not: it crashed, was closed, or had no connection.
  const sendWaiting = async (item) => {
    const { attempt, save, token } = place.dataset;
    const entry = get(attempt, item);
    if (!entry?.part) return;
    const value = sentText(entry.fields, item);
    if (!entry.tried?.includes(value)) put(attempt, item, { ...entry, tried: [...(entry.tried ?? []), value] });
    const { state, answer } = await sendAnswer(save, entry.fields, token);
    if (state === "saved") acknowledge(attempt, item, entry.fields);
    else if (state === "changed" && entry.tried?.includes(keptText(answer.stored))) {
      // No other window: the answer to our own request got lost.
      put(attempt, item, { ...entry, tried: [], fields: withSeen(entry.fields, item, answer.revision) });
      await sendWaiting(item);
    } else if (state === "changed") {
      put(attempt, item, { ...entry, conflict: true });
    }
  };

  const tellWhatIsLeft = () => {
    const notice = document.querySelector("[data-unsaved]");
    if (!notice) return;
    const pages = new Set(names(place.dataset.attempt).map((name) => get(place.dataset.attempt, name)?.page));
    pages.delete(undefined);
    notice.hidden = pages.size === 0;
    const list = notice.querySelector("ul");
    list.replaceChildren(...[...pages].map((address) => {
      const link = document.createElement("a");
      link.href = address;
      link.textContent = notice.dataset.link;
      const line = document.createElement("li");
      line.append(link);
      return line;
    }));
  };

  const sendAllWaiting = async () => {
    const here = new Set([...document.querySelectorAll("[data-item]")].map((box) => box.dataset.item));
    const waiting = names(place.dataset.attempt).filter((name) => !here.has(name));
    await Promise.all(waiting.map(sendWaiting));
    tellWhatIsLeft();
  };

  dropOld();
  document.querySelectorAll("[data-forget]").forEach((gone) => forget(gone.dataset.forget));
  if (place) {
    sendAllWaiting();
    window.addEventListener("online", sendAllWaiting);
  }

  return {
    get, put, drop, sendAnswer, sendWaiting, sendForm, sentText, keptText, withSeen, place,
  };
})();
