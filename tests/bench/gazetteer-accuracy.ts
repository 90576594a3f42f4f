import { gazetteerRows } from '../../seeds/geography/gazetteer';
import { measureAccuracy } from '../support/gazetteer-accuracy';

/**
 * Prints how good the gazetteer is, held against a postcode register that is not part of this project.
 * Usage: node dist/tests/bench/gazetteer-accuracy.js reference.csv
 */
function main(file: string | undefined): void {
  if (file === undefined) {
    process.stderr.write('Give a CSV with the columns pc4, lat, lon, zorgkantoorregio_code.\n');
    process.exitCode = 2;
    return;
  }
  const { asked, missing, ...accuracy } = measureAccuracy(gazetteerRows(), file);
  const kilometres = (value: number): string => `${value.toFixed(2)} km`;
  const lines = [
    `n             ${asked}`,
    `found         ${asked - missing.length}`,
    `median        ${kilometres(accuracy.medianKm)}`,
    `p95           ${kilometres(accuracy.p95Km)}`,
    `farthest      ${kilometres(accuracy.farthestKm)}`,
    `right region  ${(accuracy.rightRegion * 100).toFixed(2)} %`,
  ];
  process.stdout.write(`${lines.join('\n')}\n`);
}

main(process.argv[2]);
