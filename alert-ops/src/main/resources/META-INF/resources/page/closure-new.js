// Which alerts, what to do with them, a look at what that would be, and the confirmation.

import * as api from "./api.js";
import { announce, bar, el, facts, field, foreign, id, number, select, table, time, visible, wrong } from "./dom.js";

const STATUSES = [["closed", "closed"], ["in_progress", "in progress"], ["reopened", "reopened"], ["new", "new"]];
const VERDICTS = [
  ["false_positive", "False positive"],
  ["true_positive", "True positive"],
  ["ignored", "Ignored"],
  ["", "None"],
];
const EXCLUDED = [
  ["critical", "Critical severity"],
  ["overwatch", "From OverWatch"],
  ["automated-lead", "Automated leads"],
  ["linked-case", "Linked to a case"],
  ["assigned-to-others", "Assigned to others"],
  ["recently-updated", "Updated a moment ago"],
  ["protected-host", "On protected hosts"],
];
const SHORT = 6;
const ID = "compositeId";
const SEVERITIES = ["informational", "low", "medium", "high", "critical"];

export default function closureNew(page) {
  if (page.several) {
    page.body.append(el("p", { class: "note" }, "A closure is about one customer: choose one."));
    return;
  }
  if (!page.session.roles.some((it) => it === "responder" || it === "admin")) {
    page.body.append(el("p", { class: "note", id: "viewer" },
      "To preview and close alerts takes the role responder; yours may look only."));
    return;
  }
  const form = el("form", { novalidate: true, id: "closure-form" });
  const preview = el("section", { "aria-label": "Preview", id: "preview" });
  form.append(which(page.rest[1] ?? ""), what(), left(), why(), el(
    "div",
    { class: "actions" },
    el("button", { class: "main", type: "submit" }, "Preview"),
  ));
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    look(page, form, preview);
  });
  page.body.append(
    el("p", {}, "Nothing is written before you have seen the preview and confirmed it."),
    form,
    preview,
  );
}

function which(hash) {
  const kinds = [["hash", "By hash"], ["filter", "By filter"], ["ids", "By id"]];
  const parts = { hash: byHash(hash), filter: byFilter(), ids: byIds() };
  const show = (wanted) => {
    for (const [kind, part] of Object.entries(parts)) {
      part.hidden = kind !== wanted;
    }
  };
  const choices = kinds.map(([value, label]) => {
    const own = id("kind");
    const input = el("input", {
      type: "radio", name: "kind", value, id: own, checked: value === "hash", onchange: () => show(value),
    });
    return el("div", { class: "choice" }, input, el("label", { for: own }, label));
  });
  show("hash");
  return el("fieldset", {}, el("legend", {}, "Which alerts"), choices, Object.values(parts));
}

function byHash(hash) {
  return el("div", {}, field("Hash", el("input", {
    name: "hash", id: "hash", value: hash, class: "mono", spellcheck: "false", autocomplete: "off",
  }), { hint: "SHA-256, SHA-1 or MD5; several with blanks between.", wide: true }));
}

function byFilter() {
  const any = (values) => [["", "Any"], ...values.map((it) => [it, it.replace("_", " ")])];
  const input = (name, attributes = {}) => el("input", { name, id: `filter-${name}`, ...attributes });
  return el(
    "div",
    { class: "fields" },
    field("Days back", input("days", { type: "number", min: "1", max: "365", value: "7" })),
    field("Severity", select(any(SEVERITIES), "", { name: "severity", id: "filter-severity" })),
    field("Status", select(any(["new", "in_progress", "reopened"]), "", { name: "status", id: "filter-status" })),
    field("Type", input("type"), { hint: "Such as ldt" }),
    field("File name", input("filename")),
    field("User", input("user")),
    field("Technique", input("technique"), { hint: "Such as T1059.001" }),
    field("Tag", input("tag")),
  );
}

function byIds() {
  return el("div", {}, field("Composite ids", el("textarea", {
    name: "ids", id: "ids", class: "mono", spellcheck: "false",
  }), { hint: "One a line.", wide: true }));
}

function what() {
  return el(
    "fieldset",
    {},
    el("legend", {}, "What to do"),
    el(
      "div",
      { class: "fields" },
      field("Status becomes", select(STATUSES, "closed", { name: "to", id: "to" })),
      field("Verdict", select(VERDICTS, "false_positive", { name: "resolution", id: "resolution" })),
      field("Comment", el("textarea", { name: "comment", id: "comment", maxlength: "1000" }), {
        hint: "Stands on every alert, after your name; it cannot be removed. Without one the reason does.",
        wide: true,
      }),
    ),
  );
}

function left() {
  return el(
    "details",
    {},
    el("summary", {}, "Alerts that are left out unless you include them"),
    el("fieldset", {}, el("legend", {}, "Include"), EXCLUDED.map(([value, label]) => {
      const own = id("include");
      return el(
        "div",
        { class: "choice" },
        el("input", { type: "checkbox", name: "include", value, id: own }),
        el("label", { for: own }, label),
      );
    })),
  );
}

function why() {
  return el("div", { class: "fields" }, field("Reason", el("input", {
    name: "reason", id: "reason", maxlength: "1000", required: true, "aria-required": "true",
  }), { hint: "Stands in the audit.", wide: true }));
}

