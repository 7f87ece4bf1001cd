// Everything on a page can be read without this script: it adds filters, sorting, contents, and the field that leads to the search.
"use strict";
(() => {
	var $ = s => document.querySelector(s), $$ = s => document.querySelectorAll(s), byId = id => document.getElementById(id), root = document.documentElement;
	// The state stands behind "?"; behind "#?" where a browser does not let a page of a folder change that.
	var state = new URLSearchParams(location.search || (location.hash.startsWith("#?") ? location.hash.slice(1) : ""));

	function setAddress(values) {
		for (var key in values) {
			if (values[key]) state.set(key, values[key]);
			else state.delete(key);
		}
		var query = state.toString() ? "?" + state : "", anchor = location.hash.startsWith("#?") ? "" : location.hash;
		try { history.replaceState(null, "", (query || location.pathname) + anchor); } catch { location.replace("#" + query); }
		languages();
	}

	function languages() {
		$$(".languages a").forEach(a => { a.search = state; });
	}

	// The same as Normal of package search.
	var kana = /[\u30a1-\u30f6\u30fd\u30fe]/g;
	var blank = "[\\t-\\r \\x85\\xa0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000\\ufeff]+";
	var dense = "[\\u3001-\\u303f\\u3041-\\u30ff\\u31f0-\\u31ff\\u3400-\\u4dbf\\u4e00-\\u9fff\\uf900-\\ufaff\\u{20000}-\\u{3ffff}]";
	var between = new RegExp("(?<=" + dense + ")" + blank + "(?=" + dense + ")", "gu"), blanks = new RegExp(blank, "g");

	function tidy(s) { return s.normalize("NFKC").replace(between, "").replace(blanks, " ").replace(/^ | $/g, ""); }
	function fold(s) {
		return s.replace(/\u0130/g, "i").toLowerCase().replace(/\u03c2/g, "\u03c3").replace(kana, c => String.fromCharCode(c.charCodeAt(0) - 0x60));
	}
	function normal(s) { return fold(tidy(s)); }

	// A table of many rows is filtered when the typing pauses.
	var manyRows = 1000, pause = 200;
	var manyOnPage = 200, onPage = 100;

	function element(name, className, text) {
		var e = document.createElement(name);
		if (className) e.className = className;
		if (text) e.textContent = text;
		if (name === "button") e.type = "button";
		return e;
	}

	window.riskbook = { address: setAddress, blank, byId, element, fold, normal, tidy };

	function filterable(box) {
		var table = byId(box.dataset.filters);
		if (!table) return;
		var body = table.tBodies[0], rows = [...body.rows], words = box.dataset;
		var texts = new Map(); // of the rows, made at the first word
		var inputs = [...box.querySelectorAll("input, select")];
		var output = box.querySelector("output");
		var clear = element("button", "clear", words.clear);
		var nothing = element("p", "note nothing-fits", words.nothing + " "), again = element("button", "clear", words.clear);
		var pager = element("nav", "pages"), back = element("button", "", words.back), place = element("span"), on = element("button", "", words.next);
		var timer = 0, at = Math.max(1, parseInt(state.get("page")) || 1);

		function apply() {
			var asked = [], values = [], fitting = [];
			inputs.forEach(input => {
				if (input.name === "words") asked = normal(input.value).split(/\s+/).filter(Boolean);
				else if (input.value) values.push({ name: "data-" + input.name, any: input.value.split(",") });
				if (input.closest("[data-quiet]")) input.closest("[data-quiet]").hidden = !input.value;
			});
			rows.forEach(row => {
				var fits = values.every(v => {
					var has = row.getAttribute(v.name) || "", several = (has + " " + (row.getAttribute(v.name + "too") || "")).split(" ");
					return v.any.some(one => one === has || several.includes(one));
				});
				if (fits && asked.length) {
					if (!texts.has(row)) texts.set(row, normal(row.textContent));
					fits = asked.every(word => texts.get(row).includes(word));
				}
				if (row.hidden === fits) row.hidden = !fits;
				if (fits) fitting.push(row);
			});
			turn(fitting);
			output.textContent = fitting.length + " / " + rows.length;
			clear.hidden = !asked.length && !values.length;
			nothing.hidden = fitting.length > 0;
			table.closest(".scroll").hidden = !fitting.length;
		}

		function turn(fitting) {
			var pages = rows.length > manyOnPage ? Math.max(1, Math.ceil(fitting.length / onPage)) : 1;
			at = Math.min(at, pages);
			fitting.forEach((row, i) => { row.classList.toggle("off-page", pages > 1 && Math.floor(i / onPage) !== at - 1); });
			pager.hidden = pages < 2;
			back.disabled = at < 2;
			on.disabled = at >= pages;
			place.textContent = words.page.replace("{n}", at).replace("{m}", pages);
		}

		function remember() {
			var values = { page: at > 1 ? at : "" };
			inputs.forEach(input => { values[input.name] = input.value; });
			setAddress(values);
		}
		function refine() { at = 1; apply(); remember(); }
		function emptied() { inputs.forEach(input => { input.value = ""; }); refine(); inputs[0].focus(); }
		function leaf(by) { at += by; apply(); remember(); table.scrollIntoView({ block: "nearest" }); }

		inputs.forEach(input => {
			var value = state.get(input.name) || "", option = v => [...input.options].find(o => o.value === v);
			if (value && input.options && !option(value)) {
				var names = value.split(",").map(v => (option(v) || { text: v }).text);
				input.add(new Option(names.join(" / "), value));
			}
			input.value = value;
		});
		box.addEventListener("input", () => {
			clearTimeout(timer);
			if (rows.length < manyRows) refine();
			else timer = setTimeout(refine, pause);
		});
		clear.addEventListener("click", emptied);
		again.addEventListener("click", emptied);
		back.addEventListener("click", () => leaf(-1));
		on.addEventListener("click", () => leaf(1));
		table.addEventListener("sorted", () => { rows = [...body.rows]; at = 1; apply(); setAddress({ page: "" }); });
		pager.ariaLabel = words.pages;
		pager.append(back, place, on);
		nothing.append(again);
		nothing.role = "status";
		box.append(clear);
		table.closest(".scroll").after(nothing, pager);
		box.hidden = false;
		apply();
		languages();
	}

	var collator = new Intl.Collator(root.lang, { numeric: true });

	function sortable(table) {
		var body = table.tBodies[0], heads = [...table.tHead.rows[0].cells];
		var kept = $('[data-filters="' + table.id + '"]');
		function sort(column, down) {
			for (var other of heads) other.removeAttribute("aria-sort");
			heads[column].setAttribute("aria-sort", down ? "descending" : "ascending");
			body.append(...[...body.rows]
				.map(row => ({ row, key: row.cells[column].dataset.sort || row.cells[column].textContent.trim() }))
				.sort((a, b) => (down ? -1 : 1) * (a.key - b.key || collator.compare(a.key, b.key)))
				.map(item => item.row));
		}
		heads.forEach((head, column) => {
			var button = element("button", "sort");
			button.append(...head.childNodes);
			head.append(button);
			button.addEventListener("click", () => {
				var down = head.getAttribute("aria-sort") === "ascending";
				sort(column, down);
				table.dispatchEvent(new Event("sorted"));
				if (kept) setAddress({ sort: (down ? "-" : "") + head.dataset.key });
			});
		});
		var wanted = kept && state.get("sort"), name = wanted && wanted.replace(/^-/, "");
		var at = heads.findIndex(head => name && head.dataset.key === name);
		if (at >= 0) sort(at, wanted !== name);
	}

	// fitted lets the heads of a list stay in sight. All is measured before anything changes.
	function fitted() {
		var tables = [...$$(".scroll > table[data-sortable]")], boxes = [...$$(".scroll")];
		tables.forEach(table => { table.parentNode.classList.remove("fits", "boxed"); });
		var fits = tables.map(table => table.offsetWidth <= table.parentNode.clientWidth + 1), long = tables.map(table => table.offsetHeight > innerHeight);
		var spills = boxes.map(box => box.scrollWidth > box.clientWidth + 1);
		tables.forEach((table, i) => {
			table.parentNode.classList.toggle("fits", fits[i]);
			table.parentNode.classList.toggle("boxed", !fits[i] && long[i]);
		});
		boxes.forEach((box, i) => { box.classList.toggle("spills", spills[i]); });
	}

	// apart tells regions of the same name apart by the heading before them.
	function apart() {
		var seen = {};
		$$("main [role=region][aria-label]").forEach(box => {
			var name = box.ariaLabel;
			if (seen[name]) box.ariaLabel += " " + (seen[name] + 1);
			seen[name] = (seen[name] || 0) + 1;
		});
	}

	// reachable lets the keyboard scroll a wide block of code.
	function reachable() {
		$$("pre").forEach(block => {
			if (block.scrollWidth > block.clientWidth) block.tabIndex = 0;
		});
		fitted();
	}

	function contents() {
		var head = $(".record-head[data-contents]"), sections = $$("main h2[id]");
		if (!head || sections.length < 3) return;
		var nav = element("nav", "side"), list = element("ul");
		nav.ariaLabel = head.dataset.contents;
		nav.append(element("p", "menu-group", head.dataset.contents), list);
		sections.forEach(section => {
			var item = element("li"), link = element("a", "", section.textContent);
			link.href = "#" + encodeURIComponent(section.id);
			item.append(link);
			list.append(item);
		});
		$(".page").append(nav);
		$(".page").classList.add("with-side");
	}

	function seek() {
		var form = $("form.seek"), field = byId("q");
		if (!field && form) {
			field = form.querySelector("input");
			form.hidden = false;
			form.addEventListener("submit", event => {
				event.preventDefault();
				location.href = form.dataset.to + "?q=" + encodeURIComponent(field.value);
			});
		}
		document.addEventListener("keydown", event => {
			if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || !field || /^(INPUT|TEXTAREA|SELECT)$/.test(event.target.tagName)) return;
			event.preventDefault();
			field.focus();
			field.select();
		});
	}

	function here() {
		var menu = $(".menu"), entry = menu && menu.querySelector("[aria-current]");
		if (entry && menu.scrollHeight > menu.clientHeight) menu.scrollTop = entry.offsetTop - menu.clientHeight / 2;
	}

	// shorten folds the last sections of a long page on a small screen.
	var small = 832, long = 4900, folded = 60;
	function shorten() {
		var main = $("main");
		if (innerWidth > small || $("[data-filters], .contents, #search, .report")) return;
		var heads = [...main.querySelectorAll("h2")].filter(h => !h.closest("details, nav")), tops = heads.map(h => h.getBoundingClientRect().top);
		var end = main.getBoundingClientRect().bottom, over = root.scrollHeight - long;
		while (heads.length > 1 && over > 0) {
			var head = heads.pop(), top = tops.pop(), box = element("details", "folded-section"), title = element("summary");
			over -= Math.max(0, end - top - folded);
			end = top;
			head.before(box);
			for (var next = head, after; next && (next === head || !next.matches("h2, .folded-section")); next = after) {
				after = next.nextElementSibling;
				(next === head ? title : box).append(next);
			}
			box.prepend(title);
		}
		if (root.scrollHeight > long) {
			$$("main .scroll").forEach(box => { if (box.offsetHeight > innerHeight) box.classList.add("boxed"); });
		}
		var at = location.hash.length > 1 && byId(decodeURIComponent(location.hash.slice(1)));
		if (!at || !at.closest(".folded-section")) return;
		at.closest(".folded-section").open = true;
		at.scrollIntoView();
	}

	$$("table[data-sortable]").forEach(sortable);
	$$("[data-filters]").forEach(filterable);
	apart();
	seek();
	contents();
	here();
	reachable();
	shorten();
	new ResizeObserver(reachable).observe(document.body);
	addEventListener("pageshow", event => { if (event.persisted) location.reload(); });
})();
