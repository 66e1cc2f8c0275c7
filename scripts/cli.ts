// npm run cli -- <命令> [选项]; exit codes: 0 done, 1 failed, 2 wrong usage.
import { Problem, problems } from '../src/kernel/problems.ts';
import { startFault } from '../src/node/start-fault.ts';
import { agencyCommands } from './cli/agency.ts';
import { auditCommands } from './cli/audit.ts';
import { type Command, UsageFault } from './cli/command.ts';
import { helpAll, helpOf } from './cli/help.ts';
import { importCommands } from './cli/import.ts';
import { keyCommands } from './cli/key.ts';
import { migrateCommands } from './cli/migrate.ts';
import { readCall } from './cli/read-call.ts';
import { receiveCommands } from './cli/receive.ts';
import { seedCommands } from './cli/seed.ts';
import { tickCommands } from './cli/tick.ts';
import { userCommands } from './cli/user.ts';

const commands: readonly Command[] = [
  ...migrateCommands,
  ...agencyCommands,
  ...userCommands,
  ...keyCommands,
  ...importCommands,
  ...tickCommands,
  ...auditCommands,
  ...seedCommands,
  ...receiveCommands,
];

const args = process.argv.slice(2);
const isHelp = (word: string | undefined) => word === undefined || ['help', '--help', '-h'].includes(word);

const find = (words: readonly string[]) =>
  commands.find(({ name }) => name === words.slice(0, name.split(' ').length).join(' '));

const faultOf = (error: unknown): { code: string; text: string; errors: readonly object[] } => {
  if (error instanceof Problem) {
    const { title, detail } = problems[error.code];
    return { code: error.code, text: `${title}：${error.detail ?? detail}`, errors: error.errors ?? [] };
  }
  const text = startFault(error) ?? (error instanceof Error ? error.message : String(error));
  return { code: 'cli.failed', text, errors: [] };
};

const runCommand = async (command: Command): Promise<number> => {
  const rest = args.slice(command.name.split(' ').length);
  const isJson = rest.includes('--json');
  try {
    const { call, wantsHelp } = readCall(command, rest, process.env);
    if (wantsHelp) {
      console.log(helpOf(command));
      return 0;
    }
    const { text, json, isGood = true } = await command.run(call);
    console.log(isJson ? JSON.stringify(json) : text);
    return isGood ? 0 : 1;
  } catch (error) {
    if (error instanceof UsageFault) {
      console.error(`${error.message}\n\n${helpOf(command)}`);
      return 2;
    }
    const fault = faultOf(error);
    console.error(isJson ? JSON.stringify(fault) : fault.text);
    return 1;
  }
};

const start = async (): Promise<number> => {
  if (isHelp(args[0])) {
    const about = args[0] === 'help' ? find(args.slice(1)) : undefined;
    console.log(about ? helpOf(about) : helpAll(commands));
    return args.length === 0 ? 2 : 0;
  }
  const command = find(args);
  if (command) return runCommand(command);
  console.error(`没有这个命令：${args.slice(0, 2).join(' ')}\n\n${helpAll(commands)}`);
  return 2;
};

process.exit(await start());
