// Reports that are kept: what there is, as files, and one more.

import * as api from "./api.js";
import { announce, download, el, field, foreign, number, select, table, time, wrong } from "./dom.js";
import { LIMITS, PRODUCTS, SEVERITIES, STATUSES } from "./hashes.js";

const ENDED = new Set(["succeeded", "incomplete", "failed"]);
const LOOK_EVERY = 1_000;
const FILES = [
  { name: "CSV", ending: "csv", type: "text/csv" },
  { name: "Markdown", ending: "md", type: "text/markdown" },
  { name: "JSON", ending: "json", type: "application/json" },
];

export default function reports(page) {
  const view = { page, items: [], next: null, words: new Map(), place: null, watching: false };
  view.place = el("section", { "aria-label": "Reports", id: "reports-result" });
  page.body.append(
    el("p", {}, "Alerts by hash, counted in the background and kept. Schedules make them, too."),
    mayAsk(page) ? form(view) : el("p", { class: "note" }, "To ask for a report takes the role responder."),
    view.place,
  );
  load(view, "");
}

function mayAsk(page) {
  return page.session.roles.some((it) => it === "responder" || it === "admin");
}

function form(view) {
  const choice = (name, values) =>
    select([["", "Any"], ...values.map((it) => [it, it.replace("_", " ")])], "", { id: `reports-${name}`, name });
  const days = el("input", { id: "reports-days", name: "days", type: "number", min: "1", max: "365", value: "30" });
  const mail = el("input", { id: "reports-recipients", name: "recipients", autocomplete: "off" });
  const asked = el(
    "form",
    {
      id: "reports-form",
      onsubmit: (event) => {
        event.preventDefault();
        order(view, asked, mail);
      },
    },
    el(
      "div",
      { class: "fields" },
      field("Days back", days),
      field("Status", choice("status", STATUSES)),
      field("Product", choice("product", PRODUCTS)),
      field("Severity", choice("severity", SEVERITIES)),
      field("Hashes shown", select(LIMITS.map((it) => [it, it]), "100", { id: "reports-limit", name: "limit" })),
      field("Mail to", mail, { hint: "Addresses with commas between; may be left empty" }),
      el("button", { class: "main", type: "submit" }, "Ask for a report"),
    ),
  );
  return asked;
}

async function order(view, asked, mail) {
  const { recipients, ...given } = Object.fromEntries(new FormData(asked));
  const filters = Object.fromEntries(
    Object.entries(given).filter(([, value]) => value).map(([name, value]) => [name, [value]]));
  wrong(mail, "");
  try {
    const made = await api.post(
      api.of(view.page.tenant, "/reports"),
      { kind: "hashes", filters, recipients: recipients.split(",").map((it) => it.trim()).filter(Boolean) },
      { signal: view.page.signal },
    );
    announce("The report is asked for.");
    view.words.set(made.id, words(made));
    await load(view, "");
  } catch (problem) {
    if (problem.category === "bad-request" && recipients) {
      wrong(mail, problem.message);
    } else {
      view.page.fail(problem);
    }
  }
}

async function load(view, after) {
  try {
    const path = api.of(view.page.tenant, "/reports", { limit: "20", after });
    const found = await api.get(path, { signal: view.page.signal });
    view.items = after ? [...view.items, ...found.items] : found.items;
    view.next = found.next;
    draw(view);
    watch(view);
  } catch (problem) {
    view.page.fail(problem);
  }
}

/** Those that are not made yet, until they are. */
async function watch(view) {
  if (view.watching) {
    return;
  }
  view.watching = true;
  try {
    while (!view.page.signal.aborted && view.items.some((it) => !ENDED.has(it.state))) {
      await rest(view.page.signal);
      for (const it of view.items.filter((one) => !ENDED.has(one.state))) {
        const path = `${api.of(view.page.tenant, "/reports")}/${encodeURIComponent(it.id)}`;
        const now = await api.get(path, { signal: view.page.signal });
        view.items = view.items.map((one) => (one.id === now.id ? now : one));
        speak(view, now);
      }
      draw(view);
    }
  } catch (problem) {
    view.page.fail(problem);
  }
  view.watching = false;
}

function rest(signal) {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, LOOK_EVERY);
    signal.addEventListener("abort", () => {
      clearTimeout(timer);
      resolve();
    }, { once: true });
  });
}

/** Only the end of a report that was asked for here. */
function speak(view, report) {
  if (view.words.has(report.id) && ENDED.has(report.state)) {
    view.words.delete(report.id);
    announce(`Report ${report.state}: ${number(report.progress.done)} alerts read.`);
  }
}

function draw(view) {
  const focused = view.place.contains(document.activeElement) ? document.activeElement.id : "";
  view.place.replaceChildren(
    table("Reports, the newest first", columns(view), view.items, { empty: "There were none yet." }),
    view.next
      ? el("button", { type: "button", id: "reports-more", onclick: () => load(view, view.next) }, "Show older ones")
      : "",
  );
  if (focused) {
    document.getElementById(focused)?.focus();
  }
}

function columns(view) {
  return [
    { title: "Asked for", cell: (it) => time(it.created) },
    { title: "State", cell: (it) => state(it) },
    { title: "Alerts read", number: true, cell: read },
    { title: "Of", cell: words },
    { title: "By", cell: (it) => foreign(it.orderedBy) },
    { title: "Mail", cell: mailed },
    { title: "Files", cell: (it) => files(view, it) },
  ];
}

function state(report) {
  const why = report.failure ? [" ", foreign(report.failure.message)] : [];
  return [el("span", { class: `state ${report.state}` }, report.state), ...why];
}

function read(report) {
  const { done, total } = report.progress;
  return total === null || total === done ? number(done) : `${number(done)} of ${number(total)}`;
}

function words(report) {
  const all = Object.entries(report.filters ?? {}).map(([name, values]) => `${name} ${values.join(" or ")}`);
  return foreign(all.join(", ") || "7 days");
}

function mailed(report) {
  return report.mail.state === "none" ? "" : [report.mail.state, report.mail.error ? [": ", foreign(report.mail.error)] : ""].flat();
}

function files(view, report) {
  if (report.state !== "succeeded" && report.state !== "incomplete") {
    return "";
  }
  return el(
    "div",
    { class: "actions" },
    FILES.map((file) =>
      el(
        "button",
        { type: "button", id: `${file.ending}-${report.id}`, onclick: () => keep(view, report, file) },
        file.name,
        el("span", { class: "visually-hidden" }, ` of the report of ${report.created}`),
      ),
    ),
  );
}

async function keep(view, report, file) {
  try {
    const path = `${api.of(view.page.tenant, "/reports")}/${encodeURIComponent(report.id)}`;
    const text = await api.text(path, file.type, { signal: view.page.signal });
    download(`report-${report.id}.${file.ending}`, file.type, text);
    announce(`The report is kept as ${file.name}.`);
  } catch (problem) {
    view.page.fail(problem);
  }
}