/** The body of the request, or null where something is missing, which then is said. */
function asked(form) {
  const given = new FormData(form);
  const text = (name) => (given.get(name) ?? "").trim();
  const body = { action: { status: text("to") }, reason: text("reason") };
  for (const control of form.querySelectorAll("[aria-invalid]")) {
    wrong(control, "");
  }
  const kind = given.get("kind");
  if (kind === "hash") {
    body.hashes = words(text("hash"));
    if (body.hashes.length === 0) {
      wrong(form.querySelector("#hash"), "Give a hash.");
      return null;
    }
  } else if (kind === "ids") {
    body.compositeIds = words(text("ids"));
    if (body.compositeIds.length === 0) {
      wrong(form.querySelector("#ids"), "Give an id.");
      return null;
    }
  } else {
    const names = ["days", "severity", "status", "type", "filename", "user", "technique", "tag"];
    body.criteria = Object.fromEntries(names.map((name) => [name, text(name)]).filter(([, value]) => value));
  }
  if (!body.reason) {
    wrong(form.querySelector("#reason"), "Give a reason, such as the number of a change.");
    return null;
  }
  if (text("resolution")) {
    body.action.resolution = text("resolution");
  }
  if (text("comment")) {
    body.action.comment = text("comment");
  }
  if (given.getAll("include").length > 0) {
    body.include = given.getAll("include");
  }
  return body;
}

function words(text) {
  return text.split(/[\s,;]+/).filter(Boolean);
}

async function look(page, form, place) {
  const body = asked(form);
  if (body === null) {
    return;
  }
  place.replaceChildren(el("p", {}, "Reading alerts."));
  place.setAttribute("aria-busy", "true");
  announce("Reading alerts.");
  try {
    const preview = await api.post(api.of(page.tenant, "/closures"), body, { signal: page.signal });
    show(page, place, preview, body);
  } catch (problem) {
    place.replaceChildren();
    page.fail(problem);
  }
  place.setAttribute("aria-busy", "false");
}

function show(page, place, preview, body) {
  const heading = el("h2", { tabindex: "-1" }, "Preview");
  place.replaceChildren(
    heading,
    el("p", { class: "big", id: "total" }, `${number(preview.total)} alerts`),
    el("p", {}, "at ", foreign(page.tenant), ` would become ${body.action.status.replace("_", " ")}`,
      body.action.resolution ? ` as ${body.action.resolution.replace("_", " ")}` : "", "."),
    facts([
      ["Looked at", number(preview.examined)],
      ["Valid until", time(preview.expiresAt)],
      ["Approval", preview.requires === "approval" ? "A second person has to approve it." : ""],
      ["Digest", el("code", {}, preview.digest)],
    ]),
    table("Left out", [
      { title: "Why", cell: (it) => foreign(it.reason) },
      { title: "Alerts", number: true, cell: (it) => number(it.count) },
    ], preview.excluded ?? [], { empty: "No alert is left out." }),
    ...breakdowns(Object.entries(preview.breakdown ?? {})),
    sample(preview.sample ?? []),
    preview.total > 0 ? confirmation(page, preview, body) : el("p", { class: "note" }, "There is nothing to do."),
  );
  heading.focus();
}

/** What there are many words of is not in the way. */
function breakdowns(all) {
  const short = all.filter(([, counts]) => Object.keys(counts).length <= SHORT);
  const long = all.filter(([, counts]) => Object.keys(counts).length > SHORT);
  return [
    el("div", { class: "columns" }, short.map(breakdown)),
    ...long.map((it) => el("details", {}, el("summary", {}, `By ${it[0]}`), breakdown(it))),
  ];
}

function breakdown([by, counts]) {
  const rows = Object.entries(counts);
  const most = Math.max(...rows.map(([, count]) => count), 0);
  return table(`By ${by}`, [
    { title: by, cell: ([word]) => foreign(word) },
    { title: "Alerts", class: "bar", cell: ([, count]) => [number(count), bar(count, most)] },
  ], rows);
}

function sample(rows) {
  const names = [...new Set(rows.flatMap((row) => Object.keys(row)))].filter((name) => name !== ID);
  return el(
    "details",
    { open: true },
    el("summary", {}, "Some of them"),
    table(
      "Some of the alerts",
      [
        ...names.map((name) => ({ title: visible(name), cell: (row) => value(name, row[name] ?? "") })),
        { title: "Alert", cell: (row) => el("code", {}, foreign(row[ID])) },
      ],
      rows,
    ),
  );
}

function value(name, text) {
  return name === "created" ? time(text) : foreign(text);
}

function confirmation(page, preview, body) {
  const count = String(preview.total);
  const input = el("input", { id: "count", inputmode: "numeric", autocomplete: "off" });
  const key = api.freshKey();
  const button = el("button", { class: "main", type: "submit" }, "Execute");
  return el(
    "form",
    {
      novalidate: true,
      id: "confirm-form",
      onsubmit: async (event) => {
        event.preventDefault();
        if (input.value.replace(/[\s,.']/g, "") !== count) {
          wrong(input, `This is not the number of the preview, which is ${number(preview.total)}. Nothing was written.`);
          return;
        }
        wrong(input, "");
        if (button.getAttribute("aria-disabled") === "true") {
          return;
        }
        button.setAttribute("aria-disabled", "true");
        try {
          await api.post(
            api.of(page.tenant, `/closures/${encodeURIComponent(preview.id)}/execute`),
            { confirmToken: preview.confirmToken, expectedCount: preview.total, reason: body.reason },
            { more: { "Idempotency-Key": key } },
          );
          page.go("closures", preview.id);
        } catch (problem) {
          button.setAttribute("aria-disabled", "false");
          page.fail(problem);
        }
      },
    },
    el("fieldset", {}, el("legend", {}, "Confirm"),
      field(`Type the number of alerts, ${number(preview.total)}`, input, {
        hint: "It is written to Falcon then. You can stop it, and take it back.",
      }),
      el("div", { class: "actions" }, button)),
  );
}
