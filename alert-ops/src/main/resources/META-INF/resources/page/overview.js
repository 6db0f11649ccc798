// The services, and how many alerts there were each day.

import * as api from "./api.js";
import { el, field, foreign, select, table, time } from "./dom.js";
import { trend } from "./trend.js";

const WORDS = { up: "up", down: "down", unknown: "not asked yet", "not-configured": "not configured" };
const AGAIN = 30_000;

export default function overview(page) {
  const services = el("section", { "aria-labelledby": "services" });
  const plot = el("section", { "aria-labelledby": "trend" });
  const customers = el(
    "section",
    { "aria-labelledby": "customers" },
    el("h2", { id: "customers" }, "Customers"),
    el("ul", {}, page.tenants.map((name) =>
      el("li", {}, el("a", { href: page.elsewhere(name, "hashes") }, foreign(name))))),
  );
  page.body.append(services, plot, customers);
  showServices(page, services);
  showTrend(page, plot);
}

async function showServices(page, place) {
  try {
    const { items } = await api.get("/v1/services", { signal: page.signal });
    if (page.signal.aborted) {
      return;
    }
    place.replaceChildren(
      el("h2", { id: "services" }, "Services"),
      table(
        "The five services of the suite",
        [
          { title: "Service", cell: (it) => it.name },
          { title: "State", cell: (it) => el("span", { class: `state ${it.state}` }, WORDS[it.state] ?? it.state) },
          { title: "Since", cell: (it) => time(it.since) },
          { title: "Why", cell: why },
        ],
        items,
      ),
    );
    setTimeout(() => !page.signal.aborted && showServices(page, place), AGAIN);
  } catch (problem) {
    page.fail(problem);
  }
}

function why(service) {
  return service.state === "not-configured"
    ? `Set ropewalk.alerts.page.services.${service.name} to show it.`
    : foreign(service.why ?? "");
}

function showTrend(page, place) {
  const days = select([["7", "7 days"], ["30", "30 days"], ["90", "90 days"]], "30", { id: "trend-days" });
  const by = select(
    [["severity", "Severity"], ["status", "Status"], ["product", "Product"]],
    "severity",
    { id: "trend-by" },
  );
  const plot = el("div", { "aria-busy": "true" }, "Loading.");
  const load = async () => {
    plot.setAttribute("aria-busy", "true");
    try {
      const path = api.of(page.tenant, "/reports/trend", { days: days.value, by: by.value });
      plot.replaceChildren(...trend(await api.get(path, { signal: page.signal })));
    } catch (problem) {
      plot.replaceChildren("It could not be read.");
      page.fail(problem);
    }
    plot.setAttribute("aria-busy", "false");
  };
  days.addEventListener("change", load);
  by.addEventListener("change", load);
  place.append(
    el("h2", { id: "trend" }, "Alerts a day"),
    el("div", { class: "fields" }, field("Period", days), field("By", by)),
    plot,
  );
  load();
}
