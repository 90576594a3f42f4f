/** What a report can be grouped by and narrowed to; MONTH is of placing, in Europe/Amsterdam. */
export const REPORT_DIMENSIONS = [
  'REGION',
  'CATEGORY',
  'INSURER',
  'SUPPLIER',
  'URGENCY',
  'MONTH',
] as const;
export type ReportDimension = (typeof REPORT_DIMENSIONS)[number];
