// Who did what.

import * as api from "./api.js";
import { announce, el, field, foreign, number, table, time } from "./dom.js";

const PAGE = "50";
const FILTERS = [
  ["actor", "Person", "text", "Subject of the token"],
  ["operation", "Operation", "text", "Such as update_alert_status"],
  ["marker", "Request", "text", "Marker, or id of a closure"],
  ["from", "From", "datetime-local", "Your time"],
  ["to", "To", "datetime-local", "Your time"],
];

export default function audit(page) {
  if (page.several) {
    page.body.append(el("p", { class: "note" }, "Choose one customer: each has its own audit."));
    return;
  }
  const result = el("section", { "aria-label": "Lines of the audit", id: "audit-result" });
  const form = el(
    "form",
    {
      onsubmit: (event) => {
        event.preventDefault();
        load(page, form, result);
      },
    },
    el(
      "div",
      { class: "fields" },
      FILTERS.map(([name, label, type, hint]) =>
        field(label, el("input", { id: `audit-${name}`, name, type }), { hint })),
      el("button", { class: "main", type: "submit" }, "Show"),
    ),
  );
  page.body.append(form, result);
  load(page, form, result);
}

function asked(form) {
  const given = Object.fromEntries(new FormData(form));
  for (const name of ["from", "to"]) {
    if (given[name]) {
      given[name] = new Date(given[name]).toISOString();
    }
  }
  return given;
}

async function load(page, form, place) {
  const given = asked(form);
  const lines = [];
  const more = async (after) => {
    place.setAttribute("aria-busy", "true");
    try {
      const path = api.of(page.tenant, "/audit", { ...given, limit: PAGE, after });
      const found = await api.get(path, { signal: page.signal });
      const first = lines.length;
      lines.push(...found.items);
      draw(place, lines, found.next, more);
      announce(`${number(lines.length)} lines are shown.`);
      if (first > 0) {
        place.querySelectorAll("tbody tr")[first]?.querySelector("th")?.focus();
      }
    } catch (problem) {
      page.fail(problem);
    }
    place.setAttribute("aria-busy", "false");
  };
  await more("");
}

function draw(place, lines, next, more) {
  const columns = [
    { title: "Time", cell: (it) => time(it.at) },
    { title: "Person", cell: (it) => [foreign(it.actor), ` by ${it.via}`] },
    { title: "Operation", cell: (it) => [foreign(it.operation), it.dryRun ? " (dry run)" : ""] },
    { title: "Phase", cell: (it) => it.phase },
    { title: "Targets", number: true, cell: (it) => number(it.targetCount) },
    { title: "Outcomes", cell: outcomes },
    { title: "Reason and detail", cell: words },
    { title: "Request", cell: (it) => el("code", {}, foreign(it.marker)) },
  ];
  place.replaceChildren(
    table("Lines of the audit, the newest first", columns, lines, { empty: "No line fits." }),
    next
      ? el("button", { type: "button", onclick: () => more(next) }, "Show older lines")
      : el("p", {}, lines.length > 0 ? "These are all." : ""),
  );
}

function outcomes(line) {
  return Object.entries(line.outcomes ?? {}).map(([word, count]) => `${word} ${number(count)}`).join(", ");
}

function words(line) {
  return [line.reason, line.detail].filter(Boolean).flatMap((it, at) => [at > 0 ? " · " : "", foreign(it)]);
}
