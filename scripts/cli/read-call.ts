import { parseArgs } from 'node:util';
import { type Call, type Command, UsageFault } from './command.ts';

export type Reading = { call: Call; isJson: boolean; wantsHelp: boolean };

const always = { json: { type: 'boolean' }, help: { type: 'boolean', short: 'h' } } as const;

const faultText = (error: unknown): string => {
  const message = error instanceof Error ? error.message : String(error);
  const named = /'(-{1,2}[^' ]+)/.exec(message)?.[1];
  return named ? `选项 ${named} 不认识，或缺少它的值` : message;
};

const parse = (command: Command, args: readonly string[]) => {
  try {
    return parseArgs({
      args: [...args],
      options: { ...command.options, ...always },
      allowPositionals: true,
      strict: true,
    });
  } catch (error) {
    throw new UsageFault(faultText(error));
  }
};

export const readCall = (command: Command, args: readonly string[], env: Call['env']): Reading => {
  const { values, positionals } = parse(command, args);
  const text = (name: string) => {
    const value = (values as Record<string, unknown>)[name];
    return typeof value === 'string' && value !== '' ? value : undefined;
  };
  const list = (name: string) =>
    (text(name) ?? '')
      .split(',')
      .map((item) => item.trim())
      .filter(Boolean);
  const reading = {
    call: { env, words: positionals, text, list },
    isJson: values.json === true,
    wantsHelp: values.help === true,
  };
  if (!reading.wantsHelp) refuseWrongUsage(command, reading.call);
  return reading;
};

const refuseWrongUsage = (command: Command, { words, text }: Call) => {
  const wanted = command.words ?? [];
  if (words.length > wanted.length)
    throw new UsageFault(`多余的参数：${words.slice(wanted.length).join(' ')}`);
  const missing = [
    ...wanted.slice(words.length),
    ...Object.entries(command.options)
      .filter(([name, option]) => option.required && text(name) === undefined)
      .map(([name]) => `--${name}`),
  ];
  if (missing.length > 0) throw new UsageFault(`缺少 ${missing.join('、')}`);
};
