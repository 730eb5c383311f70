// What scripts add to the pages: a filter over the list of a page, and the search. Everything else works without them.
(function () {
  "use strict";

  var words = function (text) { return text.toLowerCase().split(/\s+/).filter(Boolean); };

  // The filter of a list.
  document.querySelectorAll("[data-filter]").forEach(function (box) {
    var list = document.querySelector("[data-list]"), input = box.querySelector("input"), status = box.querySelector("[role=status]");
    if (!list || list.children.length < 8) return;
    var items = Array.prototype.map.call(list.children, function (li) { return { li: li, text: li.textContent.toLowerCase() }; });
    box.hidden = false;
    input.addEventListener("input", function () {
      var wanted = words(input.value), any = false;
      items.forEach(function (item) {
        var fits = wanted.every(function (w) { return item.text.indexOf(w) >= 0; });
        item.li.hidden = !fits;
        any = any || fits;
      });
      status.textContent = any ? "" : status.getAttribute("data-none");
    });
  });

  // The search. The scripts of the index call these two.
  var index = null, parts = {}, waiting = {}, whenIndexed = null;
  window.postmortemIndex = function (value) { index = value; if (whenIndexed) whenIndexed(); };
  window.postmortemWords = function (value) { parts[value[0]] = value[1]; };

  var box = document.querySelector("[data-search]");
  if (!box) return;
  var input = box.querySelector("input"), status = box.querySelector("[role=status]"), results = document.querySelector("[data-results]");
  var unspaced = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u, word = /[\p{L}\p{N}]/u;

  // The words of a query, by the rules that the index was made with: each with whether it may go on.
  function terms(text) {
    var all = [], current = "", previous = "", run = 0;
    var flush = function (end) { if (Array.from(current).length >= 2) all.push({ text: current, open: end }); current = ""; };
    Array.from(text).forEach(function (c) {
      if (unspaced.test(c)) {
        flush(false);
        if (previous) all.push({ text: previous + c, open: false });
        previous = c; run++;
        return;
      }
      if (run === 1 && previous) all.push({ text: previous, open: true });
      previous = ""; run = 0;
      if (word.test(c)) current += c.toLowerCase(); else flush(false);
    });
    if (run === 1 && previous) all.push({ text: previous, open: true });
    flush(true);
    return all;
  }

  // FNV-1a of the UTF-8 bytes of the first two characters.
  function partOf(text) {
    var h = 0x811c9dc5;
    new TextEncoder().encode(Array.from(text).slice(0, 2).join("")).forEach(function (b) { h = Math.imul(h ^ b, 0x01000193) >>> 0; });
    return h % index.parts;
  }

  function partsOf(term) {
    if (Array.from(term.text).length >= 2) return [partOf(term.text)];
    return Array.from({ length: index.parts }, function (_, i) { return i; }); // one character: it may begin words of any part
  }

  function load(part) {
    if (parts[part]) return Promise.resolve();
    if (!waiting[part]) {
      waiting[part] = new Promise(function (done, failed) {
        var s = document.createElement("script");
        s.src = "search/words-" + part + ".js";
        s.onload = done;
        s.onerror = function () { delete waiting[part]; failed(); };
        document.head.append(s);
      });
    }
    return waiting[part];
  }

  function numbers(posting) {
    var at = 0;
    return posting.split(" ").map(function (n, i) { at = i ? at + parseInt(n, 36) : parseInt(n, 36); return at; });
  }

  // The postmortems that have a term, each with what it counts: rare words and words of the title count for more.
  function find(term) {
    var found = new Map();
    partsOf(term).forEach(function (part) {
      var list = parts[part];
      var keys = term.open ? Object.keys(list).filter(function (k) { return k.startsWith(term.text); }) : Object.prototype.hasOwnProperty.call(list, term.text) ? [term.text] : [];
      keys.forEach(function (key) {
        var all = numbers(list[key]), weight = Math.log(1 + index.all.length / all.length);
        all.forEach(function (n) {
          var title = index.all[n][1].toLowerCase().indexOf(term.text) >= 0 ? 3 : 1;
          found.set(n, Math.max(found.get(n) || 0, weight * title));
        });
      });
    });
    return found;
  }

  var shown = 50, turn = 0;

  function show(all) {
    results.replaceChildren.apply(results, all.slice(0, shown).map(function (hit) {
      var entry = index.all[hit[0]];
      var li = document.createElement("li"), when = document.createElement("p"), div = document.createElement("div"), what = document.createElement("p"), a = document.createElement("a"), more = document.createElement("p");
      li.className = "incident"; when.className = "when"; what.className = "what"; more.className = "more";
      when.textContent = entry[2] || "–";
      a.href = entry[0];
      a.textContent = entry[1];
      a.dir = "auto";
      more.textContent = entry[3];
      what.append(a); div.append(what, more); li.append(when, div);
      return li;
    }));
  }

  function search() {
    var mine = ++turn, query = terms(input.value);
    if (!query.length) { status.textContent = ""; show([]); return; }
    status.textContent = box.dataset.loading;
    Promise.all(query.flatMap(partsOf).map(load)).then(function () {
      if (mine !== turn) return;
      var all = query.map(find), hits = [];
      all[0].forEach(function (weight, n) {
        if (all.every(function (m) { return m.has(n); })) hits.push([n, all.reduce(function (sum, m) { return sum + m.get(n); }, 0)]);
      });
      hits.sort(function (a, b) { return b[1] - a[1] || a[0] - b[0]; });
      status.textContent = hits.length === 0 ? box.dataset.none : hits.length === 1 ? box.dataset.one : hits.length + " " + box.dataset.many;
      show(hits);
    }, function () { if (mine === turn) status.textContent = box.dataset.failed; });
  }

  function ready() {
    box.hidden = false;
    var q = new URLSearchParams(location.search).get("q");
    if (q) { input.value = q; search(); }
    var timer = 0;
    input.addEventListener("input", function () { clearTimeout(timer); timer = setTimeout(search, 120); });
  }
  if (index) ready(); else whenIndexed = ready;
})();
