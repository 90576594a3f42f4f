import type { DeviceCategory } from '../catalogue/device-category';

/** Which product groups: of any of the categories, and under any of the EMDN prefixes; empty: no limit. */
export interface GroupSelection {
  readonly categories: readonly DeviceCategory[];
  readonly productGroups: readonly string[];
}

/** Whether a product group is one of those; of a module: whether it is about the group. */
export function selectsGroup(
  { categories, productGroups }: GroupSelection,
  group: { readonly code: string; readonly category: DeviceCategory },
): boolean {
  return (
    (categories.length === 0 || categories.includes(group.category)) &&
    (productGroups.length === 0 || productGroups.some((prefix) => group.code.startsWith(prefix)))
  );
}
