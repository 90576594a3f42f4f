/**
 * What a device is for, at the level at which norms, contracts and authority are agreed. The first
 * four are DISW: the devices that an emergency request may ask for (diabetes, incontinentie, stoma,
 * wonden).
 */
export const DEVICE_CATEGORIES = [
  'DIABETES',
  'INCONTINENCE',
  'STOMA',
  'WOUND',
  'COMPRESSION',
  'PROSTHESIS',
] as const;
export type DeviceCategory = (typeof DEVICE_CATEGORIES)[number];

/** The devices of a category in words, for the middle of a sentence. */
export const deviceCategoryWords: Readonly<Record<DeviceCategory, string>> = {
  DIABETES: 'diabetes devices',
  INCONTINENCE: 'incontinence devices',
  STOMA: 'stoma devices',
  WOUND: 'wound care devices',
  COMPRESSION: 'compression devices',
  PROSTHESIS: 'prostheses',
};
