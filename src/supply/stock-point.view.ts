import type { Postcodes } from '../geography/postcodes.snapshot';
import type { Parties } from '../parties/parties.snapshot';
import { localDate } from '../platform/amsterdam-time';
import { earliestStart } from './opening-hours.rules';
import { qualificationsOn } from './qualification.rules';
import type { StockPointType } from './stock-point.types';
import type { StockPoint } from './stock-points.snapshot';

/** A stock point as the API shows it. What is reckoned is reckoned only when it is asked for. */
export function stockPointView(
  point: StockPoint,
  data: { readonly parties: Parties; readonly postcodes: Postcodes; readonly now: Date },
): StockPointType {
  return {
    rowId: point.id,
    id: point.code,
    name: point.name,
    kind: point.kind,
    operatorAgb: point.operatorAgb,
    get supplier() {
      const supplier = data.parties.supplierByAgb.get(point.supplierAgb);
      if (supplier === undefined) throw new Error(`No supplier ${point.supplierAgb}`);
      return supplier;
    },
    address: point.address,
    phone: point.phone,
    get region() {
      const region = data.postcodes.regionByCode.get(point.regionCode);
      if (region === undefined) throw new Error(`No region ${point.regionCode}`);
      return region;
    },
    latitude: point.latitude,
    longitude: point.longitude,
    island: point.island,
    get qualifications() {
      return qualificationsOn(point, localDate(data.now));
    },
    preparationMinutes: point.preparationMinutes,
    acceptWithinMinutes: point.acceptWithinMinutes,
    delivers: point.delivers,
    offersPickup: point.offersPickup,
    hours: point.schedule.weekly,
    onCallOutsideHours: point.schedule.onCallOutsideHours,
    onCallExtraMinutes: point.schedule.onCallExtraMinutes,
    get canStartAt() {
      return point.active ? (earliestStart(point.schedule, data.now)?.at ?? null) : null;
    },
  };
}
