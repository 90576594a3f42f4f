/**
 * How each kind of invented stock point works: proposal of this project, no published source.
 * Qualifications are AGB codes of suppliers of devices (zorgsoort 76).
 */

export type StockPointProfileName =
  | 'DUTY_DAY_AND_NIGHT'
  | 'DUTY_EVENINGS'
  | 'PHARMACY'
  | 'PHARMACY_ON_CALL'
  | 'ISLAND'
  | 'SUPPLIER_DEPOT'
  | 'HOME_CARE'
  | 'GP_OUT_OF_HOURS';

export interface Hours {
  /** ISO weekdays 1-7; 8 is a public holiday. */
  readonly weekdays: readonly number[];
  readonly opens: string;
  readonly closes: string;
}

export interface StockPointProfile {
  readonly kind:
    'PHARMACY' | 'DUTY_PHARMACY' | 'SUPPLIER_DEPOT' | 'HOME_CARE_DEPOT' | 'GP_OUT_OF_HOURS';
  readonly namePrefix: string;
  readonly hours: readonly Hours[];
  /** From and to, both included. */
  readonly preparationMinutes: readonly [number, number];
  readonly acceptWithinMinutes: readonly [number, number];
  readonly delivers: boolean;
  readonly offersPickup: boolean;
  /** Extra minutes when someone on call must come in; undefined: nobody is on call. */
  readonly onCallExtraMinutes?: readonly [number, number];
  readonly qualifications: readonly string[];
}

const INCONTINENCE = ['7621', '7624'];
const STOMA = '7625';
const COMPRESSION = '7641';
const DRESSINGS = '7643';
const DIABETES = ['7651', '7657'];
const INFUSION_PUMPS = '7656';
const PROSTHESES = ['7601', '7602', '7610', '7652'];

const WHOLE_RANGE = [...INCONTINENCE, STOMA, DRESSINGS, ...DIABETES];
const WORKING_DAYS = [1, 2, 3, 4, 5];
const EVERY_DAY = [1, 2, 3, 4, 5, 6, 7, 8];
const DAY_AND_NIGHT: Hours = { weekdays: EVERY_DAY, opens: '00:00', closes: '24:00' };

export const STOCK_POINT_PROFILES: Readonly<Record<StockPointProfileName, StockPointProfile>> = {
  DUTY_DAY_AND_NIGHT: {
    kind: 'DUTY_PHARMACY',
    namePrefix: 'Voorbeelddienstapotheek',
    hours: [DAY_AND_NIGHT],
    preparationMinutes: [10, 20],
    acceptWithinMinutes: [10, 15],
    delivers: true,
    offersPickup: true,
    qualifications: [...WHOLE_RANGE, INFUSION_PUMPS, COMPRESSION],
  },
  DUTY_EVENINGS: {
    kind: 'DUTY_PHARMACY',
    namePrefix: 'Voorbeelddienstapotheek',
    hours: [
      { weekdays: WORKING_DAYS, opens: '08:00', closes: '23:00' },
      { weekdays: [6, 7, 8], opens: '09:00', closes: '23:00' },
    ],
    preparationMinutes: [10, 20],
    acceptWithinMinutes: [10, 15],
    delivers: true,
    offersPickup: true,
    onCallExtraMinutes: [20, 30],
    qualifications: [...WHOLE_RANGE, INFUSION_PUMPS, COMPRESSION],
  },
  PHARMACY: {
    kind: 'PHARMACY',
    namePrefix: 'Voorbeeldapotheek',
    hours: [
      { weekdays: WORKING_DAYS, opens: '08:00', closes: '18:00' },
      { weekdays: [6], opens: '09:00', closes: '13:00' },
    ],
    preparationMinutes: [15, 25],
    acceptWithinMinutes: [15, 20],
    delivers: true,
    offersPickup: true,
    qualifications: [...INCONTINENCE, DRESSINGS, ...DIABETES],
  },
  PHARMACY_ON_CALL: {
    kind: 'PHARMACY',
    namePrefix: 'Voorbeeldapotheek',
    hours: [
      { weekdays: WORKING_DAYS, opens: '08:00', closes: '18:00' },
      { weekdays: [6], opens: '09:00', closes: '16:00' },
    ],
    preparationMinutes: [15, 25],
    acceptWithinMinutes: [15, 20],
    delivers: true,
    offersPickup: true,
    onCallExtraMinutes: [20, 40],
    qualifications: WHOLE_RANGE,
  },
  ISLAND: {
    kind: 'PHARMACY',
    namePrefix: 'Voorbeeldapotheek',
    hours: [
      { weekdays: WORKING_DAYS, opens: '08:30', closes: '17:30' },
      { weekdays: [6], opens: '10:00', closes: '12:00' },
    ],
    preparationMinutes: [10, 20],
    acceptWithinMinutes: [15, 20],
    delivers: true,
    offersPickup: true,
    onCallExtraMinutes: [15, 30],
    qualifications: [...WHOLE_RANGE, COMPRESSION],
  },
  SUPPLIER_DEPOT: {
    kind: 'SUPPLIER_DEPOT',
    namePrefix: 'Voorbeelddepot',
    hours: [
      { weekdays: WORKING_DAYS, opens: '07:00', closes: '20:00' },
      { weekdays: [6], opens: '08:00', closes: '16:00' },
    ],
    preparationMinutes: [20, 40],
    acceptWithinMinutes: [15, 20],
    delivers: true,
    offersPickup: false,
    onCallExtraMinutes: [30, 60],
    qualifications: [...WHOLE_RANGE, INFUSION_PUMPS, COMPRESSION, ...PROSTHESES],
  },
  HOME_CARE: {
    kind: 'HOME_CARE_DEPOT',
    namePrefix: 'Voorbeeldwijkvoorraad',
    hours: [{ weekdays: EVERY_DAY, opens: '07:00', closes: '23:00' }],
    preparationMinutes: [10, 15],
    acceptWithinMinutes: [10, 20],
    delivers: true,
    offersPickup: false,
    onCallExtraMinutes: [15, 30],
    qualifications: [...INCONTINENCE, STOMA, DRESSINGS],
  },
  GP_OUT_OF_HOURS: {
    kind: 'GP_OUT_OF_HOURS',
    namePrefix: 'Voorbeeldhuisartsenpost',
    hours: [
      // Also the night after a Sunday or a public holiday.
      { weekdays: EVERY_DAY, opens: '17:00', closes: '08:00' },
      { weekdays: [6, 7, 8], opens: '08:00', closes: '17:00' },
    ],
    preparationMinutes: [10, 15],
    acceptWithinMinutes: [10, 20],
    delivers: false,
    offersPickup: true,
    qualifications: ['7624', DRESSINGS, '7651'],
  },
};
