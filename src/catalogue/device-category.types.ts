import { registerEnumType } from 'type-graphql';
import { enumOf } from '../platform/graphql/refusal.types';
import { DEVICE_CATEGORIES } from './device-category';

export const DeviceCategoryEnum = enumOf(DEVICE_CATEGORIES);
registerEnumType(DeviceCategoryEnum, {
  name: 'DeviceCategory',
  description: 'What a device is for; the first four are DISW.',
  valuesConfig: {
    DIABETES: { description: 'Diabetes (diabetes mellitus).' },
    INCONTINENCE: { description: 'Incontinence (incontinentie).' },
    STOMA: { description: 'Stoma (stoma).' },
    WOUND: { description: 'Complex wounds (complexe wonden).' },
    COMPRESSION: { description: 'Compression (compressie).' },
    PROSTHESIS: { description: 'Prostheses (prothesen).' },
  },
});
