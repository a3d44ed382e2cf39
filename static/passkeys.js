// Passkeys: ask the server what to sign, let the device sign it, bring the answer back.
// Without this script, or without passkeys in the browser, the buttons stay hidden.
"use strict";

const bytes = (text) =>
  Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (sign) => sign.charCodeAt(0));
const text = (buffer) =>
  btoa(String.fromCharCode(...new Uint8Array(buffer)))
    .replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");

function readOptions(options) {
  const known = (list) => (list || []).map((key) => ({ ...key, id: bytes(key.id) }));
  return {
    ...options,
    challenge: bytes(options.challenge),
    ...(options.user && { user: { ...options.user, id: bytes(options.user.id) } }),
    ...(options.excludeCredentials && { excludeCredentials: known(options.excludeCredentials) }),
    ...(options.allowCredentials && { allowCredentials: known(options.allowCredentials) }),
  };
}

function writeAnswer(credential) {
  const response = {};
  for (const name of ["attestationObject", "authenticatorData", "clientDataJSON", "signature", "userHandle"]) {
    if (credential.response[name]) response[name] = text(credential.response[name]);
  }
  return JSON.stringify({
    id: credential.id, rawId: text(credential.rawId), type: credential.type, response,
    clientExtensionResults: credential.getClientExtensionResults(),
  });
}

async function post(address, token, fields) {
  const answer = await fetch(address, {
    method: "POST", headers: { "X-CSRFToken": token }, body: new URLSearchParams(fields),
  });
  return { ok: answer.status === 201, told: await answer.json().catch(() => ({})) };
}

async function usePasskey(box, status) {
  const { ask, answer, token, make } = box.dataset;
  const asked = await post(ask, token, {});
  if (!asked.ok) throw new Error("asked");
  const publicKey = readOptions(asked.told);
  const credential = make !== undefined
    ? await navigator.credentials.create({ publicKey })
    : await navigator.credentials.get({ publicKey });
  const name = box.querySelector("input")?.value || "";
  const { ok, told } = await post(answer, token, { answer: writeAnswer(credential), name });
  if (ok) window.location.assign(told.next);
  else status.textContent = told.message || box.dataset.failed;
}

for (const box of document.querySelectorAll("[data-passkey]")) {
  if (!window.PublicKeyCredential) continue;
  box.hidden = false;
  const field = box.querySelector("[data-limit]");
  const button = box.querySelector("button"), status = box.querySelector("[role=status]");
  let busy = false; // a disabled button would lose the focus
  button.addEventListener("click", async () => {
    if (busy) return;
    if (field && [...field.value.trim()].length > Number(field.dataset.limit)) {
      status.textContent = box.dataset.long; // before the device makes a key that nobody keeps
      field.focus();
      return;
    }
    busy = true;
    status.textContent = box.dataset.waiting;
    try {
      await usePasskey(box, status);
    } catch {
      status.textContent = box.dataset.failed;
    }
    busy = false;
  });
}
