// npm run cli -- <命令> [选项]
import { runCli } from './cli/run-cli.ts';

const { exitCode, out, err } = await runCli(process.argv.slice(2), process.env);
if (out) console.log(out);
if (err) console.error(err);
process.exit(exitCode);
