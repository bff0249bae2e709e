'use strict';
// Put behind the script of an exported page: uses the page as a reader would and writes what works
// into the attribute data-probe of the body.
{
  const works = [];
  const svg = document.querySelector('figure svg');
  const box = () => svg.getAttribute('viewBox');
  const changed = (name, deed) => {
    const before = box();
    deed();
    if (box() !== before) works.push(name);
  };
  const tool = (name) => document.querySelector(`figure button[data-tool="${name}"]`);
  const rect = svg.getBoundingClientRect();
  const place = { clientX: rect.x + 40, clientY: rect.y + 40, bubbles: true, pointerId: 1 };
  const whole = box();
  changed('button', () => tool('in').click());
  changed('wheel', () => svg.dispatchEvent(
    new WheelEvent('wheel', { ...place, deltaY: -1, ctrlKey: true, cancelable: true })));
  svg.setPointerCapture = () => {};
  changed('drag', () => {
    svg.dispatchEvent(new PointerEvent('pointerdown', place));
    svg.dispatchEvent(new PointerEvent('pointermove', { ...place, clientX: rect.x + 90 }));
    svg.dispatchEvent(new PointerEvent('pointerup', place));
  });
  changed('key', () => svg.dispatchEvent(new KeyboardEvent('keydown', { key: 'ArrowLeft' })));
  tool('fit').click();
  if (box() === whole || box() === '0 0 ' + whole.split(' ').slice(2).join(' ')) works.push('fit');
  const mark = document.querySelector('[data-element]');
  mark.dispatchEvent(new MouseEvent('mouseover', { bubbles: true }));
  if (document.querySelectorAll('.lit').length > 0) works.push('hover');
  const filter = document.getElementById('filter');
  filter.value = 'no row has this';
  filter.dispatchEvent(new Event('input'));
  if ([...document.querySelectorAll('tbody tr')].every((row) => row.hidden)) works.push('filter');
  if (performance.getEntriesByType('resource').length === 0) works.push('alone');
  document.body.dataset.probe = works.join(' ');
}
