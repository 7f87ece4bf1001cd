// The script of riskbook serve: it stands in served pages only, never in a built site. It listens for new builds, loads the page again when the page has
// changed, keeps the place where the reader was, and shows over the page what keeps a build from being shown.
"use strict";
(function () {
  var me = document.currentScript;
  var kept = "riskbook-live";
  var bare = document.body !== null && document.body.classList.contains("riskbook-bare");
  var language = document.documentElement.lang.slice(0, 2) === "ja" ? "ja" : "en";
  var words = null;
  var source = null;
  var leaving = false;
  var timer = 0;

  function say(text) { return text ? text[language === "ja" ? "Ja" : "En"] : ""; }

  function element(name, className, text) {
    var e = document.createElement(name);
    if (className) e.className = className;
    if (text) e.textContent = text;
    return e;
  }

  // The place of the reader: how far the page is scrolled, what has the focus, and what was typed into filters.
  function keep() {
    var inputs = Array.from(document.querySelectorAll("[data-filters] input, [data-filters] select")).map(function (i) { return i.value; });
    var focus = document.activeElement && document.activeElement.id;
    try {
      sessionStorage.setItem(kept, JSON.stringify({ path: location.pathname, x: scrollX, y: scrollY, focus: focus, inputs: inputs }));
    } catch (e) { /* a browser that keeps nothing */ }
  }

  function restore() {
    var was = null;
    try {
      was = JSON.parse(sessionStorage.getItem(kept));
      sessionStorage.removeItem(kept);
    } catch (e) { /* nothing was kept */ }
    if (!was || was.path !== location.pathname) return;
    var inputs = Array.from(document.querySelectorAll("[data-filters] input, [data-filters] select"));
    if (was.inputs && was.inputs.length === inputs.length) {
      inputs.forEach(function (input, i) {
        if (input.value === was.inputs[i]) return;
        input.value = was.inputs[i];
        input.dispatchEvent(new Event("input", { bubbles: true }));
      });
    }
    var focus = was.focus && document.getElementById(was.focus);
    if (focus) focus.focus({ preventScroll: true });
    function scroll() { window.scrollTo({ left: was.x, top: was.y, behavior: "instant" }); }
    scroll();
    if (document.readyState !== "complete") window.addEventListener("load", scroll, { once: true });
  }

  function reload() {
    leaving = true;
    keep();
    location.reload();
  }

  // The page is asked for anew, without its bytes: other bytes have another tag.
  function compare(assets) {
    if (assets !== me.dataset.assets) return reload();
    fetch(location.pathname, { method: "HEAD", cache: "no-store" }).then(function (answer) {
      var tag = answer.headers.get("ETag");
      if (tag && tag !== '"' + me.dataset.page + '"') reload();
    }).catch(function () { /* the stream of events says that the server is gone */ });
  }

  function panel(id) {
    var old = document.getElementById(id);
    if (old) old.remove();
    var box = element("section", "riskbook-live");
    box.id = id;
    box.lang = language;
    return box;
  }

  function hide(id) {
    var old = document.getElementById(id);
    if (old) old.remove();
  }

  function show(state) {
    var box = panel("riskbook-problems");
    box.setAttribute("aria-label", say(words.label));
    var head = element("div", "riskbook-head");
    var alert = element("div", "riskbook-alert");
    alert.setAttribute("role", "alert");
    head.append(alert);
    var close = element("button", "riskbook-close", say(words.close));
    close.type = "button";
    close.addEventListener("click", function () { hide("riskbook-problems"); });
    head.append(close);
    box.append(head);
    var scroller = element("div", "riskbook-scroll");
    scroller.tabIndex = 0;
    scroller.setAttribute("role", "group");
    scroller.setAttribute("aria-label", say(words.label));
    var list = element("ol");
    state.problems.forEach(function (p) {
      var item = element("li");
      if (p.where) item.append(element("code", "", p.where));
      item.append(element("p", "riskbook-message", say(p.message)));
      if (p.excerpt) item.append(element("pre", "", p.excerpt));
      if (say(p.help)) item.append(element("p", "riskbook-help", say(words.help) + ": " + say(p.help)));
      list.append(item);
    });
    scroller.append(list);
    if (say(state.more)) scroller.append(element("p", "", say(state.more)));
    scroller.append(element("p", "riskbook-note", say(words.stays)));
    box.append(scroller);
    document.body.append(box);
    alert.textContent = say(words.failed); // filled when it stands in the page, so that it is read out
  }

  function hear(event) {
    clearTimeout(timer);
    hide("riskbook-gone");
    var state = JSON.parse(event.data);
    words = state.words;
    if (bare) return compare(state.assets);
    if (state.problems.length > 0) return show(state);
    hide("riskbook-problems");
    compare(state.assets);
  }

  function lost() {
    if (leaving || document.hidden) return;
    clearTimeout(timer);
    timer = setTimeout(function () {
      if (words) {
        var box = panel("riskbook-gone");
        box.setAttribute("role", "status");
        box.classList.add("riskbook-quiet");
        document.body.append(box);
        box.textContent = say(words.gone);
      }
      if (source && source.readyState === EventSource.CLOSED) { stop(); listen(); }
    }, 1000);
  }

  function listen() {
    if (source || document.hidden) return;
    source = new EventSource("/_riskbook/events");
    source.onmessage = hear;
    source.onerror = lost;
  }

  function stop() {
    if (source) source.close();
    source = null;
  }

  // A page that nobody sees gives its connection back: a browser has only six for one server.
  document.addEventListener("visibilitychange", function () { if (document.hidden) stop(); else listen(); });
  window.addEventListener("pagehide", function () { leaving = true; stop(); });
  window.addEventListener("pageshow", function (event) { if (event.persisted) { leaving = false; listen(); } });
  document.addEventListener("keydown", function (event) { if (event.key === "Escape") hide("riskbook-problems"); });

  var style = element("link");
  style.rel = "stylesheet";
  style.href = "/_riskbook/live.css";
  if (!bare) document.head.append(style);
  restore();
  listen();
})();
