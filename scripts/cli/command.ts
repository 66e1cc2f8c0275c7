export type Option = {
  type: 'string' | 'boolean';
  about: string;
  value?: string;
  required?: boolean;
};

export type Call = {
  env: Record<string, string | undefined>;
  words: readonly string[];
  text(name: string): string | undefined;
  list(name: string): string[];
};

// text is for people, json for machines; an answer that is not good ends with exit code 1.
export type Answer = { text: string; json: unknown; isGood?: boolean };

export type Command = {
  name: string;
  about: string;
  words?: readonly string[];
  options: Readonly<Record<string, Option>>;
  run(call: Call): Promise<Answer>;
};

// Wrong usage: exit code 2, with the command's own help.
export class UsageFault extends Error {}
