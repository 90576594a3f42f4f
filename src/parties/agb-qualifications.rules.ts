import { professionName } from './professions';
import { supplierQualificationName } from './supplier-qualifications';

/** Whether the AGB register has the qualification: of professionals, such as 9013, or of suppliers, 76xx. */
export function isAgbQualification(code: string): boolean {
  return professionName(code) !== undefined || supplierQualificationName(code) !== undefined;
}
