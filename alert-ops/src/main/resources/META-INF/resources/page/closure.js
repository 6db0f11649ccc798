// One closure: its progress, what can be done with it, and its report.

import * as api from "./api.js";
import { announce, download, el, facts, foreign, number, select, field, table, time } from "./dom.js";
import { state } from "./closures.js";

const POLL = 2_000;
const SPEAK_EVERY = 10; // per cent
const FILES = [
  { name: "CSV", ending: "csv", type: "text/csv" },
  { name: "Markdown", ending: "md", type: "text/markdown" },
  { name: "JSON", ending: "json", type: "application/json" },
];
const ENDED = new Set(["succeeded", "failed", "incomplete", "cancelled"]);
const STATES = ["closed", "already", "skipped-drift", "not-found", "failed", "pending", "in-flight"];
const ACTIONS = {
  pause: { title: "Pause", on: (it) => it.state === "running" || (it.state === "queued" && !it.waitsFor) },
  resume: { title: "Resume", on: (it) => ["paused", "failed", "incomplete"].includes(it.state) },
  cancel: {
    title: "Cancel",
    on: (it) => !ENDED.has(it.state),
    sure: (it) => `It ends for good. What was written stays written; ${number(it.counts.remaining)} alerts are left alone.`,
  },
  approve: {
    title: "Approve",
    on: (it, session) => it.waitsFor === "approval" && it.createdBy !== session.name,
    sure: (it) => `${number(it.total)} alerts are written to Falcon then, and your name stands on them.`,
  },
  revert: {
    title: "Take back",
    on: (it) => ENDED.has(it.state) && it.counts.closed + it.counts.inFlight > 0 && !it.revertOf,
    sure: (it) => `Up to ${number(it.counts.closed + it.counts.inFlight)} alerts become what they were: those nobody has touched since.`,
  },
};

export default function closure(page) {
  const id = page.rest[0];
  const path = api.of(page.tenant, `/closures/${encodeURIComponent(id)}`);
  const view = {
    page,
    path,
    progress: el("section", { "aria-label": "Progress" }),
    actions: el("div", { class: "actions", role: "group", "aria-label": "Actions" }),
    sure: el("div", {}),
    facts: el("section", { "aria-label": "Facts" }),
    report: el("section", { "aria-label": "Report", id: "report" }),
    spoken: "",
    last: null,
  };
  page.body.append(view.progress, view.actions, view.sure, view.facts, view.report);
  reportForm(view);
  watch(view);
}

/** Follows it: by events while they come, by asking where they do not. */
async function watch(view) {
  const { signal } = view.page;
  try {
    draw(view, await api.get(view.path, { signal }));
    while (!ENDED.has(view.last.state) && !signal.aborted) {
      try {
        await api.events(view.path, (it) => draw(view, it), signal);
      } catch (failure) {
        if (signal.aborted || failure.status === 401) {
          return;
        }
      }
      await pause(POLL, signal);
      draw(view, await api.get(view.path, { signal }));
    }
  } catch (problem) {
    if (problem.category === "network" && !signal.aborted) {
      announce("The connection is lost; trying again.");
      await pause(POLL, signal);
      watch(view);
      return;
    }
    view.page.fail(problem);
  }
}

function pause(time, signal) {
  return new Promise((resolve) => {
    setTimeout(resolve, time);
    signal.addEventListener("abort", resolve, { once: true });
  });
}

function draw(view, it) {
  if (view.page.signal.aborted) {
    return;
  }
  const before = view.last;
  view.last = it;
  drawProgress(view, it);
  drawActions(view, it);
  view.facts.replaceChildren(
    outcomes(it),
    facts([
      ["Closure", el("code", {}, it.id)],
      ["Takes back", it.revertOf ? el("a", { href: view.page.address("closures", it.revertOf) }, it.revertOf) : ""],
      ["Asked by", foreign(it.createdBy)],
      ["Approved by", it.approvedBy ? foreign(it.approvedBy) : ""],
      ["Reason", foreign(it.reason)],
      ["Begun", time(it.executedAt ?? it.createdAt)],
      ["Ended", time(it.finishedAt)],
    ]),
  );
  speak(view, it, before);
}

function drawProgress(view, it) {
  const { done, total, perSecond, etaSeconds } = it.progress;
  if (!view.bar) {
    view.bar = el("progress", { "aria-label": "Alerts done", max: total || 1 });
    view.words = el("p", { id: "progress-words" });
    view.state = el("p", { id: "state" });
    view.failure = el("div", {});
    view.progress.replaceChildren(view.state, view.bar, view.words, view.failure);
  }
  view.state.replaceChildren("State: ", state(it));
  view.bar.value = done;
  const rate = perSecond > 0 && !ENDED.has(it.state) ? `, ${perSecond} a second` : "";
  const eta = etaSeconds ? `, about ${number(etaSeconds)} s left` : "";
  view.words.textContent = `${number(done)} of ${number(total)}${rate}${eta}`;
  view.failure.replaceChildren(
    it.failure
      ? el("div", { class: "problem" },
          el("p", {}, foreign(`${it.failure.category}: ${it.failure.message}`)),
          el("p", {}, "What was written stays written. Resume it when the cause is gone."))
      : "",
    it.waitsFor === "approval"
      ? el("p", { class: "note" }, it.createdBy === view.page.session.name
          ? "Somebody else has to approve it: send them the address of this page."
          : "It was asked for by somebody else. Look at the numbers below before you approve it.")
      : "",
    it.waitsFor === "confirm"
      ? el("p", { class: "note" }, "It was previewed and never confirmed. Preview it again to go on.")
      : "",
  );
}

