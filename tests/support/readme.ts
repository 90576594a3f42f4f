import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectFolder } from '../../src/commands/project-folder';

export const readme = readFileSync(join(projectFolder(), 'README.md'), 'utf8').replaceAll(
  '\r\n',
  '\n',
);

/** An operation of the README, as it is pasted. */
export interface PastedStep {
  /** Demo user whose token it is sent with; absent: without one. */
  readonly user?: string;
  /** May hold `'$name'`: what a step before kept under that name. */
  readonly query: string;
  /** What the shell keeps of the answer. */
  readonly keeps?: Kept;
  readonly variables?: Record<string, unknown>;
  /** A file that goes or comes instead of a query. */
  readonly file?: PastedFile;
  /** What the README says comes back, under `data`; absent: it says nothing. Of a file that comes: its text. */
  readonly shown?: unknown;
}

export interface Kept {
  readonly name: string;
  /** What `grep` finds of the answer. */
  readonly pattern: RegExp;
}

export interface PastedFile {
  readonly method: string;
  readonly path: string;
  readonly contentType?: string;
  readonly body?: string;
}

const CURL = /^curl (?<head>[\s\S]*?)-d '(?<body>[^']+)'$/;
const FILE =
  /^curl -s (?:-X (?<method>\w+) )?http:\/\/localhost:4000(?<path>\/contracts\S*)(?<head>[^']*)(?:--data-binary '(?<body>[^']+)')?$/;
const ASK =
  /^(?:(?<name>\w+)=\$\()?ask (?<user>[\w-]+) '(?<query>(?:[^']|'\$\w+')+)'(?: \| grep -o '(?<pattern>[^']+)'\))?/;

/** All operations in the order in which they are pasted, each with the answer that follows it. */
export function pastedSteps(): PastedStep[] {
  const steps: PastedStep[] = [];
  for (const [, language = '', code = ''] of readme.matchAll(/^```(\w+)\n([\s\S]*?)\n```$/gm)) {
    const last = steps.at(-1);
    if (language === 'json' && last !== undefined) {
      steps[steps.length - 1] = { ...last, shown: JSON.parse(code) };
    }
    if (language === 'csv' && last !== undefined) {
      steps[steps.length - 1] = { ...last, shown: `${code}\n` };
    }
    const step = language === 'sh' ? stepOf(code) : undefined;
    if (step !== undefined) steps.push(step);
  }
  return steps;
}

/** As a shell would read it: what stands between single quotes is one argument. */
function stepOf(code: string): PastedStep | undefined {
  const asked = ASK.exec(code)?.groups;
  if (asked !== undefined) {
    const { name, user, query = '', pattern = '' } = asked;
    if (name === undefined) return { user, query };
    // Braces that count are written with a backslash there, and without one here.
    return { user, query, keeps: { name, pattern: new RegExp(pattern.replaceAll('\\', '')) } };
  }
  const moved = FILE.exec(code)?.groups;
  if (moved !== undefined) {
    const { method = 'GET', path = '', head = '', body } = moved;
    const contentType = /-H "content-type: ([^"]+)"/.exec(head)?.[1];
    const user = /token -- ([\w-]+)\)/.exec(head)?.[1];
    const query = `${method} ${path}`;
    return { user, query, file: { method, path, contentType, body } };
  }
  const sent = CURL.exec(code)?.groups;
  if (sent === undefined) return undefined;
  const body = JSON.parse(sent['body'] ?? '') as Pick<PastedStep, 'query' | 'variables'>;
  return { ...body, user: /token -- ([\w-]+)\)/.exec(sent['head'] ?? '')?.[1] };
}

/**
 * Where an answer is not what the README shows. What is shown may be cut short: fewer fields, some of a
 * list in their order, and texts that end in three dots.
 */
export function differences(shown: unknown, given: unknown, path = 'data'): string[] {
  if (Array.isArray(shown)) {
    if (!Array.isArray(given)) return [`${path} is no list`];
    let from = 0;
    return shown.flatMap((one, index) => {
      const found = given.findIndex(
        (other, at) => at >= from && differences(one, other).length === 0,
      );
      if (found < 0) return [`${path}.${index} is not in ${JSON.stringify(given)}`];
      from = found + 1;
      return [];
    });
  }
  if (typeof shown === 'object' && shown !== null) {
    if (typeof given !== 'object' || given === null) return [`${path} is not there`];
    const fields = given as Record<string, unknown>;
    return Object.entries(shown).flatMap(([name, one]) =>
      differences(one, fields[name], `${path}.${name}`),
    );
  }
  const same =
    typeof shown === 'string' && shown.endsWith('...')
      ? typeof given === 'string' && given.startsWith(shown.slice(0, -3))
      : shown === given;
  return same ? [] : [`${path} is ${JSON.stringify(given)}, not ${JSON.stringify(shown)}`];
}
