// Fills in how far the newest run is; without it the page reloads itself. Only text is ever set.
"use strict";
(() => {
  const list = document.getElementById("runs");
  if (!list || !window.EventSource) return;
  const typed = document.querySelector("textarea");
  const renew = () => { if (!typed || !typed.value) location.reload(); };
  const source = new EventSource("/runs/events");
  source.onmessage = (event) => {
    const run = JSON.parse(event.data);
    const row = document.getElementById("run-" + run.number);
    if (!row) {
      if (run.number > Number(list.dataset.newest) && location.pathname === "/runs") renew();
      return;
    }
    if (row.dataset.state !== run.state) {
      renew();
      return;
    }
    if (run.state !== "running") return;
    const texts = { stage: run.stage, found: run.found, known: run.known, refused: run.refused,
      done: run.total ? run.done + " of " + run.total : String(run.done) };
    for (const [name, text] of Object.entries(texts)) {
      const place = row.querySelector("[data-is=" + name + "]");
      if (place) place.textContent = text;
    }
    const bar = row.querySelector("progress");
    if (bar && run.total) { bar.max = run.total; bar.value = run.done; }
    else if (bar) bar.removeAttribute("value");
  };
  addEventListener("pagehide", () => source.close());
})();
