// 大字版：记在这台机器上；没有脚本，页面照样能看。
(function () {
  'use strict';
  var root = document.documentElement;
  var KEY = 'large-type';

  function remembered() {
    try {
      return window.localStorage.getItem(KEY) === '1';
    } catch (error) {
      return false;
    }
  }

  function remember(on) {
    try {
      window.localStorage.setItem(KEY, on ? '1' : '0');
    } catch (error) {
      // 从U盘打开时，有的浏览器不让记。
    }
  }

  function apply(on, button) {
    root.className = on ? 'large' : '';
    if (button) {
      button.textContent = on ? '标准字' : '大字版';
    }
  }

  // 在画出页面之前就放大，免得跳一下。
  apply(remembered(), null);

  document.addEventListener('DOMContentLoaded', function () {
    var button = document.getElementById('large-type');
    if (button) {
      button.hidden = false;
      apply(remembered(), button);
      button.addEventListener('click', function () {
        var on = root.className !== 'large';
        apply(on, button);
        remember(on);
      });
    }
    // 手机上导航横着滚，让当前一项露出来。
    var bar = document.getElementById('nav');
    var current = bar && bar.querySelector('[aria-current]');
    if (current) {
      bar.scrollLeft = current.offsetLeft - (bar.clientWidth - current.offsetWidth) / 2;
    }
  });
}());
