// Puts the page together: sign-in, the choice of a customer, and which part is shown.

import * as api from "./api.js";
import { announce, el, field, foreign, select } from "./dom.js";
import { showProblem } from "./problem.js";
import { signIn } from "./sign-in.js";
import { retype, typed } from "./typed.js";
import overview from "./overview.js";
import hashes from "./hashes.js";
import closures from "./closures.js";
import closureNew from "./closure-new.js";
import closure from "./closure.js";
import reports from "./reports.js";
import audit from "./audit.js";

const ALL = "*";
const PARTS = [
  { path: "overview", title: "Overview", show: overview },
  { path: "hashes", title: "Hashes", show: hashes },
  { path: "closures", title: "Closures", show: closures },
  { path: "reports", title: "Reports", show: reports },
  { path: "audit", title: "Audit", show: audit },
];

const main = document.getElementById("main");
const nav = document.getElementById("nav");
const who = document.getElementById("who");

let by = "token";
let session = null;
let tenants = [];
let shown = new AbortController();
let kept = null;

async function start() {
  api.onSignedOut((problem) => session && ask(problem));
  document.getElementById("skip").addEventListener("click", (event) => {
    event.preventDefault();
    main.focus();
  });
  try {
    by = (await (await fetch("/page/sign-in.json")).json()).by;
    if (by === "token") {
      ask(null);
    } else {
      await enter();
    }
  } catch (problem) {
    if (problem.status === 401) {
      ask(null);
    } else {
      main.replaceChildren(el("h1", { tabindex: "-1" }, "Ropewalk alert-ops"), showProblem(problem));
    }
  }
}

/** Shows the way to sign in; a problem says why it is asked again. */
function ask(problem) {
  kept = problem && session ? { hash: location.hash, name: session.name, forms: typed(main) } : null;
  session = null;
  shown.abort();
  nav.hidden = true;
  who.hidden = true;
  api.useToken(null);
  title("Sign in");
  main.replaceChildren(...signIn(by, problem, async (token) => {
    api.useToken(token);
    const before = kept;
    await enter();
    kept = null;
    restore(before);
  }));
  main.querySelector("h1").focus();
}

/** A session that ends takes nothing from who comes back to the same place. */
function restore(before) {
  if (before && before.hash === location.hash && before.name === session.name) {
    retype(main, before.forms);
  }
}

async function enter() {
  const found = await api.get("/v1/session");
  tenants = (await api.get("/v1/tenants")).items.map((it) => it.name);
  session = found;
  drawHeader();
  route();
}

function drawHeader() {
  const choices = tenants.map((name) => [name, name]);
  if (tenants.length > 1) {
    choices.push([ALL, "All customers"]);
  }
  const chooser = select(choices, current().tenant, {
    id: "tenant",
    onchange: (event) => go(event.target.value, current().part),
  });
  who.replaceChildren(
    field("Customer", chooser),
    el("p", { class: "me" }, "Signed in as ", foreign(session.name), ` (${session.roles.join(", ")})`),
  );
  if (by !== "nothing") {
    who.append(el("button", { type: "button", id: "sign-out", onclick: leave }, "Sign out"));
  }
  who.hidden = false;
  nav.hidden = false;
}

async function leave() {
  try {
    if (by === "login") {
      await api.post("/logout");
    }
    ask(null);
    announce("Signed out.");
  } catch (problem) {
    main.prepend(showProblem(problem));
  }
}

/** Which customer and part the address names: #/customer/part/more. */
function current() {
  const parts = location.hash.replace(/^#\/?/, "").split("/").map(decoded);
  const known = parts[0] === ALL || parts[0].split(",").every((it) => tenants.includes(it));
  const tenant = known ? parts[0] : tenants[0] ?? "";
  return { tenant, part: parts[1] || "overview", rest: parts.slice(2) };
}

function decoded(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return "";
  }
}

function address(tenant, part, ...rest) {
  return `#/${[tenant, part, ...rest].map(encodeURIComponent).join("/")}`;
}

function go(tenant, part, ...rest) {
  const wanted = address(tenant, part, ...rest);
  if (location.hash === wanted) {
    route();
  } else {
    location.hash = wanted;
  }
}

function view(part, rest) {
  if (part === "closures" && rest[0] === "new") {
    return { path: "closures", title: "New closure", show: closureNew };
  }
  if (part === "closures" && rest[0]) {
    return { path: "closures", title: "Closure", show: closure };
  }
  return PARTS.find((it) => it.path === part) ?? PARTS[0];
}

function route() {
  if (!session) {
    return;
  }
  shown.abort();
  shown = new AbortController();
  const { tenant, part, rest } = current();
  const wanted = view(part, rest);
  nav.replaceChildren(el("ul", {}, PARTS.map((it) => link(it, tenant, wanted))));
  choose(tenant);
  title(wanted.title);
  const heading = el("h1", { tabindex: "-1" }, wanted.title);
  const body = el("div", {});
  main.replaceChildren(heading, body);
  heading.focus();
  if (!tenant) {
    body.append(el("p", {}, "No customer is configured for this service; auth-service decides which are."));
  }
  wanted.show({
    tenant,
    several: tenant === ALL || tenant.includes(","),
    tenants,
    session,
    rest,
    body,
    signal: shown.signal,
    go: (...where) => go(tenant, ...where),
    address: (...where) => address(tenant, ...where),
    elsewhere: address,
    fail: (problem) => {
      if (problem.name !== "AbortError") {
        body.prepend(showProblem(problem));
      }
    },
  });
}

/** Several by name, as the link of a mail has them, are a choice of their own. */
function choose(tenant) {
  const chooser = document.getElementById("tenant");
  if (tenant && ![...chooser.options].some((it) => it.value === tenant)) {
    chooser.append(el("option", { value: tenant }, tenant.replaceAll(",", ", ")));
  }
  chooser.value = tenant;
}

function link(part, tenant, wanted) {
  const here = part.path === wanted.path;
  return el(
    "li",
    {},
    el("a", { href: address(tenant, part.path), "aria-current": here ? "page" : null }, part.title),
  );
}

function title(text) {
  document.title = `${text} – Ropewalk alert-ops`;
}

window.addEventListener("hashchange", route);
start();
