// Which hashes cause the most alerts.

import * as api from "./api.js";
import { announce, bar, el, field, foreign, number, select, table, time } from "./dom.js";

export const STATUSES = ["new", "in_progress", "reopened", "closed"];
export const SEVERITIES = ["informational", "low", "medium", "high", "critical"];
export const PRODUCTS = ["epp", "idp", "mobile", "xdr", "overwatch", "cwpp", "ngsiem", "thirdparty", "data-protection", "automated-lead"];
export const LIMITS = ["25", "50", "100", "500"];

export default function hashes(page) {
  const choice = (name, values) =>
    select([["", "Any"], ...values.map((it) => [it, it.replace("_", " ")])], "", { id: `hashes-${name}`, name });
  const days = el("input", { id: "hashes-days", name: "days", type: "number", min: "1", max: "365", value: "30" });
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
      field("Days back", days),
      field("Status", choice("status", STATUSES)),
      field("Product", choice("product", PRODUCTS)),
      field("Severity", choice("severity", SEVERITIES)),
      field("Hashes shown", select(LIMITS.map((it) => [it, it]), "50", { id: "hashes-limit", name: "limit" })),
      el("button", { class: "main", type: "submit" }, "Count"),
    ),
  );
  const result = el("section", { "aria-label": "Hashes", id: "hashes-result" });
  page.body.append(
    el("p", {}, "Every alert of the period is read, also beyond 10,000: this can take a minute for each 50,000."),
    form,
    result,
  );
  load(page, form, result);
}

async function load(page, form, place) {
  const asked = Object.fromEntries(new FormData(form));
  place.setAttribute("aria-busy", "true");
  place.replaceChildren(el("p", {}, "Reading alerts."));
  announce("Reading alerts.");
  try {
    const report = await api.get(api.of(page.tenant, "/reports/hashes", asked), { signal: page.signal });
    draw(page, place, report, { key: "total", down: true });
    announce(report.summary);
  } catch (problem) {
    place.replaceChildren();
    page.fail(problem);
  }
  place.setAttribute("aria-busy", "false");
}

const KEYS = {
  sha256: (it) => it.sha256,
  total: (it) => it.total,
  hosts: (it) => it.hosts?.count ?? 0,
  firstSeen: (it) => it.firstSeen ?? "",
  lastSeen: (it) => it.lastSeen ?? "",
};

function sorted(rows, order) {
  const key = KEYS[order.key];
  const sign = order.down ? -1 : 1;
  return rows.toSorted((a, b) => {
    const [one, other] = [key(a), key(b)];
    if (one === other) {
      return a.sha256 < b.sha256 ? -1 : 1;
    }
    return (one < other ? -1 : 1) * sign;
  });
}

function draw(page, place, report, order) {
  const most = Math.max(0, ...report.items.map((it) => it.total));
  const again = (key) => {
    draw(page, place, report, { key, down: order.key === key ? !order.down : key !== "sha256" });
    place.querySelector(`[data-sort="${key}"]`).focus();
  };
  const columns = [
    { title: "SHA-256", sort: "sha256", cell: (it) => name(it) },
    { title: "Alerts", sort: "total", class: "bar", cell: (it) => [number(it.total), bar(it.total, most)] },
    { title: "By status", cell: (it) => words(it.byStatus) },
    { title: "By product", cell: (it) => words(it.byProduct) },
    { title: "Hosts", sort: "hosts", number: true, cell: hosts },
    { title: "First seen", sort: "firstSeen", cell: (it) => time(it.firstSeen) },
    { title: "Last seen", sort: "lastSeen", cell: (it) => time(it.lastSeen) },
    { title: "Action", cell: (it) => action(page, it) },
  ];
  place.replaceChildren(
    el("p", { class: "note", id: "coverage" }, foreign(report.summary), incomplete(report)),
    ...failures(report),
    table("Hashes by number of alerts", columns, sorted(report.items, order), {
      order,
      onorder: again,
      empty: "No alert of this period carries a hash.",
    }),
    rest(report),
  );
}

function incomplete(report) {
  return report.state === "succeeded" ? null : el("strong", {}, " Not everything could be read; the counts are too low.");
}

/** Customers that could not be read: shown, and no reason to hide the others. */
function failures(report) {
  return (report.customers ?? [])
    .filter((it) => it.failure)
    .map((it) =>
      el("p", { class: "problem" }, foreign(it.tenant), ": ", foreign(it.failure.message ?? it.failure.category)));
}

function name(row) {
  const names = [...(row.filenames ?? []), ...(row.names ?? [])].slice(0, 3);
  return [
    el("code", {}, foreign(row.sha256)),
    names.length > 0 ? el("div", {}, names.flatMap((it, at) => [at > 0 ? ", " : "", foreign(it)])) : null,
    row.elsewhere > 0 ? el("div", {}, `and ${number(row.elsewhere)} more elsewhere (quarantine, indicators)`) : null,
  ].filter(Boolean);
}

function words(counts) {
  return Object.entries(counts ?? {}).flatMap(([word, count], at) => [
    at > 0 ? ", " : "",
    foreign(word.replace("_", " ")),
    ` ${number(count)}`,
  ]);
}

function hosts(row) {
  return row.hosts ? `${row.hosts.exact === false ? "about " : ""}${number(row.hosts.count)}` : "";
}

/** A closure is about one customer: the one chosen, or each that has this hash. */
function action(page, row) {
  if (!page.session.roles.some((it) => it !== "viewer")) {
    return "";
  }
  const where = page.several ? Object.keys(row.byTenant ?? {}) : [page.tenant];
  return where.map((tenant) =>
    el(
      "div",
      {},
      el(
        "a",
        { href: page.elsewhere(tenant, "closures", "new", row.sha256) },
        page.several ? ["Close at ", foreign(tenant)] : "Close these",
        el("span", { class: "visually-hidden" }, ` with ${row.sha256.slice(0, 12)}`),
      ),
    ),
  );
}

function rest(report) {
  return report.rest?.hashes > 0
    ? el("p", {}, `${number(report.rest.hashes)} more hashes with ${number(report.rest.total)} alerts are not shown.`)
    : "";
}
