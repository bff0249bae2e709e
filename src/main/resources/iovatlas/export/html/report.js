'use strict';
for (const figure of document.querySelectorAll('figure')) {
  const svg = figure.querySelector('svg');
  const whole = svg.viewBox.baseVal;
  const all = { x: whole.x, y: whole.y, width: whole.width, height: whole.height };
  const set = (x, y, width, height) => svg.setAttribute('viewBox', [x, y, width, height].join(' '));
  const now = () => svg.viewBox.baseVal;
  const zoom = (factor, atX, atY) => {
    const view = now();
    const width = Math.min(all.width * 4, Math.max(20, view.width / factor));
    const ratio = width / view.width;
    set(atX - (atX - view.x) * ratio, atY - (atY - view.y) * ratio, width, view.height * ratio);
  };
  const at = (event) => {
    const point = new DOMPoint(event.clientX, event.clientY);
    return point.matrixTransform(svg.getScreenCTM().inverse());
  };
  const middle = () => ({ x: now().x + now().width / 2, y: now().y + now().height / 2 });
  svg.addEventListener('wheel', (event) => {
    if (!event.ctrlKey) return;
    event.preventDefault();
    const point = at(event);
    zoom(event.deltaY < 0 ? 1.2 : 1 / 1.2, point.x, point.y);
  }, { passive: false });
  let grabbed = null;
  svg.addEventListener('pointerdown', (event) => {
    grabbed = at(event);
    svg.setPointerCapture(event.pointerId);
  });
  svg.addEventListener('pointermove', (event) => {
    if (!grabbed) return;
    const point = at(event);
    const view = now();
    set(view.x + grabbed.x - point.x, view.y + grabbed.y - point.y, view.width, view.height);
  });
  for (const end of ['pointerup', 'pointercancel']) {
    svg.addEventListener(end, () => { grabbed = null; });
  }
  const tools = {
    in: () => zoom(1.25, middle().x, middle().y),
    out: () => zoom(0.8, middle().x, middle().y),
    fit: () => set(all.x, all.y, all.width, all.height),
  };
  for (const button of figure.querySelectorAll('button')) {
    button.addEventListener('click', tools[button.dataset.tool]);
  }
  svg.addEventListener('keydown', (event) => {
    const step = now().width / 12;
    const view = now();
    const keys = {
      '+': tools.in, '=': tools.in, '-': tools.out, '0': tools.fit, f: tools.fit,
      ArrowLeft: () => set(view.x - step, view.y, view.width, view.height),
      ArrowRight: () => set(view.x + step, view.y, view.width, view.height),
      ArrowUp: () => set(view.x, view.y - step, view.width, view.height),
      ArrowDown: () => set(view.x, view.y + step, view.width, view.height),
    };
    if (keys[event.key]) {
      event.preventDefault();
      keys[event.key]();
    }
  });
}
const light = (id, on) => {
  for (const mark of document.querySelectorAll(`[data-element="${CSS.escape(id)}"]`)) {
    mark.classList.toggle('lit', on);
  }
};
for (const [type, on] of [['mouseover', true], ['mouseout', false]]) {
  document.addEventListener(type, (event) => {
    const mark = event.target.closest('[data-element]');
    if (mark) light(mark.dataset.element, on);
  });
}
const filter = document.getElementById('filter');
if (filter) filter.addEventListener('input', () => {
  const words = filter.value.trim().toLowerCase();
  for (const row of document.querySelectorAll('tbody tr')) {
    row.hidden = !row.textContent.toLowerCase().includes(words);
  }
});
