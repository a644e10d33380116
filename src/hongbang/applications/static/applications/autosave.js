// What does the form of an application do better with script? It keeps what is typed by itself.

const QUIET = 2500; // milliseconds without a key, before it is kept
const form = document.querySelector("form[data-autosave]");
const said = form?.querySelector("[data-saved]");
const ledger = document.querySelector("[data-ledger]");
let timer = 0;
let typed = 0; // counts changes, so that one made while saving is not taken as kept
let kept = 0;
let pending = null;
let isOver = false; // a colleague was faster: only the person can choose now

function say(sentence, isKept) {
  said.classList.toggle("saved--not", !isKept);
  const words = document.createElement("span");
  words.textContent = sentence;
  said.replaceChildren(words);
}

/** Send the form without its files; they are sent with the button. */
async function send() {
  const counted = typed;
  const body = new FormData(form);
  for (const [name, value] of [...body.entries()]) {
    if (value instanceof File || name.endsWith(".new.upload")) body.delete(name);
  }
  body.set("autosave", "1");
  say(form.dataset.saidSaving, false);
  try {
    const answer = await fetch(form.action, { method: "POST", body, redirect: "error" });
    show(await answer.text(), answer, counted);
  } catch {
    say(form.dataset.saidBroken, false);
    plan(4 * QUIET);
  }
}

function show(text, answer, counted) {
  const live = new DOMParser().parseFromString(text, "text/html").querySelector("[data-live-answer]");
  if (!live) throw new Error("not an answer to an autosave");
  say(live.querySelector("[data-live-saved]").textContent.trim(), answer.ok);
  isOver = !answer.ok;
  if (isOver) return;
  form.elements.version.value = live.dataset.version;
  ledger.replaceChildren(...live.querySelector("[data-live-ledger]").childNodes);
  kept = counted;
  if (typed > kept) plan(QUIET);
}

function plan(wait) {
  window.clearTimeout(timer);
  if (isOver) return;
  timer = window.setTimeout(() => {
    if (pending || form.dataset.sent) return;
    pending = send().finally(() => {
      pending = null;
    });
  }, wait);
}

function onInput(event) {
  if (event.target.type === "file") return;
  typed += 1;
  plan(QUIET);
}

/** A button waits for an autosave under way, so that nobody overtakes themselves. */
async function onSubmit(event) {
  window.clearTimeout(timer);
  kept = typed;
  if (!pending) return;
  event.preventDefault();
  const { submitter } = event;
  await pending;
  window.clearTimeout(timer);
  form.requestSubmit(submitter);
}

function onLeave(event) {
  if (typed > kept && !form.dataset.sent) event.preventDefault();
}

if (form) {
  form.addEventListener("input", onInput);
  form.addEventListener("change", onInput);
  form.addEventListener("submit", onSubmit);
  window.addEventListener("beforeunload", onLeave);
}
