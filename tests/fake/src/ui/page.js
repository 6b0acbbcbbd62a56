// Shows the data of /-/state and /-/journal, refreshed every second. All data is inserted as text, never as HTML.
"use strict";

const PERIOD = 1000;
const byId = (id) => document.getElementById(id);
const shown = { state: "", journal: "" };
let paused = false;

function element(name, text, className) {
  const made = document.createElement(name);
  if (text !== undefined && text !== null) made.textContent = String(text);
  if (className) made.className = className;
  return made;
}

// Explicit ARIA roles: some screen readers do not treat a table whose rows are blocks as a table.
function withRole(made, role) {
  made.setAttribute("role", role);
  return made;
}

// A column has a title, a function from a row to its text, and a class name or a function that returns one.
function table(label, columns, rows) {
  if (rows.length === 0) return element("p", "None yet.", "empty");
  const made = withRole(element("table"), "table");
  made.setAttribute("aria-label", label);
  const head = withRole(made.createTHead().insertRow(), "row");
  for (const [title, , look] of columns) {
    const cell = withRole(element("th", title, look === "nowrap" ? "nowrap" : ""), "columnheader");
    cell.scope = "col";
    head.append(cell);
  }
  const body = made.createTBody();
  for (const row of rows) {
    const line = withRole(body.insertRow(), "row");
    for (const [title, textOf, look] of columns) {
      const cell = withRole(line.insertCell(), "cell");
      cell.dataset.label = title;
      const text = textOf(row);
      const className = typeof look === "function" ? look(row) : look;
      if (text !== undefined && text !== null && text !== "") cell.append(element("span", text));
      if (className) cell.className = className;
    }
  }
  // The scrollable region is focusable, so that the keyboard can scroll it.
  const scroller = withRole(element("div", null, "rows"), "region");
  scroller.setAttribute("aria-label", label);
  scroller.tabIndex = 0;
  scroller.append(made);
  return scroller;
}

// A list is rendered again only if its rows changed. It then keeps its scroll position.
const lists = new Map();
function listOf(key, label, columns, rows) {
  const text = JSON.stringify(rows);
  const before = lists.get(key);
  if (before?.text === text) return before.node;
  const node = table(label, columns, rows);
  lists.set(key, { text, node, top: before?.node.scrollTop ?? 0 });
  return node;
}

// Restores the scroll positions of new lists. An element can scroll only after it is inserted into the page.
function restoreScroll() {
  for (const [key, list] of lists) {
    if (!list.node.isConnected) lists.delete(key);
    else if (list.top) list.node.scrollTop = list.top;
    list.top = 0;
  }
}

const list = (value) => (Array.isArray(value) ? value : []);
const stateLook = (cluster) =>
  cluster.stateName === "IDLE" ? "nowrap good" : cluster.stateName ? "nowrap warn" : "nowrap";
const statusLook = (request) =>
  request.status < 300 ? "nowrap good" : request.status < 500 ? "nowrap warn" : "nowrap bad";

function size(cluster) {
  const regions = list(cluster.replicationSpecs).flatMap((spec) => list(spec.regionConfigs));
  const parts = regions.map((region) =>
    [region.electableSpecs?.instanceSize, region.backingProviderName ?? region.providerName, region.regionName]);
  const flex = cluster.providerSettings;
  if (flex) parts.push(["Flex", flex.backingProviderName, flex.regionName]);
  return parts.map((part) => part.filter(Boolean).join(" ")).join(", ");
}

const CLUSTERS = [
  ["Name", (cluster) => cluster.name, "code"],
  ["State", (cluster) => cluster.paused ? "PAUSED" : cluster.stateName, stateLook],
  ["Type", (cluster) => cluster.clusterType, "nowrap"],
  ["Size and region", size],
  ["MongoDB", (cluster) => cluster.mongoDBVersion ?? cluster.mongoDBMajorVersion, "nowrap"],
];
const USERS = [
  ["Name", (user) => user.username, "code"],
  ["Database", (user) => user.databaseName, "code"],
  ["Roles", (user) => list(user.roles).map((role) => `${role.roleName}@${role.databaseName}`).join(", ")],
  ["Scopes", (user) => list(user.scopes).map((scope) => scope.name).join(", ")],
  ["Until", (user) => user.deleteAfterDate, "nowrap"],
];
const REQUESTS = [
  ["#", (request) => request.number, "nowrap"],
  ["Status", (request) => request.status, statusLook],
  ["Method", (request) => request.method, "nowrap"],
  ["Path", (request) => request.path.replace("/api/atlas/v2", ""), "code"],
  ["Operation", (request) => request.operationId, "code"],
  ["Fault", (request) => request.fault, "nowrap warn"],
];

function project(value) {
  const made = element("article");
  const title = element("h2", value.name ?? value.id);
  title.append(" ", element("small", value.id, "code"));
  made.append(title);
  for (const [name, columns, collections] of [
    ["Clusters", CLUSTERS, ["clusters", "flexClusters"]],
    ["Database users", USERS, ["databaseUsers"]],
  ]) {
    const rows = collections.flatMap((collection) => list(value[collection]));
    const total = collections.reduce((sum, collection) => sum + (value.counts?.[collection] ?? 0), 0);
    const count = total > rows.length ? `the first ${rows.length} of ${total}` : rows.length;
    const label = `${name} of ${value.name ?? value.id}`;
    made.append(element("h3", `${name} (${count})`), listOf(`${value.id} ${name}`, label, columns, rows));
  }
  return made;
}

const show = {
  state: (state) => {
    const projects = list(state.projects);
    const more = state.count - projects.length;
    const rest = more > 0 ? [element("p", `${more} more projects are not shown.`, "empty")] : [];
    // A list loses its scroll position when it is removed, even if it is inserted again.
    for (const kept of lists.values()) kept.top ||= kept.node.scrollTop;
    byId("projects").replaceChildren(...projects.map(project), ...rest);
    restoreScroll();
  },
  journal: (journal) => {
    const requests = list(journal.requests);
    byId("request-count").textContent = requests.length ? `${requests[0].number} requests, the newest first` : "";
    byId("requests").replaceChildren(listOf("journal", "Requests", REQUESTS, requests));
    restoreScroll();
  },
};

// Updates a part of the page only if its data changed, so that the selection and the scroll position stay.
async function update(part) {
  const response = await fetch(`/-/${part}`, { cache: "no-store" });
  if (!response.ok) throw new Error(`status ${response.status}`);
  const text = await response.text();
  if (text === shown[part]) return;
  shown[part] = text;
  show[part](JSON.parse(text));
}

function setStatus(text, className) {
  const connection = byId("connection");
  if (connection.textContent !== text) connection.textContent = text;
  connection.className = className;
}

async function tick() {
  if (!paused && !document.hidden) {
    try {
      await Promise.all([update("state"), update("journal")]);
      setStatus("live", "live");
    } catch {
      setStatus("no response", "lost");
    }
  }
  setTimeout(tick, PERIOD);
}

byId("address").textContent = location.origin;
byId("pause").addEventListener("click", () => {
  paused = !paused;
  byId("pause").textContent = paused ? "Resume" : "Pause";
  if (paused) setStatus("paused", "");
});
tick();
