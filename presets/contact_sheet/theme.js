/* The theme: that of the screen, until one is chosen. Before the page is drawn, so that it does not flash. */
"use strict";

const THEME = "musiccm-contact-sheet-theme";
const darkScreen = matchMedia("(prefers-color-scheme: dark)");

/* Storage may be closed to a page from a folder; then a choice lasts as long as the page. */
function stored() { try { return localStorage.getItem(THEME); } catch { return null; } }
function store(theme) { try { localStorage.setItem(THEME, theme); } catch { /* it lasts as long as the page */ } }
function dress(theme) { document.documentElement.dataset.theme = theme ?? (darkScreen.matches ? "dark" : "light"); }
dress(stored());
darkScreen.addEventListener("change", () => dress(stored()));

function choose(theme) {
  store(theme);
  dress(theme);
}
