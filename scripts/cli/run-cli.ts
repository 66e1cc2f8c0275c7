import { Problem, problems } from '../../src/kernel/problems.ts';
import { startFault } from '../../src/node/start-fault.ts';
import { agencyCommands } from './agency.ts';
import { auditCommands } from './audit.ts';
import { backupCommands } from './backup.ts';
import { calendarCommands } from './calendar.ts';
import { type Call, type Command, UsageFault } from './command.ts';
import { helpAll, helpOf } from './help.ts';
import { importCommands } from './import.ts';
import { keyCommands } from './key.ts';
import { masterKeyCommands } from './master-key.ts';
import { measureCommands } from './measures.ts';
import { migrateCommands } from './migrate.ts';
import { personCommands } from './person.ts';
import { readCall } from './read-call.ts';
import { receiveCommands } from './receive.ts';
import { restoreCommands } from './restore.ts';
import { seedCommands } from './seed.ts';
import { sourceCommands } from './source.ts';
import { tickCommands } from './tick.ts';
import { userCommands } from './user.ts';
import { verifyCommands } from './verify.ts';

export const commands: readonly Command[] = [
  ...migrateCommands,
  ...agencyCommands,
  ...userCommands,
  ...personCommands,
  ...keyCommands,
  ...masterKeyCommands,
  ...importCommands,
  ...sourceCommands,
  ...calendarCommands,
  ...measureCommands,
  ...tickCommands,
  ...auditCommands,
  ...verifyCommands,
  ...seedCommands,
  ...receiveCommands,
  ...backupCommands,
  ...restoreCommands,
];

// 0 done, 1 failed, 2 wrong usage.
export type Outcome = { exitCode: 0 | 1 | 2; out?: string; err?: string };

const HELP = ['help', '--help', '-h'];

const find = (words: readonly string[]) =>
  commands.find(({ name }) => name === words.slice(0, name.split(' ').length).join(' '));

const faultOf = (error: unknown): { code: string; text: string; errors: readonly object[] } => {
  if (error instanceof Problem) {
    const { title, detail } = problems[error.code];
    return { code: error.code, text: `${title}：${error.detail ?? detail}`, errors: error.errors };
  }
  const text = startFault(error) ?? (error instanceof Error ? error.message : String(error));
  return { code: 'cli.failed', text, errors: [] };
};

const runCommand = async (command: Command, args: readonly string[], env: Call['env']): Promise<Outcome> => {
  const isJson = args.includes('--json');
  try {
    const { call, wantsHelp } = readCall(command, args, env);
    if (wantsHelp) return { exitCode: 0, out: helpOf(command) };
    const { text, json, isGood = true } = await command.run(call);
    return { exitCode: isGood ? 0 : 1, out: isJson ? JSON.stringify(json) : text };
  } catch (error) {
    if (error instanceof UsageFault) return { exitCode: 2, err: `${error.message}\n\n${helpOf(command)}` };
    const fault = faultOf(error);
    return { exitCode: 1, err: isJson ? JSON.stringify(fault) : fault.text };
  }
};

export const runCli = async (args: readonly string[], env: Call['env']): Promise<Outcome> => {
  const [first] = args;
  if (first === undefined) return { exitCode: 2, err: helpAll(commands) };
  if (HELP.includes(first)) {
    const about = find(args.slice(1));
    return { exitCode: 0, out: about ? helpOf(about) : helpAll(commands) };
  }
  const command = find(args);
  if (command) return runCommand(command, args.slice(command.name.split(' ').length), env);
  return { exitCode: 2, err: `没有这个命令：${args.slice(0, 2).join(' ')}\n\n${helpAll(commands)}` };
};
