// tsx scripts/openapi-rules.ts: Redocly's and Spectral's recommended rules over docs/api/openapi.json. An
// error fails, and so does a warning that is not argued here.
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import core, { type RulesetDefinition } from '@stoplight/spectral-core';
import parsers from '@stoplight/spectral-parsers';
import rulesets from '@stoplight/spectral-rulesets';

const DOCUMENT = 'docs/api/openapi.json';
const unusedExamples =
  'the document explains every problem code, also one that no route names: it is answered ' +
  'before a route is found, or told in a batch’s result';
const accepted: Readonly<Record<string, string>> = {
  'tag-description': 'a tag is the plain Chinese name of a group; a description would say it twice',
  'no-unused-components': unusedExamples,
  'oas3-unused-component': unusedExamples,
  'info-contact': 'the city that runs the registry answers for it, not the authors of the program',
  'operation-description': 'a summary says it; a description stands where there is more to say',
};

type Finding = { tool: string; rule: string; isError: boolean; text: string };

const redocly = (): Finding[] => {
  const { stdout, stderr } = spawnSync(
    'node_modules/.bin/redocly',
    ['lint', DOCUMENT, '--extends=recommended', '--format=json', '--max-problems=1000'],
    {
      encoding: 'utf8',
      maxBuffer: 2 ** 26,
      env: { ...process.env, REDOCLY_TELEMETRY: 'off', REDOCLY_SUPPRESS_UPDATE_NOTICE: 'true' },
    },
  );
  if (!stdout.includes('"problems"')) throw new Error(`redocly did not run: ${stderr}`);
  const { problems } = JSON.parse(stdout.slice(stdout.indexOf('{'))) as {
    problems: { ruleId: string; severity: string; message: string; location: { pointer?: string }[] }[];
  };
  return problems.map(({ ruleId, severity, message, location }) => ({
    tool: 'Redocly',
    rule: ruleId,
    isError: severity === 'error',
    text: `${location[0]?.pointer ?? ''} ${message}`,
  }));
};

const spectral = async (): Promise<Finding[]> => {
  const linter = new core.Spectral();
  linter.setRuleset({ extends: [[rulesets.oas as RulesetDefinition, 'recommended']] });
  const found = await linter.run(new core.Document(readFileSync(DOCUMENT, 'utf8'), parsers.Json, DOCUMENT));
  return found.map(({ code, severity, message, path }) => ({
    tool: 'Spectral',
    rule: String(code),
    isError: severity === 0,
    text: `${path.join('/')} ${message}`,
  }));
};

const found = [...redocly(), ...(await spectral())];
const isArgued = ({ isError, rule }: Finding) => !isError && rule in accepted;
for (const [rule, some] of Map.groupBy(found.filter(isArgued), ({ tool, rule }) => `${tool} ${rule}`))
  console.log(`warning ${rule} (${some.length}): ${accepted[some[0]?.rule ?? '']}`);
const faults = found.filter((finding) => !isArgued(finding));
for (const { tool, rule, isError, text } of faults)
  console.error(`${isError ? 'ERROR' : 'unargued warning'} ${tool} ${rule}: ${text}`);
process.exit(faults.length === 0 ? 0 : 1);
