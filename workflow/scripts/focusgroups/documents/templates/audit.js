"use strict";
// Draws what the address after # names, from the data that the page holds. It asks for nothing
// outside the page, and all that was said enters it as text, never as HTML.
(() => {
  const PAGE = 50;
  const CONTEXT = 2; // turns shown before and after
  const PROPOSED = 1, ASSIGNED = 2, BY_PEOPLE = 4; // bits of a decision
  const ANY_KEYWORD = "*";
  const NO_THEME = "none";

  // --- The data -----------------------------------------------------------------------------------

  const blocks = [...document.querySelectorAll("script.data")].map((block) => {
    const data = JSON.parse(block.textContent);
    block.textContent = ""; // once in memory is enough
    return data;
  });
  const [shared, ...groups] = blocks;
  const themes = shared.themes;
  const themeNumber = new Map(themes.map((theme, number) => [theme.id, number]));
  const tables = new Map(shared.tables.map((table) => [table.key, table]));
  // Every segment as the group that it is in and its number there.
  const segments = groups.flatMap((group) =>
    group.segments.id.map((id, at) => ({ id, group, at })));
  const bySegment = new Map(segments.map((segment, index) => [segment.id, index]));
  const byTurn = new Map(groups.flatMap((group) =>
    group.turns.id.map((id, at) => [id, { group, at }])));
  const people = new Map(groups.flatMap((group) => {
    const column = group.participants.columns.indexOf("participant_id");
    return group.participants.rows.map((row) => [row[column], { group, row }]);
  }));
  for (const group of groups) {
    group.hits = listed(group.evidence);
    group.subThemes = listed(group.clusters);
    group.quotes = listed(group.proposals);
  }
  const printed = new Map();
  for (const table of shared.tables) {
    const column = table.columns.indexOf("segment_id");
    if (column < 0) continue;
    table.rows.forEach((row, at) => {
      if (!printed.has(row[column])) printed.set(row[column], []);
      printed.get(row[column]).push({ table, at });
    });
  }

  // Rows by the segment that is their first cell.
  function listed(rows) {
    const found = new Map();
    for (const row of rows) {
      if (!found.has(row[0])) found.set(row[0], []);
      found.get(row[0]).push(row);
    }
    return found;
  }

  function textOf({ group, at }) {
    const { apart, turn, start, end } = group.segments;
    return apart[at] ?? group.turns.text[turn[at]].slice(start[at], end[at]);
  }
  const decisionOf = (segment, theme) => segment.group.coding[theme].decision[segment.at];
  const scoreOf = (segment, theme) => segment.group.coding[theme].score[segment.at];
  const assignedTo = (segment) =>
    themes.map((_, theme) => theme).filter((theme) => decisionOf(segment, theme) & ASSIGNED);
  const isSuggested = (segment, theme) =>
    (decisionOf(segment, theme) & (PROPOSED | ASSIGNED | BY_PEOPLE)) === PROPOSED;
  const speakerOf = ({ group, at }) => group.segments.speaker[at];

  // --- Elements -----------------------------------------------------------------------------------

  function make(tag, properties = {}, ...children) {
    const { attributes, ...own } = properties;
    const element = Object.assign(document.createElement(tag), own);
    for (const [name, value] of Object.entries(attributes ?? {})) element.setAttribute(name, value);
    element.append(...children.flat());
    return element;
  }
  const link = (address, ...words) => make("a", { href: `#${address}` }, ...words);
  const addressOf = (...parts) => parts.map((part) => encodeURIComponent(part)).join("/");
  const counted = (number, noun) => `${number.toLocaleString("en-GB")} ${noun}${number === 1 ? "" : "s"}`;

  function themeName(theme) {
    const number = themeNumber.get(theme);
    if (number === undefined) return theme;
    return make("span", { className: `theme theme-${number}` }, themes[number].name);
  }

  function tableOf(caption, columns, rows, isNumber = () => false) {
    const head = columns.map((name, n) =>
      make("th", { scope: "col", className: isNumber(n) ? "number" : "" }, name));
    const classOf = (n, cell) => (isNumber(n) ? "number" : cell.length > 14 ? "prose" : "");
    const body = rows.map((row) => make("tr", {}, row.map((cell, n) =>
      make(n ? "td" : "th", { ...(n ? {} : { scope: "row" }), className: classOf(n, cell) }, cell))));
    return make("div", { className: "table", tabIndex: 0, attributes: { role: "region", "aria-label": caption } },
      make("table", {}, make("caption", {}, caption), make("thead", {}, make("tr", {}, head)), make("tbody", {}, body)));
  }

  function facts(pairs) {
    return make("dl", { className: "facts" },
      pairs.flatMap(([what, said]) => [make("dt", {}, what), make("dd", {}, said)]));
  }

  // What is long is drawn a page at a time.
  function paged(items, noun, draw) {
    const place = make("div");
    const said = make("span", { attributes: { role: "status" } });
    const earlier = make("button", { type: "button" }, "Earlier");
    const later = make("button", { type: "button" }, "Later");
    let first = 0;
    function show(step) {
      first = Math.min(Math.max(first + step, 0), Math.max(items.length - 1, 0));
      first -= first % PAGE;
      const end = Math.min(first + PAGE, items.length);
      place.replaceChildren(draw(items.slice(first, end)));
      said.textContent = items.length > PAGE
        ? `${(first + 1).toLocaleString("en-GB")} to ${end.toLocaleString("en-GB")} of ${counted(items.length, noun)}`
        : counted(items.length, noun);
      earlier.disabled = first === 0;
      later.disabled = end >= items.length;
      earlier.hidden = later.hidden = items.length <= PAGE;
    }
    earlier.addEventListener("click", () => show(-PAGE));
    later.addEventListener("click", () => show(PAGE));
    show(0);
    return make("div", {}, make("div", { className: "pages" }, said, earlier, later), place);
  }

  // --- Talk ---------------------------------------------------------------------------------------

  // The words of a segment with the keywords in them marked.
  function marked(segment) {
    const text = textOf(segment);
    const hits = segment.group.hits.get(segment.at) ?? [];
    const edges = [...new Set([0, text.length, ...hits.flatMap((hit) => [hit[3], hit[4]])])].sort((a, b) => a - b);
    const pieces = [];
    for (let n = 0; n + 1 < edges.length; n += 1) {
      const piece = text.slice(edges[n], edges[n + 1]);
      const own = hits.find((hit) => hit[3] <= edges[n] && edges[n + 1] <= hit[4]);
      pieces.push(own ? make("mark", { className: `theme-${own[1]}` }, piece) : piece);
    }
    return pieces;
  }

  function segmentItem(index) {
    const segment = segments[index];
    const given = assignedTo(segment).map((theme) => themeName(themes[theme].id));
    const suggested = themes.filter((_, theme) => isSuggested(segment, theme)).map((theme) => theme.name);
    return make("li", {},
      make("p", { className: "particulars" },
        link(segment.id, segment.id),
        make("span", {}, speakerOf(segment)),
        ...(given.length ? given : [make("span", {}, "no theme")]),
        ...(suggested.length ? [make("span", {}, `suggested: ${suggested.join(", ")}`)] : [])),
      make("p", { className: "talk" }, marked(segment)));
  }
  const segmentList = (indices) => paged(indices, "segment", (some) =>
    make("ul", { className: "list" }, some.map(segmentItem)));

  // --- Which segments a number counts, or a reader asks for ------------------------------------------

  function chooses(where) {
    const tests = [];
    const theme = themeNumber.get(where.theme);
    const status = where.status ?? "assigned";
    const ofStatus = {
      assigned: (segment, n) => decisionOf(segment, n) & ASSIGNED,
      proposed: (segment, n) => decisionOf(segment, n) & PROPOSED,
      suggested: isSuggested,
      any: () => true,
    }[status] ?? (() => false);
    if (where.theme === NO_THEME) tests.push((segment) => assignedTo(segment).length === 0);
    else if (theme !== undefined) tests.push((segment) => ofStatus(segment, theme));
    else if (where.theme) tests.push(() => false);
    else if (where.status && where.status !== "any") {
      tests.push((segment) => themes.some((_, n) => ofStatus(segment, n)));
    }
    if (where.also) {
      const other = themeNumber.get(where.also);
      tests.push((segment) => (where.also === NO_THEME ? assignedTo(segment).length === 0
        : Boolean(decisionOf(segment, other) & ASSIGNED)));
    }
    if (where.group) tests.push((segment) => segment.group.group === where.group);
    if (where.speaker) tests.push((segment) => speakerOf(segment) === where.speaker);
    if (where.source) {
      const human = where.source === "human";
      const wanted = theme === undefined ? themes.map((_, n) => n) : [theme];
      tests.push((segment) => wanted.some((n) => Boolean(decisionOf(segment, n) & BY_PEOPLE) === human));
    }
    for (const [bound, holds] of [["from", (a, b) => a >= b], ["to", (a, b) => a <= b]]) {
      if (where[bound] === undefined || where[bound] === "") continue;
      const limit = Number(where[bound]);
      tests.push((segment) => {
        const scores = theme === undefined
          ? themes.map((_, n) => scoreOf(segment, n)) : [scoreOf(segment, theme)];
        const known = scores.filter((score) => score !== null);
        return known.length > 0 && holds(Math.max(...known), limit);
      });
    }
    if (where.keyword) {
      const cut = where.keyword.indexOf("/");
      const of = themeNumber.get(where.keyword.slice(0, cut));
      const word = where.keyword.slice(cut + 1);
      tests.push(({ group, at }) => (group.hits.get(at) ?? []).some((hit) =>
        hit[1] === of && (word === ANY_KEYWORD || shared.keywords[hit[2]] === word)));
    }
    if (where.sub_theme) {
      tests.push(({ group, at }) => (group.subThemes.get(at) ?? []).some((row) =>
        `${row[1]}/${row[2]}` === where.sub_theme));
    }
    const words = (where.words ?? "").trim().toLowerCase();
    if (words) tests.push((segment) => textOf(segment).toLowerCase().includes(words));
    return (segment) => tests.every((test) => test(segment));
  }
  function chosen(where) {
    const fits = chooses(where);
    return segments.flatMap((segment, index) => (fits(segment) ? [index] : []));
  }

  // --- Published numbers --------------------------------------------------------------------------

  function rowAddress(table, at) {
    const cells = table.keys.map((key) => table.rows[at][table.columns.indexOf(key)]);
    return cells.length ? cells : [`row ${at + 2}`];
  }
  const named = (cells) => cells.filter((cell) => cell !== "").join(", ");
  function shown(table, at, column) {
    const name = table.columns[column], cell = table.rows[at][column];
    if (name === "segment_id" && bySegment.has(cell)) return link(cell, cell);
    const behind = table.counts[at];
    const leads = behind && (name in behind.numbers || (behind.kind === "stability" && !table.keys.includes(name)));
    // What a table withholds leads to its rows as well: whoever reads this may see them.
    if (leads) return link(addressOf(table.key, ...rowAddress(table, at), name), cell || "empty");
    return cell || make("span", { className: "soft" }, "empty");
  }
  const isNumeric = (table, column) => {
    const cells = table.rows.map((row) => row[column]).filter((cell) => cell !== "");
    return cells.length > 0 && cells.every((cell) => !Number.isNaN(Number(cell)));
  };
  const whence = (table) => make("p", { className: "source" },
    table.rule ? `${table.key}.csv, made by the rule ${table.rule}. ` : `${table.key}.csv. `, table.count);

  function drawNumbers() {
    const items = shared.tables.map((table) => make("li", {},
      make("p", {}, link(table.key, table.title)), whence(table)));
    return ["Published numbers", make("p", {},
      "Every table that the analysis would publish. A number that is a link leads to the rows that it counts."),
    make("p", {}, faultSummary()), make("ul", { className: "list" }, items)];
  }

  function drawTable(table) {
    const numeric = table.columns.map((_, column) => isNumeric(table, column));
    const rows = table.rows.map((_, at) => at);
    return [table.title, whence(table), paged(rows, "row", (some) => tableOf(
      `${table.key}.csv`, table.columns,
      some.map((at) => table.columns.map((_, column) => shown(table, at, column))),
      (column) => numeric[column]))];
  }

  function drawCell(table, parts) {
    const name = parts.at(-1), wanted = parts.slice(0, -1).join("\u0000");
    const at = table.rows.findIndex((_, row) => rowAddress(table, row).join("\u0000") === wanted);
    const column = table.columns.indexOf(name);
    if (at < 0 || column < 0) return nothing();
    const behind = table.counts[at], cell = table.rows[at][column];
    const given = [make("p", {}, link(table.key, table.title), ` › ${named(rowAddress(table, at))} › ${name}`), whence(table)];
    const found = behind?.numbers[name];
    if (cell === "") given.push(make("p", {}, "The table withholds this number, or it is not known."));
    if (found !== undefined) {
      const same = cell === "" || Math.abs(Number(cell) - found) < 1e-6;
      given.push(make("p", { className: same ? "good" : "bad" }, same
        ? `Counted again from the rows below: ${found}.`
        : `Counted again, the rows below make ${found}: the table and its rows do not agree.`));
    }
    if (!behind) given.push(make("p", {}, "The rows behind this number are not in this page."));
    else given.push(...rowsBehind(behind));
    return [cell === "" ? `${name}, empty` : `${cell} ${name.replaceAll("_", " ")}`, ...given];
  }

  function rowsBehind({ kind, where, ids }) {
    if (kind === "segments") return ofSegments(where);
    if (kind === "participants") return [peopleTable(ids)];
    if (kind === "turns") return [paged(ids, "turn", (some) => make("ul", { className: "list" },
      some.map((id) => make("li", {}, link(id, id)))))];
    if (kind === "codes") return [make("p", {}, `Keywords that ${where.group} is the first to show:`),
      paged(ids, "keyword", (some) => make("ul", { className: "list" }, some.map((code) => make("li", {},
        link(`segments?${new URLSearchParams({ keyword: code, group: where.group, theme: code.split("/")[0] })}`, code)))))];
    const { columns, rows } = shared.collections[kind];
    const fits = rows.filter((row) => Object.entries(where).every(([column, value]) => row[columns.indexOf(column)] === value));
    return [make("p", { className: "source" }, sourceOf(kind)),
      paged(fits, "row", (some) => tableOf(`working/${shared.sources[kind][0]}`, columns, some))];
  }
  function ofSegments(where) {
    const found = chosen(where);
    const said = found.map((index) => segments[index]);
    const words = said.reduce((sum, { group, at }) => sum + group.segments.words[at], 0);
    const reach = `${counted(found.length, "segment")}, ${counted(new Set(said.map(speakerOf)).size, "participant")}, `
      + `${counted(new Set(said.map(({ group }) => group.group)).size, "focus group")}, ${counted(words, "word")}.`;
    return [make("p", {}, reach, " ", link(`segments?${new URLSearchParams(where)}`, "Filter these")), segmentList(found)];
  }

  function peopleTable(ids) {
    const columns = groups[0]?.participants.columns ?? [];
    const rows = ids.filter((id) => people.has(id)).map((id) => people.get(id).row);
    return make("div", {}, make("p", { className: "source" }, sourceOf("participants")),
      paged(rows, "participant", (some) => tableOf("working/participants.csv", columns,
        some.map((row) => row.map((cell, n) => (n ? cell : link(cell, cell)))))));
  }
  const sourceOf = (name) => `working/${shared.sources[name][0]}, made by the rule ${shared.sources[name][1]}.`;

  // --- One segment, one turn, one participant ---------------------------------------------------------

  function turnItem(group, at, own) {
    const { id, speaker, role, text } = group.turns;
    const words = own === undefined || own.group.segments.apart[own.at] !== undefined ? [text[at]] : [
      make("span", { className: "rest" }, text[at].slice(0, group.segments.start[own.at])),
      ...marked(own),
      make("span", { className: "rest" }, text[at].slice(group.segments.end[own.at])),
    ];
    return make("li", { className: own ? "own" : "" },
      make("p", { className: "particulars" }, link(id[at], id[at]), make("span", {}, speaker[at] || "speaker unknown"),
        make("span", {}, role[at])),
      make("p", { className: "talk" }, words));
  }
  function context(group, at, own) {
    const last = group.turns.id.length - 1;
    const from = Math.max(at - CONTEXT, 0), to = Math.min(at + CONTEXT, last);
    const items = [];
    for (let n = from; n <= to; n += 1) items.push(turnItem(group, n, n === at ? own : undefined));
    return make("ol", { className: "context" }, items);
  }
  function kindsIn(cell) {
    if (!cell) return "none";
    return cell.split("; ").map((part) => {
      const cut = part.lastIndexOf(" ");
      return `${shared.kinds[part.slice(0, cut)] ?? part.slice(0, cut)} ${part.slice(cut + 1)}`;
    }).join(", ");
  }
  function placeOf(group, at) {
    const { transcript, place, redactions, start } = group.turns;
    return [["Transcript", transcript || "not known"], ["The turn begins at", place[at] || "not known"],
      ...(start[at] ? [["Seconds into the recording", start[at]]] : []),
      ["Replaced in the turn", kindsIn(redactions[at])]];
  }

  function restsOn(segment, theme) {
    const decision = decisionOf(segment, theme);
    const hits = (segment.group.hits.get(segment.at) ?? []).filter((hit) => hit[1] === theme).length;
    if (decision & BY_PEOPLE) return decision & ASSIGNED ? "people decided for it" : "people decided against it";
    if (decision & ASSIGNED) return `the model, with ${counted(hits, "keyword")}`;
    if (decision & PROPOSED) return "the model alone: a suggestion, not counted";
    return "";
  }
  function themeRows(segment) {
    const order = themes.map((_, theme) => theme).sort((one, other) =>
      segment.group.coding[one].rank[segment.at] - segment.group.coding[other].rank[segment.at]);
    return order.map((theme) => {
      const decision = decisionOf(segment, theme), id = themes[theme].id;
      const sub = (segment.group.subThemes.get(segment.at) ?? []).find((row) => row[1] === id);
      const score = scoreOf(segment, theme), threshold = shared.thresholds[id];
      return [themeName(id), score === null ? "none" : String(score), threshold === undefined ? "" : String(threshold),
        decision & PROPOSED ? "yes" : "no", decision & ASSIGNED ? make("span", { className: "chosen" }, "yes") : "no",
        String(segment.group.coding[theme].rank[segment.at]), decision & BY_PEOPLE ? "human" : "model",
        restsOn(segment, theme), sub ? shared.subThemes[`${sub[1]}/${sub[2]}`] : ""];
    });
  }
  const THEME_COLUMNS = ["theme", "score", "threshold", "proposed", "assigned", "rank", "source", "rests on", "sub-theme"];

  function evidenceOf(segment) {
    const hits = segment.group.hits.get(segment.at) ?? [];
    if (!hits.length) return make("p", {}, "No keyword of any theme was found in it.");
    const text = textOf(segment);
    return tableOf("working/keyword_evidence.csv", ["theme", "keyword", "words", "from", "to"],
      hits.map(([, theme, keyword, start, end]) => [themeName(themes[theme].id), shared.keywords[keyword],
        make("mark", { className: `theme-${theme}` }, text.slice(start, end)), String([...text.slice(0, start)].length),
        String([...text.slice(0, end)].length)]), (column) => column > 2);
  }
  function quoteOf(segment) {
    const proposals = segment.group.quotes.get(segment.at) ?? [];
    const items = proposals.map(([, theme, rank, decision, kind]) => make("li", {}, `Proposed (${kind}) as a quote for `,
      themeName(theme), `, place ${rank}`, decision ? `; the team decided: ${decision}` : "; no decision by the team"));
    const quotes = (printed.get(segment.id) ?? []).filter(({ table }) => table.key === "table_4_quotes");
    for (const { table, at } of quotes) {
      const cell = (name) => table.rows[at][table.columns.indexOf(name)];
      items.push(make("li", {}, "Printed under ", themeName(cell("theme")), `, quote ${cell("rank")} (${cell("attribution")}): `,
        make("span", { className: "talk" }, cell("quote"))));
    }
    if (!items.length) return make("p", {}, "Neither proposed nor printed as a quote.");
    if (!quotes.length) items.push(make("li", {}, "Not printed."));
    return make("ul", { className: "list" }, items);
  }
  function countedIn(segment) {
    const items = [];
    const fits = new Map();
    for (const table of shared.tables) {
      table.counts.forEach((behind, at) => {
        const narrow = behind?.kind === "segments" && (behind.where.theme || behind.where.sub_theme || behind.where.keyword);
        if (!narrow) return;
        const key = JSON.stringify(behind.where);
        if (!fits.has(key)) fits.set(key, chooses(behind.where));
        if (!fits.get(key)(segment)) return;
        const columns = Object.keys(behind.numbers).filter((name) => table.columns.includes(name));
        const row = rowAddress(table, at);
        items.push(make("li", {}, `${table.title}: ${named(row)}: `, columns.flatMap((name, n) => [
          n ? ", " : "", link(addressOf(table.key, ...row, name), `${name} ${table.rows[at][table.columns.indexOf(name)] || "empty"}`)])));
      });
    }
    for (const { table, at } of printed.get(segment.id) ?? []) {
      items.push(make("li", {}, link(table.key, table.title), `: ${named(rowAddress(table, at))}`));
    }
    return items.length ? make("ul", { className: "list" }, items) : make("p", {}, "No published number.");
  }
  const SOURCES = [["Words and text_check", "segments"], ["Turns", "turns"], ["Place and what was replaced", "trail"],
    ["Scores and decisions", "coding"], ["Thresholds", "thresholds"], ["Keywords", "evidence"],
    ["Sub-themes", "clusters"], ["Proposed quotes", "proposals"]];
  const sourceFile = (name, group) => `working/${shared.sources[name][0].replace("{group}", group.group)}`;

  function drawSegment(index) {
    const segment = segments[index], { group, at } = segment, turn = group.segments.turn[at];
    const near = [index - 1, index + 1].map((other) => segments[other]);
    return [`Segment ${segment.id}`,
      make("p", { className: "particulars" },
        link(addressOf(speakerOf(segment)), speakerOf(segment)), make("span", {}, group.group),
        make("span", {}, counted(group.segments.words[at], "word")), make("span", {}, `text_check ${group.segments.check[at]}`),
        ...(near[0] ? [link(near[0].id, `Before: ${near[0].id}`)] : []), ...(near[1] ? [link(near[1].id, `Next: ${near[1].id}`)] : [])),
      make("p", { className: "talk passage" }, marked(segment)),
      make("h3", {}, "Themes"), tableOf("working/coding.csv", THEME_COLUMNS, themeRows(segment), (n) => n === 1 || n === 2 || n === 5),
      make("h3", {}, "Keywords"), evidenceOf(segment),
      make("h3", {}, "Quote"), quoteOf(segment),
      make("h3", {}, "Counted in"), countedIn(segment),
      make("h3", {}, "In the talk"),
      ...(turn < 0 ? [make("p", { className: "bad" }, "Its turn is not in the working room.")]
        : [context(group, turn, segment), make("h3", {}, "Place in the transcript"), facts(placeOf(group, turn))]),
      make("h3", {}, "Where this comes from"),
      tableOf("Files and rules", ["what", "file", "rule"], SOURCES.map(([what, name]) =>
        [what, sourceFile(name, group), shared.sources[name][1]])),
    ];
  }
  function drawTurn({ group, at }) {
    const own = group.segments.turn.flatMap((turn, n) => (turn === at ? [bySegment.get(group.segments.id[n])] : []));
    return [`Turn ${group.turns.id[at]}`, facts(placeOf(group, at)), make("h3", {}, "In the talk"), context(group, at),
      make("h3", {}, "Its segments"),
      own.length ? segmentList(own) : make("p", {}, "None: only participants’ speech is cut into segments.")];
  }
  function drawPerson(id) {
    return [`Participant ${id}`, peopleTable([id]), make("h3", {}, "What they said"), ...ofSegments({ speaker: id })];
  }

  // --- All segments --------------------------------------------------------------------------------

  const FIELDS = ["theme", "status", "group", "speaker", "source", "from", "to", "words"];
  function field(name, label, control) {
    control.id = `filter-${name}`;
    control.name = name;
    return make("div", {}, make("label", { htmlFor: control.id }, label), control);
  }
  const choice = (value, options) => {
    const control = make("select", {}, options.map(([key, words]) => make("option", { value: key }, words)));
    control.value = value ?? options[0][0];
    if (control.selectedIndex < 0) control.selectedIndex = 0;
    return control;
  };
  const typed = (type, value) => make("input", { type, value: value ?? "", ...(type === "number" ? { step: "any" } : {}) });

  function drawSegments(where) {
    const speakers = [...new Set(segments.map(speakerOf))].sort(new Intl.Collator("en-GB", { numeric: true }).compare);
    const form = make("form", { id: "filters", attributes: { "aria-label": "Filter segments" } },
      field("theme", "Theme", choice(where.theme, [["", "All themes"], ...themes.map((theme) => [theme.id, theme.name]), [NO_THEME, "No theme"]])),
      field("status", "The theme is", choice(where.status, [["", "assigned"], ["proposed", "proposed"], ["suggested", "suggested only"], ["any", "any"]])),
      field("group", "Focus group", choice(where.group, [["", "All focus groups"], ...groups.map(({ group }) => [group, group])])),
      field("speaker", "Speaker", choice(where.speaker, [["", "All speakers"], ...speakers.map((id) => [id, id])])),
      field("source", "Decided by", choice(where.source, [["", "Anybody"], ["human", "people"], ["model", "the model"]])),
      field("from", "Score from", typed("number", where.from)),
      field("to", "Score to", typed("number", where.to)),
      field("words", "Words", typed("search", where.words)),
      make("div", {}, make("button", { type: "reset" }, "Show all")));
    const place = make("div");
    // What the form has no field for stays as the address says.
    const kept = Object.fromEntries(Object.entries(where).filter(([name]) => !FIELDS.includes(name)));
    const update = () => {
      const asked = { ...kept };
      for (const name of FIELDS) if (form.elements[name].value !== "") asked[name] = form.elements[name].value;
      const others = Object.keys(kept).map((name) => `${name} ${kept[name]}`).join(", ");
      place.replaceChildren(...(others ? [make("p", {}, `Only with ${others}. `, link("segments", "Without this"))] : []),
        segmentList(chosen(asked)));
      const query = new URLSearchParams(asked).toString();
      history.replaceState(null, "", query ? `#segments?${query}` : "#segments");
    };
    let waiting;
    form.addEventListener("input", () => { clearTimeout(waiting); waiting = setTimeout(update, 150); });
    form.addEventListener("submit", (event) => event.preventDefault());
    form.addEventListener("reset", (event) => { event.preventDefault(); location.hash = "segments?"; });
    update();
    return ["All segments", make("p", {}, "A score counts for the chosen theme; without one, a segment’s highest score does."), form, place];
  }

  // --- What does not fit ------------------------------------------------------------------------------

  function faultSummary() {
    const number = shared.faults.length;
    const told = `${counted(shared.recounted, "published number")} counted again from rows; `;
    return number ? make("span", { className: "bad" }, told, link("faults", counted(number, "fault")))
      : make("span", { className: "good" }, told, "all agree, and all tables fit together.");
  }
  function drawFaults() {
    return ["What does not fit", make("p", {}, faultSummary()), paged(shared.faults, "fault", (some) =>
      make("ul", { className: "list" }, some.map((fault) => make("li", {}, fault))))];
  }
  const nothing = () => ["Nothing of that name", make("p", {}, "No segment, turn, participant or table is called so. ",
    link("numbers", "Published numbers"), " or ", link("segments", "all segments"), ".")];

  // --- Addresses --------------------------------------------------------------------------------------

  function decoded(part) {
    try { return decodeURIComponent(part); } catch { return part; }
  }
  function drawn(address) {
    const cut = address.indexOf("?");
    const parts = (cut < 0 ? address : address.slice(0, cut)).split("/").map(decoded);
    const [name] = parts;
    if (name === "segments") return drawSegments(Object.fromEntries(new URLSearchParams(cut < 0 ? "" : address.slice(cut + 1))));
    if (name === "faults") return drawFaults();
    if (name === "" || name === "numbers") return drawNumbers();
    if (tables.has(name)) return parts.length > 1 ? drawCell(tables.get(name), parts.slice(1)) : drawTable(tables.get(name));
    if (bySegment.has(name)) return drawSegment(bySegment.get(name));
    if (byTurn.has(name)) return drawTurn(byTurn.get(name));
    if (people.has(name)) return drawPerson(name);
    return nothing();
  }

  const view = document.getElementById("view");
  const study = document.title;
  function show(moved) {
    const address = location.hash.slice(1);
    const [title, ...content] = drawn(address);
    const heading = make("h2", { tabIndex: -1 }, title);
    view.replaceChildren(heading, ...content);
    document.title = `${title} – ${study}`;
    const current = tables.has(address.split("/")[0]) || address === "" ? "numbers" : address.split("?")[0];
    for (const item of document.querySelectorAll("nav a")) {
      if (item.getAttribute("href") === `#${current}`) item.setAttribute("aria-current", "page");
      else item.removeAttribute("aria-current");
    }
    if (moved) { heading.focus({ preventScroll: true }); heading.scrollIntoView(); }
  }
  document.getElementById("go").addEventListener("submit", (event) => {
    event.preventDefault();
    const wanted = document.getElementById("go-to").value.trim();
    const known = bySegment.has(wanted) || byTurn.has(wanted) || people.has(wanted);
    document.getElementById("go-said").textContent = known || !wanted ? "" : "Nobody and nothing has this id.";
    if (known) location.hash = encodeURIComponent(wanted);
  });
  document.querySelector(".skip").addEventListener("click", (event) => {
    event.preventDefault(); // the address stays that of what is shown
    view.focus();
  });
  window.addEventListener("hashchange", () => show(true));
  show(false);
})();