function outcomes(it) {
  return table("Alerts by what became of them", [
    { title: "Outcome", cell: ([word]) => word },
    { title: "Alerts", number: true, cell: ([, count]) => number(count) },
  ], [
    [it.revertOf ? "put back" : "closed", it.counts.closed],
    ["were so already", it.counts.already],
    ["changed meanwhile, untouched", it.counts.skippedDrift],
    ["not found", it.counts.notFound],
    ["failed", it.counts.failed],
    ["sent, and not known whether written", it.counts.inFlight],
    ["still to do", it.counts.remaining],
  ]);
}

/** Only what may be done now; the focus stays where it was as long as that button is there. */
function drawActions(view, it) {
  const may = view.page.session.roles.some((role) => role !== "viewer");
  const wanted = Object.keys(ACTIONS).filter((name) => may && ACTIONS[name].on(it, view.page.session));
  const shown = [...view.actions.children].map((button) => button.id);
  if (wanted.join() === shown.join()) {
    return;
  }
  const focused = view.actions.contains(document.activeElement) ? document.activeElement.id : "";
  view.sure.replaceChildren();
  view.actions.replaceChildren(...wanted.map((name) =>
    el("button", { type: "button", id: name, onclick: (event) => begin(view, name, event.target) }, ACTIONS[name].title)));
  if (focused) {
    (document.getElementById(focused) ?? view.actions.firstElementChild ?? document.querySelector("h1")).focus();
  }
}

/** What cannot be undone by another click is asked once more. */
function begin(view, name, button) {
  const action = ACTIONS[name];
  if (!action.sure) {
    act(view, name, button);
    return;
  }
  const done = () => {
    view.sure.replaceChildren();
    button.focus();
  };
  const group = el(
    "div",
    { class: "note", role: "group", tabindex: "-1", "aria-label": `${action.title}?` },
    el("p", {}, action.sure(view.last)),
    el(
      "div",
      { class: "actions" },
      el("button", {
        type: "button",
        class: "main",
        id: "sure",
        onclick: () => {
          done();
          act(view, name, button);
        },
      }, `Yes, ${action.title.toLowerCase()}`),
      el("button", { type: "button", id: "not-sure", onclick: done }, "No"),
    ),
  );
  view.sure.replaceChildren(group);
  group.focus();
}

async function act(view, name, button) {
  if (button.getAttribute("aria-disabled") === "true") {
    return;
  }
  button.setAttribute("aria-disabled", "true");
  try {
    const now = await api.post(`${view.path}/${name}`, { reason: `${ACTIONS[name].title} on the page` });
    announce(`${ACTIONS[name].title}: done.`);
    if (now.id !== view.last.id) {
      view.page.go("closures", now.id);
      return;
    }
    const ended = ENDED.has(view.last.state);
    draw(view, now);
    if (ended) {
      watch(view);
    }
  } catch (problem) {
    view.page.fail(problem);
  }
  button.setAttribute("aria-disabled", "false");
}

/** Not every step: the state, and each tenth. */
function speak(view, it, before) {
  const part = it.progress.total > 0 ? (100 * it.progress.done) / it.progress.total : 0;
  const tenth = Math.floor(part / SPEAK_EVERY) * SPEAK_EVERY;
  const words = ENDED.has(it.state)
    ? `Closure ${it.state}: ${number(it.counts.closed)} closed, ${number(it.counts.failed)} failed.`
    : `Closure ${it.waitsFor ? "waits" : it.state}, ${tenth} per cent.`;
  if (words !== view.spoken) {
    view.spoken = words;
    announce(words);
  }
  if (before && !ENDED.has(before.state) && ENDED.has(it.state)) {
    view.showItems();
  }
}

function reportForm(view) {
  const wanted = select([["", "All"], ...STATES.map((it) => [it, it])], "", { id: "items-state" });
  const items = el("div", {});
  view.showItems = () => showItems(view, wanted.value, items);
  wanted.addEventListener("change", view.showItems);
  view.report.append(
    el("h2", {}, "Report"),
    el("div", { class: "fields" }, field("Outcome", wanted)),
    el(
      "div",
      { class: "actions" },
      FILES.map((it) => el(
        "button",
        { type: "button", id: `download-${it.ending}`, onclick: () => keep(view, it) },
        `Download ${it.name}`,
      )),
    ),
    items,
  );
  view.showItems();
}

async function showItems(view, wanted, place) {
  try {
    const path = `${view.path}/items?${new URLSearchParams({ limit: "25", ...(wanted ? { state: wanted } : {}) })}`;
    const found = await api.get(path, { signal: view.page.signal });
    place.replaceChildren(
      table("Alerts of this closure", [
        { title: "Alert", cell: (it) => el("code", {}, foreign(it.compositeId)) },
        { title: "Outcome", cell: (it) => it.state },
        { title: "Was", cell: (it) => foreign(it.former?.status ?? "") },
        { title: "Message", cell: (it) => foreign(it.message ?? "") },
        { title: "Trace", cell: (it) => foreign(it.traceId ?? "", { class: "mono" }) },
      ], found.items, { empty: "None." }),
      found.next ? el("p", {}, "There are more; a download has all.") : "",
    );
  } catch (problem) {
    view.page.fail(problem);
  }
}

async function keep(view, { ending, type }) {
  announce("Collecting the report.");
  try {
    const report = await api.text(`${view.path}/report`, type, { signal: view.page.signal });
    download(`closure-${view.last.id}.${ending}`, type, report);
    announce("The report is downloaded.");
  } catch (problem) {
    view.page.fail(problem);
  }
}
