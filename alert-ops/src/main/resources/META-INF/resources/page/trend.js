// Alerts a day, as bars that stand on each other, and the same as a table.

import { el, foreign, number, svg, table } from "./dom.js";

const WIDTH = 720;
const HEIGHT = 220;
const LEFT = 48;
const BOTTOM = 24;
const SERIES = 6;

/** Words that have an order, and a colour of their own. */
const TONES = { informational: 5, low: 4, medium: 0, high: 1, critical: 3 };
const ORDER = Object.keys(TONES);

export function trend(found) {
  if (found.total === 0) {
    return [...failures(found), el("p", {}, "No alert was created in this period.")];
  }
  const words = [...new Set(found.days.flatMap((day) => Object.keys(day.counts)))]
    .map((word) => [word, found.days.reduce((sum, day) => sum + (day.counts[word] ?? 0), 0)])
    .filter(([, sum]) => sum > 0)
    .sort((a, b) => ORDER.indexOf(a[0]) - ORDER.indexOf(b[0]) || b[1] - a[1])
    .map(([word]) => word);
  const series = words.slice(0, SERIES);
  if (words.length > SERIES) {
    series[SERIES - 1] = null; // all that are left
  }
  return [
    ...failures(found),
    plot(found, series),
    el("ul", { class: "legend", "aria-label": `Colours by ${found.by}` }, series.map((word, at) =>
      el("li", {}, el("span", { class: tone(word, at), "aria-hidden": "true" }), word === null ? "others" : foreign(word)))),
    el(
      "details",
      {},
      el("summary", {}, "The same as a table"),
      table(
        `Alerts a day by ${found.by}`,
        [
          { title: "Day (UTC)", cell: (day) => day.day },
          { title: "All", number: true, cell: (day) => number(day.total) },
          ...words.map((word) => ({ title: word, number: true, cell: (day) => number(day.counts[word]) })),
        ],
        found.days,
      ),
    ),
  ];
}

function tone(word, at) {
  return `s${TONES[word] ?? at}`;
}

function failures(found) {
  return (found.failures ?? []).map((it) =>
    el("p", { class: "problem" }, "Missing here: ", foreign(it.tenant), ": ", foreign(it.failure?.message ?? "")));
}

function counts(day, series) {
  const named = series.filter((word) => word !== null);
  const known = named.map((word) => day.counts[word] ?? 0);
  const rest = day.total - known.reduce((sum, it) => sum + it, 0);
  return series.map((word) => (word === null ? Math.max(0, rest) : day.counts[word] ?? 0));
}

function plot(found, series) {
  const most = Math.max(...found.days.map((day) => day.total));
  const room = HEIGHT - BOTTOM - 10;
  const step = (WIDTH - LEFT) / found.days.length;
  const parts = [];
  found.days.forEach((day, at) => {
    let top = HEIGHT - BOTTOM;
    counts(day, series).forEach((count, index) => {
      const height = (room * count) / most;
      top -= height;
      if (count > 0) {
        parts.push(svg("rect", {
          class: tone(series[index], index),
          x: LEFT + at * step + step * 0.1,
          y: top,
          width: step * 0.8,
          height,
        }));
      }
    });
    const label = Math.ceil(found.days.length / 8);
    if (at % label === 0) {
      parts.push(svg("text", { x: LEFT + at * step, y: HEIGHT - 6 }, day.day.slice(5)));
    }
  });
  parts.push(
    svg("line", { class: "axis", x1: LEFT, x2: WIDTH, y1: HEIGHT - BOTTOM, y2: HEIGHT - BOTTOM }),
    svg("text", { x: 0, y: 14 }, number(most)),
    svg("text", { x: 0, y: HEIGHT - BOTTOM }, "0"),
  );
  const busiest = found.days.reduce((a, b) => (b.total > a.total ? b : a));
  return svg(
    "svg",
    {
      class: "plot",
      viewBox: `0 0 ${WIDTH} ${HEIGHT}`,
      role: "img",
      "aria-label": `${number(found.total)} alerts in ${found.days.length} days; most on ${busiest.day}: ${number(busiest.total)}. The table below has all numbers.`,
    },
    parts,
  );
}
