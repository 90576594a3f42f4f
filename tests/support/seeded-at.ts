/** The moment at which the reference data of the template are seeded. */
export const SEEDED_AT = new Date('2026-11-02T09:00:00Z');
