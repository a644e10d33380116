// What does a sheet do better with script? It counts characters and works out rates while one types.

const JOINS = /[\u0000-\u001f\u0300-\u036f\u200b-\u200f\u2060\ufe00-\ufe0f\ufeff\u{e0100}-\u{e01ef}]/u;

/** Count as Chinese forms do: every sign counts one, blanks nothing. The server counts the same. */
function characters(text) {
  return [...text].filter((sign) => !/\s/u.test(sign) && !JOINS.test(sign)).length;
}

function number(text) {
  const folded = text.normalize("NFKC").replace(/[,\s]/g, "");
  return /^\d+(\.\d+)?$/.test(folded) ? Number(folded) : Number.NaN;
}

function count(below) {
  const input = document.getElementById(below.dataset.countFor);
  if (!input) return;
  const written = characters(input.value);
  below.querySelector("output").textContent = below.dataset.said.replace("{n}", String(written));
}

function rate(box) {
  const [above, under] = [...box.querySelectorAll(".ratio__frac input")].map((one) => number(one.value));
  const value = (above / under) * 100;
  const places = Number(box.dataset.ratio);
  box.querySelector("output").textContent = Number.isFinite(value) ? `${value.toFixed(places)}%` : "—";
}

for (const below of document.querySelectorAll("[data-count-for]")) count(below);
document.addEventListener("input", (event) => {
  const below = document.querySelector(`[data-count-for="${event.target.id}"]`);
  if (below) count(below);
  const box = event.target.closest("[data-ratio]");
  if (box) rate(box);
});
