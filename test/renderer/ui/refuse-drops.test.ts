import { expect, test } from 'vitest';
import { refuseDrops } from '../../../renderer/ui/refuse-drops.ts';

/** What the browser would do with a drop of these types, and what it shows under the pointer. */
function dropped(types: readonly string[], takenBefore = false) {
  const page = new EventTarget();
  refuseDrops(page);
  return (['dragover', 'drop'] as const).map((type) => {
    const transfer = { types, dropEffect: 'copy' };
    const event = Object.assign(new Event(type, { cancelable: true }), { dataTransfer: transfer });
    if (takenBefore) event.preventDefault();
    page.dispatchEvent(event);
    return [event.defaultPrevented, transfer.dropEffect];
  });
}

test('a file and an address that nobody takes are opened by nobody', () => {
  const refused = [
    [true, 'none'],
    [true, 'none'],
  ];
  expect(dropped(['Files'])).toEqual(refused);
  expect(dropped(['text/uri-list', 'text/plain'])).toEqual(refused);
});

test('a place that takes files gets them, and text goes into the field it was dropped on', () => {
  expect(dropped(['Files'], true)).toEqual([
    [true, 'copy'],
    [true, 'copy'],
  ]);
  expect(dropped(['text/plain'])).toEqual([
    [false, 'copy'],
    [false, 'copy'],
  ]);
});
