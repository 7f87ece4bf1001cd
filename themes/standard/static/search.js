// The search page. Its data is loaded at first use, piece by piece, by classic scripts, so that it works from a folder.
"use strict";
var riskbookSearch = (() => {
	var { address, blank, byId, element, fold, normal, tidy } = riskbook;

	var about = null, entries = [], loaded = 0, pieces = 1, version = 0, changed = () => {};

	function load(name, then) {
		var script = element("script");
		script.src = page.dataset.root + name + ".js";
		script.onload = script.onerror = () => { script.remove(); then(); };
		document.head.append(script);
	}

	function begin() {
		if (about || begin.on) return;
		begin.on = true;
		load(page.dataset.language, () => {
			if (!about) return;
			var names = [];
			for (var i = 0; i < about.heads; i++) names.push("head-" + page.dataset.language + "-" + i);
			about.texts.forEach(t => { for (var i = 0; i < t.n; i++) names.push("text-" + t.in + "-" + i); });
			pieces = names.length;
			(function next() {
				if (names.length) load(names.shift(), () => { loaded++; version++; changed(); setTimeout(next); });
			})();
		});
	}

	function heads(first, rows) {
		rows.forEach((r, i) => {
			var [of, id, title, href, summary = "", fields = "", owner = "", level = "", outcome = "", tags = "", due = "", lang = ""] = r, kind = about.kinds[of];
			var parts = [fold(tidy(id)), fold(title), fold(summary), fold(fields), ""];
			href = href || kind + "/" + id + ".html";
			entries[first + i] = { kind, id, title, href, summary, fields, owner, level, outcome, tags: tags.split("\n"), due, lang, parts, text: "" };
		});
	}
	function addTexts(language, first, rows) {
		rows.forEach((text, i) => {
			var e = entries[first + i];
			if (text && e && !e.text) { e.text = text; e.parts[4] = fold(text); }
		});
	}

	function parse(query) {
		var terms = [], tests = [];
		var s = query.normalize("NFKC").replace(/[\u201c\u201d]/g, '"');
		var word = new RegExp('(-?)(?:([a-z]+)(<=|>=|[:<>=]))?("[^"]*"?|[^' + blank.slice(1, -2) + ']+)', "giu"), m;
		while ((m = word.exec(s))) {
			var not = m[1] === "-", field = (m[2] || "").toLowerCase(), op = m[3], raw = m[4];
			var known = field === "due" || op === ":" && about && about.facets[field];
			if (field && !known) { raw = m[0].slice(m[1].length); }
			var value = normal(raw.replace(/"/g, ""));
			if (!value) continue;
			if (!known) terms.push({ value, not });
			else tests.push({ value: field === "due" ? value : keys(field, value), op, field, not });
		}
		return { terms, tests };
	}

	// keys finds the values that are called by a word, or whose names hold it where none is.
	function keys(field, value) {
		var exact = {}, near = {}, any, values = about.facets[field];
		Object.keys(values).forEach(key => {
			[key].concat(values[key]).forEach(name => {
				name = normal(name);
				if (name === value) any = exact[key] = true;
				if (name.includes(value)) near[key] = true;
			});
		});
		return any ? exact : near;
	}

	function has(e, t) {
		if (t.field === "due") {
			if (!e.due) return false;
			var day = e.due.slice(0, t.value.length);
			return day === t.value ? t.op !== "<" && t.op !== ">" : t.op[0] === (day < t.value ? "<" : ">");
		}
		if (t.field === "tag") return e.tags.some(tag => t.value[tag]);
		if (t.field === "outcome") return e.outcome.split(" ").some(o => t.value[o]);
		return !!t.value[e[t.field]];
	}

	// rank gives how far behind an entry stands; -1 where it does not fit.
	function rank(e, q) {
		for (var i = 0; i < q.tests.length; i++) if (has(e, q.tests[i]) === q.tests[i].not) return -1;
		var sum = 0;
		for (i = 0; i < q.terms.length; i++) {
			var t = q.terms[i], at = e.parts[0] === t.value ? -4 : -1;
			for (var p = 0; at === -1 && p < 5; p++) if (e.parts[p].includes(t.value)) at = p * 2 - (p === 1 && e.parts[1].startsWith(t.value) ? 1 : 0) + 1;
			if ((at !== -1) === t.not) return -1;
			if (!t.not) sum += at;
		}
		return sum + 5 * q.terms.length;
	}

	var most = 100, slice = 12, running = 0, before = null;

	// run looks through all entries, a few milliseconds at a time.
	function run(query, then) {
		var mine = ++running, q = parse(query), i = 0, found = [], simple = !/["\-:<>=]/.test(query.normalize("NFKC"));
		if (!q.terms.length && !q.tests.length) return then([], q);
		var list = entries;
		if (simple && before && before.version === version && query.startsWith(before.query) && normal(query).startsWith(normal(before.query)) && !/\s$/.test(before.query)) list = before.found.map(f => f.e);
		var channel = new MessageChannel();
		channel.port1.onmessage = () => {
			if (mine !== running) return channel.port1.close();
			var end = performance.now() + slice;
			while (i < list.length) {
				var e = list[i++], r = e ? rank(e, q) : -1;
				if (r >= 0) found.push({ e, rank: r });
				if (i % 64 === 0 && performance.now() > end) return channel.port2.postMessage(0);
			}
			channel.port1.close();
			found.sort((a, b) => a.rank - b.rank);
			before = simple ? { query, version, found } : null;
			then(found, q);
		};
		channel.port2.postMessage(0);
	}

	function marked(into, text, terms, room) {
		var folded = fold(text), spans = [], first = text.length;
		terms.forEach(t => {
			if (t.not) return;
			for (var at = folded.indexOf(t.value); at >= 0 && spans.length < 50; at = folded.indexOf(t.value, at + t.value.length)) {
				spans.push([at, at + t.value.length]);
				first = Math.min(first, at);
			}
		});
		spans.sort((a, b) => a[0] - b[0]);
		var from = room && first < text.length ? Math.max(0, first - 30) : 0, to = room ? Math.min(text.length, from + room) : text.length, at = from;
		if (/[\udc00-\udfff]/.test(text.charAt(from))) at = ++from;
		if (from) into.append("…");
		spans.forEach(s => {
			if (s[0] < at || s[1] > to || folded.length !== text.length) return;
			into.append(text.slice(at, s[0]), element("mark", "", text.slice(s[0], s[1])));
			at = s[1];
		});
		into.append(text.slice(at, to) + (to < text.length ? "…" : ""));
		return spans.length > 0;
	}

	function show(found, q) {
		results.replaceChildren(...found.slice(0, most).map(f => {
			var e = f.e, item = element("li"), link = element("a", "hit"), names = about.facets.kind[e.kind] || [e.kind];
			link.href = e.href;
			var id = element("span", "id"), title = element("span");
			if (e.id && e.id !== e.title) { marked(id, e.id, q.terms); link.append(id, " "); }
			if (e.lang) title.lang = e.lang;
			marked(title, e.title, q.terms);
			link.append(title);
			item.append(link, " ", element("small", "kind", names[0]));
			var part = [e.summary, e.fields.replace(/\n/g, " / "), e.text].find(text => text && q.terms.some(t => !t.not && fold(text).includes(t.value)));
			if (part || e.summary) { var p = element("p", "excerpt-line"); marked(p, part || e.summary, q.terms, 160); item.append(p); }
			return item;
		}));
	}

	var page, input, results, count;

	function start() {
		page = byId("search");
		if (!page) return;
		input = byId("q"); results = byId("results"); count = byId("count");
		var words = page.dataset, timer = 0;
		function update() {
			begin();
			var query = input.value;
			run(query, (found, q) => {
				show(found, q);
				var asked = q.terms.length || q.tests.length;
				count.textContent = asked ? words.found.replace("{n}", found.length) + (found.length > most ? words.cut.replace("{n}", most) : "") + (loaded < pieces ? words.loading : "") : "";
				page.dataset.state = loaded < pieces ? "loading" : "ready";
				page.dataset.query = query;
			});
		}
		changed = () => { clearTimeout(timer); if (loaded === pieces || loaded === about.heads || loaded % 16 === 0) update(); };
		input.addEventListener("input", () => {
			update();
			address({ q: input.value });
		});
		document.addEventListener("keydown", event => {
			var hits = [...results.querySelectorAll("a.hit")], at = hits.indexOf(document.activeElement);
			if (at < 0 && document.activeElement !== input || event.isComposing) return;
			if (event.key === "ArrowDown" && hits[at + 1]) hits[at + 1].focus();
			else if (event.key === "ArrowUp" && at >= 0) (hits[at - 1] || input).focus();
			else if (event.key === "Enter" && at < 0 && hits[0]) hits[0].click();
			else return;
			event.preventDefault();
		});
		input.addEventListener("focus", begin);
		page.hidden = false;
		input.value = new URLSearchParams(location.search || location.hash.replace(/^#\?/, "?")).get("q") || "";
		update();
		input.focus();
	}

	addEventListener("DOMContentLoaded", start);
	return { open: a => { about = a; }, heads, texts: addTexts };
})();
