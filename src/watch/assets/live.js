// Follows the builds: only the preview adds this script. It swaps style sheets, loads a page again where its bytes
// changed, and shows what stops the build over the last good page.
(function () {
  'use strict';
  var me = document.currentScript;
  var path = me.dataset.path;
  var tag = me.dataset.tag;
  var known = me.dataset.run + '-' + me.dataset.build;
  var memory = 'mingbai ' + location.pathname;
  var inDesk = false;
  try { inDesk = window.parent !== window && window.parent.mingbaiDesk === true; } catch (e) { /* another site's frame */ }

  // The place on the page, kept over a reload.
  function reload() {
    try { sessionStorage.setItem(memory, JSON.stringify([window.scrollX, window.scrollY])); } catch (e) { /* full */ }
    location.reload();
  }
  function restore() {
    var place = null;
    try {
      place = JSON.parse(sessionStorage.getItem(memory));
      sessionStorage.removeItem(memory);
    } catch (e) { /* none */ }
    if (!place) { return; }
    if ('scrollRestoration' in history) { history.scrollRestoration = 'manual'; }
    var go = function () { window.scrollTo(place[0], place[1]); };
    go();
    window.addEventListener('load', function () { go(); history.scrollRestoration = 'auto'; });
  }
  restore();

  // The path in the site that an address names; none for one that lies elsewhere.
  function sitePath(address) {
    var url = new URL(address, location.href);
    if (url.origin !== location.origin) { return null; }
    return decodeURIComponent(url.pathname).replace(/^\/(_desk\/site\/)?/, '');
  }
  function fresh(address, build) {
    var url = new URL(address, location.href);
    url.searchParams.set('_', build);
    return url.href;
  }
  function each(selector, work) { Array.prototype.forEach.call(document.querySelectorAll(selector), work); }

  function swapStyles(changed, build) {
    each('link[rel="stylesheet"]', function (old) {
      if (old.dataset.old || (changed && !changed.has(sitePath(old.href)))) { return; }
      var next = old.cloneNode();
      next.href = fresh(old.href, build);
      old.dataset.old = '1';
      next.onload = next.onerror = function () { old.remove(); };
      old.parentNode.insertBefore(next, old.nextSibling);
    });
  }
  function swapPictures(changed, build) {
    each('img', function (image) {
      if (!changed.has(sitePath(image.currentSrc || image.src))) { return; }
      image.removeAttribute('srcset');
      image.src = fresh(image.src, build);
    });
  }
  function usesChangedScript(changed) {
    return Array.prototype.some.call(document.scripts, function (script) {
      return script.src && script !== me && changed.has(sitePath(script.src));
    });
  }

  // Nobody knows what changed since this page was loaded: it looks whether it is still the same.
  function lookForMyself(build) {
    swapStyles(null, build);
    fetch(location.href, { method: 'HEAD', cache: 'no-store' }).then(function (answer) {
      if ((answer.headers.get('etag') || '').replace(/"/g, '') !== tag) { reload(); }
    }, function () { /* gone again; the connection says when it is back */ });
  }

  function hear(news) {
    if (!inDesk) { overlay(news.trouble); }
    if (news.changed === null) { lookForMyself(news.build); return; }
    if (!news.changed.length) { return; }
    var changed = new Set(news.changed);
    if (changed.has(path) || usesChangedScript(changed)) {
      if (!inDesk) { reload(); }
      return;
    }
    swapStyles(changed, news.build);
    swapPictures(changed, news.build);
  }

  // What stops the build, in a tree of its own that no style of the page reaches.
  var host = null;
  var closed = null;
  function overlay(trouble) {
    if (!trouble) {
      if (host) { host.remove(); }
      host = closed = null;
      return;
    }
    var text = trouble.title + '\n' + trouble.text;
    if (closed === text || (host && host.dataset.text === text)) { return; }
    closed = null;
    if (host) { host.remove(); }
    host = document.createElement('div');
    host.id = 'mingbai-trouble';
    host.dataset.text = text;
    var root = host.attachShadow({ mode: 'open' });
    var style = document.createElement('style');
    style.textContent =
      '.box{position:fixed;left:0;right:0;bottom:0;z-index:2147483647;max-height:70vh;display:flex;flex-direction:column;' +
      'background:#fff;color:#1d1f23;border-top:4px solid #a8191f;box-shadow:0 -6px 24px rgba(0,0,0,.28);' +
      'font:16px/1.6 "PingFang SC","Microsoft YaHei","Noto Sans CJK SC",sans-serif;text-align:left}' +
      '.head{display:flex;align-items:center;padding:10px 20px;background:#fbf1ee;color:#7f1117;font-weight:700}' +
      '.head b{flex:1}' +
      'button{flex:none;margin-left:16px;width:36px;height:36px;border:1px solid #7f1117;border-radius:3px;background:#fff;' +
      'color:#7f1117;font:700 20px/1 sans-serif;cursor:pointer}button:focus{outline:3px solid #1f5fbf}' +
      'pre{margin:0;padding:14px 20px 20px;overflow:auto;white-space:pre;font:14px/1.5 Consolas,"Sarasa Mono SC",' +
      '"Noto Sans Mono CJK SC","NSimSun",monospace}' +
      '@media (max-width:600px){pre{white-space:pre-wrap;overflow-wrap:break-word;word-wrap:break-word;padding:12px}.head{padding:8px 12px}}' +
      '@media print{.box{display:none}}';
    var box = document.createElement('div');
    box.className = 'box';
    box.setAttribute('role', 'alert');
    var head = document.createElement('div');
    head.className = 'head';
    var title = document.createElement('b');
    title.textContent = trouble.title;
    var button = document.createElement('button');
    button.type = 'button';
    button.textContent = '×';
    button.setAttribute('aria-label', '×');
    button.onclick = function () { closed = text; host.remove(); host = null; };
    var pre = document.createElement('pre');
    pre.textContent = trouble.text;
    head.appendChild(title);
    head.appendChild(button);
    box.appendChild(head);
    box.appendChild(pre);
    root.appendChild(style);
    root.appendChild(box);
    document.documentElement.appendChild(host);
  }

  window.mingbaiLive = { hear: hear, reload: reload, tag: tag };
  // In the desk one connection serves all frames: browsers open only six to a server.
  if (inDesk) { return; }

  var source = null;
  function open() {
    if (source || document.hidden) { return; }
    source = new EventSource('/_desk/events?known=' + encodeURIComponent(known));
    source.onmessage = function (event) {
      known = event.lastEventId;
      hear(JSON.parse(event.data));
    };
  }
  function close() {
    if (source) { source.close(); }
    source = null;
  }
  // A page that nobody sees gives its connection back, and catches up when it is seen.
  document.addEventListener('visibilitychange', function () { if (document.hidden) { close(); } else { open(); } });
  window.addEventListener('pagehide', close);
  window.addEventListener('pageshow', open);
  open();
})();
