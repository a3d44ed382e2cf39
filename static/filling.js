/* What moves on the page while it is filled in: the progress, and on a phone answered questions that fold.
   Without this script the page tells its progress when it is opened, and every question stays open. */
"use strict";

(() => {
  const form = document.querySelector("form[data-answers]");
  const bar = document.querySelector("progress[data-words]");
  const told = document.querySelector("[data-minutes-told]"); // not there for who was asked about somebody else
  const boxes = [...form.querySelectorAll("[data-item]")];
  const narrow = matchMedia("(max-width: 43.99rem)");
  const canFold = CSS.supports("selector(:has(*))"); // what a folded question hides, the style sheet says
  const SETTLE_MS = 400; // a double tap is over by then: its second half still meets the same question
  const GUARD_MS = 300; // after the page moved, what was aimed at before it moved chooses nothing
  const answered = new Set(); // questions that will fold once it is quiet
  let quiet; // timer
  let guardedUntil = 0;
  let byTouch = false; // whether the last choice was made with a finger or a mouse

  const isAnswered = (box) => {
    const text = box.querySelector("textarea");
    if (text) return text.value.trim() !== "";
    const checked = [...box.querySelectorAll("input:checked")];
    if (!("set" in box.dataset)) return checked.length > 0;
    return checked.length === 2 && checked[0].value !== checked[1].value;
  };

  // The same sum as services/taking.py: what is left of a part, in whole minutes, at least one.
  const minutesLeft = (given) => {
    const { enough, minutes } = bar.dataset;
    if (given >= enough) return 0;
    return Math.max(1, Math.ceil(minutes * ((enough - given) / enough)));
  };

  const answeredElsewhere = Number(bar.dataset.answered) - Number(bar.dataset.answeredHere);

  const showProgress = () => {
    const given = answeredElsewhere + boxes.filter(isAnswered).length;
    const { words } = bar.dataset;
    bar.value = given;
    bar.setAttribute("aria-label", words.replace("{n}", given));
    if (told) tellMinutes(minutesLeft(given));
  };

  const tellMinutes = (here) => {
    const all = here + Number(bar.dataset.minutesElsewhere);
    told.textContent = told.dataset[here === 1 ? "one" : here ? "more" : "none"]
      .replace("{n}", here).replace("{all}", all);
  };

  const fold = (box) => {
    const done = canFold && narrow.matches && isAnswered(box) && !box.querySelector("textarea, [type=checkbox]");
    box.classList.toggle("folded", Boolean(done) && !box.querySelector(".problem, .conflict"));
  };

  const foldAnswered = () => {
    answered.forEach(fold);
    if ([...answered].some((box) => box.classList.contains("folded"))) {
      guardedUntil = performance.now() + GUARD_MS;
    }
    answered.clear();
  };

  const foldSoon = (box) => {
    answered.add(box);
    clearTimeout(quiet);
    quiet = setTimeout(foldAnswered, SETTLE_MS);
  };

  form.addEventListener("click", (event) => {
    if (!byTouch || performance.now() >= guardedUntil || !event.target.closest("[data-item]")) return;
    event.preventDefault();
    event.stopImmediatePropagation();
  }, true);

  form.addEventListener("pointerdown", () => { byTouch = true; });
  form.addEventListener("keydown", () => { byTouch = false; });
  form.addEventListener("change", (event) => {
    showProgress();
    const box = event.target.closest("[data-item]");
    if (box && byTouch) foldSoon(box);
  });
  form.addEventListener("input", showProgress);
  form.addEventListener("bop:shown", () => { // another script chose or cleared
    showProgress();
    boxes.filter((box) => !isAnswered(box)).forEach((box) => box.classList.remove("folded"));
  });

  form.addEventListener("click", (event) => {
    if (!event.target.closest("[data-unfold]")) return;
    const box = event.target.closest("[data-item]");
    box.classList.remove("folded");
    box.querySelector("input:checked").focus();
  });

  // The arrow keys choose among what is shown, so a keyboard gets all of it.
  form.addEventListener("focusin", (event) => {
    const box = event.target.closest(".folded");
    if (!box || !event.target.matches("input:focus-visible")) return;
    box.classList.remove("folded");
    event.target.scrollIntoView({ block: "nearest" }); // what opened above it moved it down
  });

  boxes.forEach(fold);
  showProgress();
})();
