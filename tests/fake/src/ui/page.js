// Shows what /-/state and /-/journal say, again every second. Whatever comes from there is put into the page as text.
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

// The roles are said again, because a table whose rows are blocks is none to every reader.
function withRole(made, role) {
  made.setAttribute("role", role);
  return made;
}

// A column is its title, what it says of a row, and how that looks.
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
    for (const [title, say, look] of columns) {
      const cell = withRole(line.insertCell(), "cell");
      cell.dataset.label = title;
      const text = say(row);
      const className = typeof look === "function" ? look(row) : look;
      if (text !== undefined && text !== null && text !== "") cell.append(element("span", text));
      if (className) cell.className = className;
    }
  }
  // What scrolls can be scrolled by the keyboard.
  const scroller = withRole(element("div", null, "rows"), "region");
  scroller.setAttribute("aria-label", label);
  scroller.tabIndex = 0;
  scroller.append(made);
  return scroller;
}

// A list is made anew only where it differs, and then stays scrolled as far as it was.
const lists = new Map();
function listOf(key, label, columns, rows) {
  const text = JSON.stringify(rows);
  const before = lists.get(key);
  if (before?.text === text) return before.node;
  const node = table(label, columns, rows);
  lists.set(key, { text, node, top: before?.node.scrollTop ?? 0 });
  return node;
}

// What was put into the page is scrolled again only once it is there.
function scrollAgain() {
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
  ["Size and place", size],
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
    // Scrolled places are lost where a list leaves the page, if only to come back.
    for (const kept of lists.values()) kept.top ||= kept.node.scrollTop;
    byId("projects").replaceChildren(...projects.map(project), ...rest);
    scrollAgain();
  },
  journal: (journal) => {
    const requests = list(journal.requests);
    byId("request-count").textContent = requests.length ? `${requests[0].number} requests, the newest first` : "";
    byId("requests").replaceChildren(listOf("journal", "Requests", REQUESTS, requests));
    scrollAgain();
  },
};

// Replaces what is shown only where it differs, so that a selection and the reading position stay.
async function update(what) {
  const response = await fetch(`/-/${what}`, { cache: "no-store" });
  if (!response.ok) throw new Error(`status ${response.status}`);
  const text = await response.text();
  if (text === shown[what]) return;
  shown[what] = text;
  show[what](JSON.parse(text));
}

function say(text, className) {
  const connection = byId("connection");
  if (connection.textContent !== text) connection.textContent = text;
  connection.className = className;
}

async function tick() {
  if (!paused && !document.hidden) {
    try {
      await Promise.all([update("state"), update("journal")]);
      say("live", "live");
    } catch {
      say("no answer", "lost");
    }
  }
  setTimeout(tick, PERIOD);
}

byId("address").textContent = location.origin;
byId("pause").addEventListener("click", () => {
  paused = !paused;
  byId("pause").textContent = paused ? "Go on" : "Pause";
  if (paused) say("paused", "");
});
tick();
