// What does a page do better with script than without? Nothing here is needed to use it.

const live = document.querySelector("[data-live]");

/** Say once, politely, what has changed. */
export function announce(sentence) {
  if (!live || !sentence) return;
  live.textContent = "";
  window.setTimeout(() => {
    live.textContent = sentence;
  }, 50);
}

/** After a submit the focus stands on the refusal, or on what was done. */
function focusAnswer() {
  if (window.location.hash) return;
  document.querySelector("main:not([data-gallery]) [data-focus]")?.focus();
}

async function copyAddress(button) {
  try {
    await navigator.clipboard.writeText(button.dataset.copy);
    announce(live?.dataset.copied);
  } catch {
    announce(live?.dataset.notCopied);
  }
}

/** A button that cannot be used stays reachable and says why; it only does not act. */
function onClick(event) {
  const button = event.target.closest("button, a");
  if (!button) return;
  if (button.getAttribute("aria-disabled") === "true") {
    event.preventDefault();
    announce(document.getElementById(button.getAttribute("aria-describedby"))?.textContent.trim());
  } else if (button.dataset.copy) {
    copyAddress(button);
  } else if ("print" in button.dataset) {
    window.print();
  }
}

/** The bulk bar counts the ticks. */
function onChange(event) {
  const form = event.target.closest(".has-bulk");
  const told = form?.querySelector("[data-picked]");
  if (!told) return;
  const picked = form.querySelectorAll(".tick input:checked").length;
  told.textContent = told.dataset.pickedText.replace("{n}", String(picked));
}

/** Leaving a guarded form with changes asks first; sending it does not. */
const changed = new Set();

function onInput(event) {
  const form = event.target.closest("form[data-guard]");
  if (form) changed.add(form);
}

function onLeave(event) {
  if ([...changed].some((form) => !form.dataset.sent)) event.preventDefault();
}

/** A second click must not send the same form twice. */
function onSubmit(event) {
  const form = event.target;
  if (event.defaultPrevented || form.method !== "post") return;
  if (form.dataset.sent) event.preventDefault();
  form.dataset.sent = "yes";
}

document.documentElement.classList.add("has-script");
document.addEventListener("click", onClick);
document.addEventListener("change", onChange);
document.addEventListener("submit", onSubmit);
document.addEventListener("input", onInput);
window.addEventListener("beforeunload", onLeave);
window.addEventListener("pageshow", () => {
  document.querySelectorAll("form[data-sent]").forEach((form) => delete form.dataset.sent);
});
focusAnswer();
