import type { DeviceCategory } from '../../src/catalogue/device-category';
import { selectsGroup } from '../../src/quality/group-selection.rules';

test.each<[string, DeviceCategory[], string[], boolean]>([
  ['the framework is about every device', [], [], true],
  ['its category', ['STOMA'], [], true],
  ['another category', ['DIABETES'], [], false],
  ['its category, limited to its groups', ['STOMA'], ['A1080'], true],
  ['its category, limited to other groups', ['STOMA'], ['A1001', 'A1002'], false],
  ['its groups of whatever category', [], ['A1001', 'A1080'], true],
  ['another category, limited to its groups', ['DIABETES'], ['A1080'], false],
])('whether a module is about a product group: %s', (_, categories, productGroups, isAbout) => {
  const group = { code: 'A108005', category: 'STOMA' } as const;
  expect(selectsGroup({ categories, productGroups }, group)).toBe(isAbout);
});
