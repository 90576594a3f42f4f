/** DISW: the devices that an emergency request may ask for (diabetes, incontinentie, stoma, wonden). */
export const DISW_CATEGORIES = ['DIABETES', 'INCONTINENCE', 'STOMA', 'WOUND'] as const;

/** What a device is for, at the level at which norms, contracts and authority are agreed. */
export const DEVICE_CATEGORIES = [...DISW_CATEGORIES, 'COMPRESSION', 'PROSTHESIS'] as const;
export type DeviceCategory = (typeof DEVICE_CATEGORIES)[number];

export function isDisw(category: DeviceCategory): boolean {
  return (DISW_CATEGORIES as readonly DeviceCategory[]).includes(category);
}

/** The devices of a category in words, for the middle of a sentence. */
export const deviceCategoryWords: Readonly<Record<DeviceCategory, string>> = {
  DIABETES: 'diabetes devices',
  INCONTINENCE: 'incontinence devices',
  STOMA: 'stoma devices',
  WOUND: 'wound care devices',
  COMPRESSION: 'compression devices',
  PROSTHESIS: 'prostheses',
};
