// The preview desk. The list and the entry come as JSON; all words come with them.
(function () {
  'use strict';
  window.mingbaiDesk = true;
  var PHONE = 360;
  var DESKTOP = 1280;
  var words = {};
  var state = '';
  var most = 200;
  var chosen = '';
  // The entry that the list was scrolled to.
  var found = '';
  var shown = null;
  var known = '';
  var id = function (name) { return document.getElementById(name); };
  function make(name, text, kind) {
    var element = document.createElement(name);
    if (text !== undefined) { element.textContent = text; }
    if (kind) { element.className = kind; }
    return element;
  }
  function fill(text, values) {
    return Object.keys(values).reduce(function (text, name) { return text.replace('{' + name + '}', values[name]); }, text);
  }
  function empty(element) { while (element.firstChild) { element.removeChild(element.firstChild); } }
  function ask(address) {
    return fetch(address, { cache: 'no-store' }).then(function (answer) { return answer.json(); });
  }
  function remembered(name) { try { return localStorage.getItem('mingbai ' + name); } catch (e) { return null; } }
  function remember(name, value) { try { localStorage.setItem('mingbai ' + name, value); } catch (e) { /* full */ } }

  // Only the last of several questions counts.
  function latest(question, take) {
    var number = 0;
    return function () {
      var mine = number += 1;
      return ask(question()).then(function (answer) { if (mine === number) { take(answer); } }, function () { /* it stopped */ });
    };
  }

  // A finding as on the terminal. Where lines wrap, the marks below the quoted one point nowhere: they stand apart.
  function problem(finding) {
    var pre = make('pre', undefined, finding.severity);
    finding.text.split('\n').forEach(function (line) {
      var parts = /^( *\|[ ^-]*)(.*)$/.exec(line) || ['', '', line];
      if (parts[1]) { pre.appendChild(make('span', parts[1] + (parts[2] ? '' : '\n'), 'mark')); }
      if (parts[2] || !parts[1]) { pre.appendChild(document.createTextNode(parts[2] + '\n')); }
    });
    return pre;
  }

  // The list.
  var askList = latest(function () {
    return '/_desk/list.json?state=' + encodeURIComponent(state) + '&words=' + encodeURIComponent(id('find').value) + '&most=' + most;
  }, showList);

  function showList(list) {
    words = list.words;
    document.documentElement.lang = list.language;
    document.title = words.title;
    Array.prototype.forEach.call(document.querySelectorAll('[data-word]'), function (element) {
      element.textContent = words[element.dataset.word];
    });
    id('find').placeholder = words.find;
    id('find').setAttribute('aria-label', words.find);
    showStatus(list);
    showStates(list);
    showGeneral(list);
    var rows = id('rows');
    empty(rows);
    list.rows.forEach(function (row) { rows.appendChild(listRow(row)); });
    var current = rows.querySelector('[aria-current="true"]');
    if (current && chosen !== found) { current.scrollIntoView({ block: 'nearest' }); }
    found = chosen;
    id('none').hidden = list.rows.length > 0;
    id('more').hidden = list.total <= list.rows.length;
    if (!chosen && list.rows.length && window.innerWidth > 720) { choose(list.rows[0].path); }
  }
  function showStatus(list) {
    var status = id('status');
    var text = list.busy ? words.busy : fill(words.files, { n: list.written, m: list.removed, t: list.took });
    status.className = 'status';
    status.textContent = (list.date ? words.today + ' ' + list.date + '　' : '') + (list.build || list.busy ? text : '');
    status.title = list.changed.join('\n');
    var trouble = id('trouble');
    trouble.hidden = !list.trouble;
    trouble.firstElementChild.textContent = list.trouble ? list.trouble[0] : '';
    var rest = trouble.lastElementChild;
    // What lies in an entry is told there; the rest is told here.
    rest.textContent = list.trouble && !list.faulty ? list.trouble[1] : '';
    rest.hidden = !rest.textContent;
    trouble.onclick = function () { if (list.faulty) { choose(list.faulty); } };
    trouble.classList.toggle('leads', Boolean(list.faulty));
  }
  function showStates(list) {
    var states = id('states');
    empty(states);
    var total = list.states.reduce(function (sum, one) { return sum + one.count; }, 0);
    [{ id: '', name: words.all, count: total }].concat(list.states).forEach(function (one) {
      var button = make('button', one.name + ' ' + one.count);
      button.type = 'button';
      button.setAttribute('aria-pressed', String(one.id === state));
      button.onclick = function () { state = one.id; most = 200; askList(); };
      states.appendChild(button);
    });
  }
  function showGeneral(list) {
    var box = id('general');
    var told = list.general.slice();
    box.hidden = !told.length;
    box.firstElementChild.textContent = words.general + ' ' + told.length;
    var text = box.lastElementChild;
    empty(text);
    told.forEach(function (finding) { text.appendChild(problem(finding)); });
  }
  function listRow(row) {
    var item = make('li');
    var button = make('button');
    button.type = 'button';
    button.dataset.path = row.path;
    button.setAttribute('aria-current', String(row.path === chosen));
    button.onclick = function () { choose(row.path); };
    button.appendChild(make('span', row.title, 'name'));
    var meta = make('span', undefined, 'meta');
    meta.appendChild(make('span', row.name, 'state ' + row.state));
    meta.appendChild(make('span', [row.unit, row.kind].filter(Boolean).join('　') || row.path, 'where'));
    if (row.errors) { meta.appendChild(make('span', fill(words.errors, { n: row.errors }), 'count error')); }
    if (row.warnings) { meta.appendChild(make('span', fill(words.warnings, { n: row.warnings }), 'count')); }
    if (row.changed) { meta.appendChild(make('span', words.new, 'new')); }
    button.appendChild(meta);
    item.appendChild(button);
    return item;
  }

  // One entry.
  function choose(path) {
    chosen = path;
    id('desk').classList.toggle('chosen', Boolean(path));
    var address = path ? '#' + encodeURIComponent(path) : location.pathname;
    if (path && location.hash !== address) { history.replaceState(null, '', address); }
    if (!path) { history.replaceState(null, '', address); }
    Array.prototype.forEach.call(id('rows').querySelectorAll('button'), function (button) {
      button.setAttribute('aria-current', String(button.dataset.path === path));
    });
    if (path) { askEntry(); } else { id('view').hidden = true; id('empty').hidden = false; }
  }
  var askEntry = latest(function () { return '/_desk/entry.json?path=' + encodeURIComponent(chosen); }, showEntry);

  function showEntry(entry) {
    if (entry.path !== chosen) { return; }
    var again = shown && shown.path === entry.path;
    if (!entry.found) {
      // Removed or renamed: the last that was seen of it stays, marked.
      id('hint').textContent = words.gone;
      id('title').textContent = id('title').textContent || entry.path;
      id('state').hidden = true;
      return;
    }
    id('empty').hidden = true;
    id('view').hidden = false;
    id('title').textContent = entry.title;
    id('state').hidden = false;
    id('state').textContent = entry.name;
    id('state').className = 'state ' + entry.state;
    var facts = id('facts');
    empty(facts);
    [entry.unit, entry.kind, entry.dates, 'content/' + entry.path].filter(Boolean).forEach(function (fact) {
      facts.appendChild(make('span', fact));
    });
    id('hint').textContent = entry.hint;
    id('hint').hidden = !entry.hint;
    link('open', entry.public);
    link('print', entry.print);
    showChanged(entry);
    id('stale').hidden = !(entry.stale && (entry.page || entry.sheets.length));
    id('guess').hidden = !entry.guess;
    id('both').hidden = entry.stale && !entry.page && !entry.sheets.length;
    showProblems(entry.findings);
    showPage(entry, again);
    showSheets(entry, again);
    if (!again) { id('entry').scrollTop = 0; }
    shown = entry;
  }
  function link(name, address) {
    id(name).hidden = !address;
    if (address) { id(name).href = address; }
  }
  function showChanged(entry) {
    var changed = entry.changed.page ? [words.page_changed] : [];
    entry.changed.sheets.forEach(function (number) { changed.push(fill(words.sheet_changed, { n: number })); });
    id('changed').hidden = !changed.length;
    var mark = document.documentElement.lang === 'en' ? ': ' : '：';
    id('changed').textContent = words.changes + mark + changed.join(document.documentElement.lang === 'en' ? ', ' : '、');
  }
  function showProblems(findings) {
    var box = id('problems');
    box.hidden = !findings.length;
    box.firstElementChild.textContent = words.problems + ' ' + findings.length;
    var list = box.lastElementChild;
    empty(list);
    findings.forEach(function (finding) { list.appendChild(problem(finding)); });
  }
  function showPage(entry, again) {
    id('no-page').hidden = Boolean(entry.page) || entry.stale;
    id('frames').hidden = !entry.page;
    id('widths').hidden = !entry.page;
    if (!entry.page) { return; }
    ['phone', 'wide'].forEach(function (name) {
      var frame = id(name);
      var live = null;
      try { live = frame.contentWindow.mingbaiLive; } catch (e) { /* not loaded */ }
      if (!again || shown.page !== entry.page || !live) {
        frame.contentWindow.location.replace(entry.page);
      } else if (shown.tag !== entry.tag) {
        live.reload();
      }
    });
    fit();
  }
  function showSheets(entry, again) {
    var pictures = id('pictures');
    id('no-sheets').hidden = entry.sheets.length > 0 || entry.stale;
    while (pictures.children.length > entry.sheets.length) { pictures.removeChild(pictures.lastChild); }
    entry.sheets.forEach(function (address, at) {
      var figure = pictures.children[at];
      if (!figure) {
        figure = make('figure');
        var anchor = make('a');
        anchor.target = '_blank';
        anchor.rel = 'noopener';
        anchor.appendChild(make('img'));
        figure.appendChild(anchor);
        figure.appendChild(make('figcaption'));
        pictures.appendChild(figure);
      }
      var caption = fill(words.sheet_number, { n: at + 1, k: entry.sheets.length });
      figure.className = entry.changed.sheets.indexOf(at + 1) < 0 ? '' : 'fresh';
      figure.lastElementChild.textContent = caption;
      figure.firstElementChild.href = address;
      var image = figure.querySelector('img');
      image.alt = caption;
      if (image.getAttribute('src') === address) { return; }
      if (!again) { image.src = address; return; }
      // The old picture stays until the new one is there.
      var next = new Image();
      next.onload = function () { image.src = address; };
      next.src = address;
    });
  }

  // The frames have the widths of a phone and of a screen, made smaller where there is less room.
  function fit() {
    var width = remembered('width') || (id('frames').clientWidth > 700 ? 'both' : 'phone');
    id('frames').dataset.width = width;
    Array.prototype.forEach.call(id('widths').children, function (button) {
      button.setAttribute('aria-pressed', String(button.dataset.width === width));
    });
    var height = Math.max(420, window.innerHeight - 190);
    size('phone', PHONE, Math.min(760, height), width === 'both' && window.innerWidth > 720 ? .42 : 1);
    size('wide', DESKTOP, height, 1);
  }
  function size(name, width, height, part) {
    var frame = id(name);
    var box = frame.parentNode;
    var room = id('frames').clientWidth * part - 14;
    if (name === 'wide') { room = box.clientWidth - 2; }
    if (room <= 0) { return; }
    var scale = Math.min(1, room / width);
    frame.style.width = width + 'px';
    frame.style.height = Math.round(height / scale) + 'px';
    frame.style.transform = 'scale(' + scale + ')';
    box.style.height = height + (name === 'phone' ? 12 : 2) + 'px';
    if (name === 'phone') { box.style.width = Math.round(width * scale) + 12 + 'px'; }
  }

  // The news.
  function hear(news) {
    ['phone', 'wide'].forEach(function (name) {
      try { id(name).contentWindow.mingbaiLive.hear(news); } catch (e) { /* nothing is shown */ }
    });
    // The desk shows a save before the build has ended; what that found comes after it. The first words come with the list.
    if (chosen && words.title) { askEntry(); }
    var first = !words.title;
    askList().then(function () { if (chosen && first) { askEntry(); } });
  }
  function open() {
    var source = new EventSource('/_desk/events' + (known ? '?known=' + encodeURIComponent(known) : ''));
    source.onmessage = function (event) {
      known = event.lastEventId;
      hear(JSON.parse(event.data));
    };
    source.onerror = function () {
      if (!words.lost) { return; }
      id('status').className = 'status lost';
      id('status').textContent = words.lost;
    };
  }

  var typing = 0;
  id('find').oninput = function () {
    clearTimeout(typing);
    typing = setTimeout(function () { most = 200; askList(); }, 120);
  };
  id('more').onclick = function () { most += 400; askList(); };
  id('back').onclick = function () { choose(''); };
  id('widths').onclick = function (event) {
    if (event.target.dataset.width) { remember('width', event.target.dataset.width); fit(); }
  };
  window.addEventListener('resize', fit);
  window.addEventListener('hashchange', function () { choose(decodeURIComponent(location.hash.slice(1))); });
  chosen = decodeURIComponent(location.hash.slice(1));
  id('desk').classList.toggle('chosen', Boolean(chosen));
  open();
})();
