/* The page: search, order, clicks and keys. `playing.js` plays. */
"use strict";

const byId = (id) => document.getElementById(id);
const list = byId("takes");
const cards = [...list.querySelectorAll(".card")];
const shown = () => [...list.querySelectorAll("li:not([hidden]) > .card")];

/* Searching and sorting */
const search = byId("search"), order = byId("order"), reverse = byId("reverse");

function filter() {
  const words = search.value.normalize("NFC").toLowerCase().split(/\s+/).filter(Boolean);
  let found = 0;
  for (const card of cards) {
    const fits = words.every((word) => card.dataset.words.includes(word));
    card.parentElement.hidden = !fits;
    found += fits;
  }
  const all = `${cards.length} ${cards.length === 1 ? "take" : "takes"}`;
  byId("count").textContent = words.length ? `${found} of ${all}` : all;
  byId("nothing").hidden = found > 0;
}

function sort() {
  const key = order.value, sign = pressed(reverse) ? -1 : 1;
  const value = (card) => card.dataset[key];
  const compare = key === "name"
    ? (a, b) => value(a).localeCompare(value(b), undefined, { numeric: true })
    : (a, b) => value(a) - value(b);
  const sorted = key ? [...cards].sort((a, b) => sign * compare(a, b)) : sign < 0 ? [...cards].reverse() : cards;
  const focused = document.activeElement;
  list.append(...sorted.map((card) => card.parentElement));
  focused?.focus({ preventScroll: true });
}

search.addEventListener("input", filter);
order.addEventListener("change", sort);

/* The command that makes a take again: from anywhere, where the page's folder is known */
function again(card) {
  const url = new URL(".", card.querySelector(".manifest").href);
  const typed = card.querySelector("code").textContent;
  if (url.protocol !== "file:") return typed;
  let path;
  try { path = decodeURIComponent(url.pathname.slice(0, -1)); } catch { return typed; }
  if (url.host) return `musiccm again "//${url.host}${path}"`;
  if (/^\/[A-Za-z]:/.test(path)) return `musiccm again "${path.slice(1)}"`;
  return `musiccm again '${path.replaceAll("'", `'"'"'`)}'`;
}

async function copy(button) {
  const code = button.parentElement.querySelector("code");
  try {
    await navigator.clipboard.writeText(again(button.closest(".card")));
    button.textContent = "Copied";
  } catch {
    getSelection().selectAllChildren(code);
    button.textContent = "Selected";
  }
  setTimeout(() => { button.textContent = "Copy"; }, 1500);
}

/* Mouse and touch */
document.addEventListener("click", (event) => {
  const button = event.target.closest("button"), card = event.target.closest(".card");
  if (button?.matches(".play")) toggle(card);
  else if (button?.matches(".copy")) copy(button);
  else if (button?.matches(".mute, .solo, #reverse")) {
    button.setAttribute("aria-pressed", !pressed(button));
    if (card) show(card); else sort();
  } else if (button?.id === "theme") {
    choose(document.documentElement.dataset.theme === "dark" ? "light" : "dark");
  } else if (event.target.closest(".time")) {
    const box = event.target.closest(".time").getBoundingClientRect();
    seek(card, (event.clientX - box.left) / box.width);
  }
});

/* Keys */
function step(items, from, by) {
  const index = items.indexOf(from);
  return items[index < 0 ? 0 : Math.max(0, Math.min(items.length - 1, index + by))];
}

function goTo(element) {
  element?.focus({ preventScroll: true });
  element?.scrollIntoView({ block: "nearest" });
}

addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.altKey || event.metaKey || event.defaultPrevented) return;
  if (event.repeat && !event.key.startsWith("Arrow")) return;
  const target = event.target;
  if (target.matches("input, select")) {
    if (event.key === "Escape") goTo(shown()[0]);
    return;
  }
  const card = target.closest(".card"), lane = target.closest(".lane");
  const stems = card ? [...card.querySelectorAll(".stem")] : [];
  const press = (kind) => () => lane?.querySelector(kind)?.click();
  const actions = {
    ArrowDown: () => goTo(lane ? step(stems, lane, 1) : step(shown(), card, 1)),
    ArrowUp: () => goTo(lane ? step(stems, lane, -1) : step(shown(), card, -1)),
    ArrowRight: () => { if (!lane) goTo(stems[0]); },
    ArrowLeft: () => { if (lane) goTo(card); },
    m: press(".mute"),
    s: press(".solo"),
    "/": () => { search.focus(); search.select(); },
  };
  if (!target.closest("button, a")) {
    actions[" "] = () => {
      const found = card ?? current?.card ?? shown()[0];
      if (found) toggle(found);
    };
  }
  const action = actions[event.key.length === 1 ? event.key.toLowerCase() : event.key];
  if (!action) return;
  event.preventDefault();
  action();
});
